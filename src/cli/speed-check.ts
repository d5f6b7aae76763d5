import { WordPressError } from '../wordpress/errors.ts';
import type { Rest } from '../wordpress/rest.ts';
import type { Check } from './check.ts';

/** Milliseconds that a small request may take before the doctor calls the site slow. */
const slow = 200;

/** Checks how fast the site answers. `now` returns milliseconds. */
export async function* speedChecks(rest: Rest, now: () => number): AsyncGenerator<Check> {
  const median = async (request: () => Promise<unknown>) => {
    const times: number[] = [];
    for (let round = 0; round < 5; round++) {
      const start = now();
      await request();
      times.push(now() - start);
    }
    return times.sort((a, b) => a - b)[2] ?? 0;
  };
  try {
    const smallest = await median(() => rest.get('/', { _fields: ['name'] }));
    const posts = await median(() =>
      rest.list('/wp/v2/posts', { per_page: 10, _fields: ['id', 'title', 'date', 'slug'] }),
    );
    yield {
      topic: 'Speed',
      verdict: smallest > slow ? 'note' : 'good',
      finding: `${Math.round(smallest)} ms for the smallest request, ${Math.round(posts)} ms for ten posts`,
      advice:
        smallest > slow
          ? 'WordPress is slow to start. Use an opcode cache, an object cache or fewer plugins, or move the gateway nearer to it.'
          : null,
    };
  } catch (error) {
    if (!(error instanceof WordPressError)) throw error;
    yield { topic: 'Speed', verdict: 'note', finding: error.report, advice: error.advice };
  }
}
