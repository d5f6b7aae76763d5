// Full load on servers, with the load generator autocannon.
import { readFileSync } from 'node:fs';
import { installPeers } from './peers/install.mjs';

const autocannon = installPeers(['autocannon@9.0.0']).require('autocannon');

/**
 * Loads each server once in each round, in alternating order. The first round warms them up and does not count. Returns for
 * each name a list of rounds: answers per second, milliseconds at p50 and p99, and milliseconds of CPU per answer.
 *
 * @param servers - by name: the `endpoint`; `pid`, if its CPU time is to be measured; `body`, if it gets another one than the
 * others; and `settle`, which resolves when the server has done what is left of a round
 * @param options - `connections`, `rounds`, `seconds` of a round, and `body` or `nextBody()`, which returns that of each request
 * @throws Error if a request fails
 */
export async function loadInTurns(servers, { rounds, ...load }) {
  const names = Object.keys(servers);
  const results = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(turn + Math.abs(round)) % names.length];
      const result = await loadOnce(servers[name], load);
      await servers[name].settle?.();
      if (round >= 0) results[name].push(result);
    }
  }
  return results;
}

async function loadOnce({ endpoint, pid, body: own }, { body = '', nextBody, connections, seconds }) {
  const before = cpuOf(pid);
  const result = await autocannon({
    url: endpoint,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    connections,
    duration: seconds,
    body: own ?? body,
    timeout: 60,
    ...(nextBody && { requests: [{ setupRequest: (request) => ({ ...request, body: nextBody() }) }] }),
  });
  const failed = result.non2xx + result.errors;
  if (failed > 0) throw new Error(`${endpoint}: ${failed} of ${result.requests.total} requests failed`);
  const { total } = result.requests;
  return {
    rate: total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpu: (cpuOf(pid) - before) / total,
  };
}

/** Returns the milliseconds of CPU that a process has used, to 10 ms. NaN where the system does not tell. */
export function cpuOf(pid) {
  if (pid === undefined || process.platform !== 'linux') return Number.NaN;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  const clockTicksPerSecond = 100;
  return ((Number(fields[11]) + Number(fields[12])) / clockTicksPerSecond) * 1000;
}
