// @ts-check
import { buildPage, buildServer, installPackages, PrepareProblem, root } from './prepare.mjs';

/**
 * `npm start`, and with `--dev` `npm run dev`: installs and builds what is missing or old, then becomes the program.
 * @param {string[]} argv
 */
export async function launch(argv) {
  const dev = argv.includes('--dev');
  try {
    await installPackages();
    await buildServer();
    if (!dev) await buildPage();
  } catch (error) {
    if (!(error instanceof PrepareProblem)) throw error;
    console.error(error.message);
    process.exitCode = 1;
    return;
  }
  if (dev) {
    const { runProgram } = await import(new URL('../build/server/program.js', import.meta.url).href);
    await runProgram(
      argv.filter((flag) => flag !== '--dev'),
      process.env,
      startVite,
    );
  } else {
    await import(new URL('../build/server/main.js', import.meta.url).href);
  }
}

/**
 * Vite's development server on the console's address; what the console asks of its own server goes `behind`.
 * @param {{ host: string, port: number }} address
 * @param {string} behind
 */
async function startVite({ host, port }, behind) {
  const { createServer } = await import('vite');
  const server = await createServer({
    root,
    // No other origin has business here: Vite would let every page of this machine in.
    server: { host, port, strictPort: true, cors: false, proxy: { '/pail/': { target: behind } } },
  });
  try {
    await server.listen();
  } catch (error) {
    await server.close();
    throw error;
  }
  return { consoleOrigin: new URL(server.resolvedUrls?.local[0] ?? '').origin, close: () => server.close() };
}
