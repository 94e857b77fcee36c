// The first file of every command. It must parse on any Node that knows modules, so that one that is too old gets
// a sentence instead of a syntax error: nothing modern here, and commands import the rest only after the check.

/** False, with the reason on stderr and in the exit status, when this Node cannot run Pail. */
export function checkNodeVersion() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return true;
  console.error(
    `Pail needs Node 20.19 or newer, and this is ${process.versions.node}: get one from https://nodejs.org.`,
  );
  process.exitCode = 1;
  return false;
}
