// Measurements. All ways run once in each round, and ratios compare times of the same round, so a slow moment of the
// machine affects all ways alike.

/**
 * Runs every way once in each round, in alternating order. Returns the milliseconds of each way by round.
 *
 * @param {Record<string, () => Promise<unknown>>} ways
 * @param {{ rounds: number, warmups: number }} options
 * @returns {Promise<Record<string, number[]>>}
 */
export async function interleave(ways, { rounds, warmups }) {
  const names = Object.keys(ways);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -warmups; round < rounds; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(turn + Math.abs(round)) % names.length];
      const start = performance.now();
      await ways[name]();
      if (round >= 0) times[name].push(performance.now() - start);
    }
  }
  return times;
}

/** Runs a way repeatedly from several clients at once. Returns the number of answers per second. */
export async function rate(way, { clients, seconds }) {
  const start = performance.now();
  let answers = 0;
  const client = async () => {
    while (performance.now() - start < seconds * 1000) {
      await way();
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return answers / ((performance.now() - start) / 1000);
}

/** Returns the ratios of two series of measurements, by round. */
export function ratios(times, base) {
  return times.map((time, round) => time / base[round]);
}

/** Returns the median and the quartiles of values. */
export function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) => {
    const position = share * (sorted.length - 1);
    const below = sorted[Math.floor(position)];
    return below + (sorted[Math.ceil(position)] - below) * (position % 1);
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}
