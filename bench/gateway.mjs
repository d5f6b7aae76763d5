// Runs the gateway as operators do: the command `pressql <url>` from `dist`, in a separate process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

/** Starts the gateway on a free port. Returns its endpoint, its process id, and a function that stops it. `stderr`: 'ignore' drops its log. */
export async function startGateway(url, extraArguments = [], { stderr = 'inherit' } = {}) {
  const child = spawn(
    process.execPath,
    [main, url, '--port', '0', '--host', '127.0.0.1', ...extraArguments],
    {
      stdio: ['ignore', 'pipe', stderr],
    },
  );
  const ended = once(child, 'exit');
  return {
    endpoint: await printedEndpoint(child),
    pid: child.pid,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
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
    child.stdout.on('end', () => reject(new Error(`pressql exited before it served the site: ${output}`)));
  });
}
