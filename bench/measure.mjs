// Taking turns and summing up. Ratios are taken inside of a round, where both ways met the same moment of the machine.

/**
 * Runs every way once a round, in an order that turns; milliseconds of each by round.
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

/** Asks again and again from several clients at once for a while; answers a second. */
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

/** Ratios of two rows of measurements, round by round. */
export function ratios(times, base) {
  return times.map((time, round) => time / base[round]);
}

/** Median and the middle half of the values. */
export function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) => {
    const place = share * (sorted.length - 1);
    const below = sorted[Math.floor(place)];
    return below + (sorted[Math.ceil(place)] - below) * (place % 1);
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}
