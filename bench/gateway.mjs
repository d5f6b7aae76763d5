// The gateway as users run it: the command `pressql <url>` from `dist`, in a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

/** Starts the gateway on any free port; where it answers, its process, and how to end it. */
export async function startGateway(url, more = []) {
  const child = spawn(process.execPath, [main, url, '--port', '0', '--host', '127.0.0.1', ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  return {
    endpoint: await endpointSaid(child),
    pid: child.pid,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function endpointSaid(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const endpoint = /https?:\/\/\S+\/graphql/.exec(said)?.[0];
      if (endpoint) resolve(endpoint);
    });
    child.stdout.on('end', () => reject(new Error(`pressql ended before it served: ${said}`)));
  });
}
