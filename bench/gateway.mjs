// Starts servers in processes of their own: PressQL as operators do, with the command `pressql <url>` from `dist`, and others.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

/** Starts PressQL on a free port. Returns what {@link startServer} returns. */
export function startGateway(url, extraArguments = [], options = {}) {
  return startServer([main, url, '--port', '0', '--host', '127.0.0.1', ...extraArguments], options);
}

/**
 * Runs a script of Node that starts a server and prints its endpoint. Returns the endpoint, the process id, the milliseconds
 * until it printed, and a function that stops it and returns its exit code. `stderr`: 'ignore' drops its log.
 *
 * @throws Error if the script exits first
 */
export async function startServer(script, { stderr = 'inherit', ...options } = {}) {
  const start = performance.now();
  const child = spawn(process.execPath, script, { stdio: ['ignore', 'pipe', stderr], ...options });
  const ended = once(child, 'exit');
  return {
    endpoint: await printedEndpoint(child),
    pid: child.pid,
    ms: performance.now() - start,
    close: async () => {
      child.kill('SIGTERM');
      const [code] = await ended;
      return code;
    },
  };
}

/** Resolves to the address that the command prints. */
function printedEndpoint(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const endpoint = /https?:\/\/\S+\/graphql/.exec(output)?.[0];
      if (endpoint) resolve(endpoint);
    });
    child.stdout.on('end', () =>
      reject(new Error(`${child.spawnargs.join(' ')} exited before it served: ${output}`)),
    );
  });
}
