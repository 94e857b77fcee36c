import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// In JavaScript, so that the pages' sources need no types of Node.

/** Where scripts may write their files. */
const cwd = mkdtempSync(join(tmpdir(), 'pail-code-'));

/** What programs a shell calls for each of the scripts, and with which words: every one of `names` only tells. */
export function wordsOfShell(scripts, names, environment) {
  const tell = names.map((name) => `${name}() { printf '%s\\0' ${name} "$@"; printf '\\036'; }`).join('\n');
  const all = scripts.map((script) => `${script}\nprintf '\\035'`).join('\n');
  const told = execFileSync('sh', ['-c', `${tell}\n${all}`], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...environment },
  });
  return told
    .split('\u001d')
    .slice(0, -1)
    .map((one) =>
      one
        .split('\u001e')
        .filter((call) => call.includes('\0'))
        .map((call) => call.split('\0').slice(0, -1)),
    );
}

/** The lines that a script prints; how it ends is no matter. */
export function outputOfShell(script, environment) {
  const { stdout } = spawnSync('sh', ['-c', script], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...environment },
  });
  return stdout.split('\n').filter(Boolean);
}

/** A stand-in for the package `minio`: everything can be imported and called, and the client's calls are told. */
const standIn = `
import json, sys, types
class Thing:
    def __init__(self, name): self.__dict__["name"] = name
    def __getattr__(self, name):
        if name.startswith("__"): raise AttributeError(name)
        return Thing(self.name + "." + name)
    def __setitem__(self, key, value): told.append([self.name, [key, value], {}])
    def __iter__(self): return iter([])
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def __call__(self, *args, **named):
        told.append([self.name, list(args), named])
        return Thing(self.name + "()")
class Module(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__") or (self.__name__ == "minio" and name != "Minio"): raise AttributeError(name)
        return Thing(name)
told = []
for name in ["", ".commonconfig", ".datatypes", ".deleteobjects", ".sse", ".retention", ".select", ".xml", ".versioningconfig", ".sseconfig", ".objectlockconfig", ".lifecycleconfig", ".replicationconfig", ".notificationconfig"]:
    sys.modules["minio" + name] = Module("minio" + name)
sys.modules["minio"].__path__ = []
all = []
for code in json.load(sys.stdin):
    told = []
    exec(compile(code, "code", "exec"), {"print": lambda *_: None})
    all.append(told)
sys.stdout.write(json.dumps(all, default=lambda thing: getattr(thing, "name", str(thing))))
`;

/** What each of the programs in Python asks of the client: [name, arguments, named arguments], in order. */
export function callsOfPython(programs, environment) {
  const told = execFileSync('python3', ['-c', standIn], {
    input: JSON.stringify(programs),
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PYTHONUTF8: '1', ...environment },
  });
  return JSON.parse(told);
}

export const hasPython = (() => {
  try {
    execFileSync('python3', ['-c', ''], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
