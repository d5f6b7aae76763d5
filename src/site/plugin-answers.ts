import { WordPressError } from '../wordpress/errors.ts';
import type { Rest } from '../wordpress/rest.ts';
import type { UnreadAnswer } from './answers.ts';
import { valueOrError, withTimeout } from './outcomes.ts';
import type { PluginContent } from './plugin-content.ts';

/** Answers of the routes that the integrations name (`PluginContent.reads`), by route. */
export type PluginAnswers = Readonly<Record<string, unknown>>;

/** Options of {@link readPluginAnswers}. */
interface PluginAnswersOptions {
  readonly content: readonly PluginContent[];
  /** The namespaces of the site. */
  readonly known: readonly string[];
  /** The answers of the earlier discovery, which replace those that cannot be read now. */
  readonly earlier: PluginAnswers;
  /** Milliseconds for all requests. */
  readonly timeout: number;
}

/**
 * Reads the routes that the integrations of the site's plugins name. An earlier answer replaces one that cannot be read now. Without
 * one, the answer is absent.
 */
export async function readPluginAnswers(
  rest: Rest,
  { content, known, earlier, timeout }: PluginAnswersOptions,
): Promise<readonly [PluginAnswers, readonly UnreadAnswer[]]> {
  const unread: UnreadAnswer[] = [];
  const reads = content
    .filter(({ namespace }) => known.includes(namespace))
    .flatMap((each) => Object.entries(each.reads ?? {}));
  const answers = await withTimeout(timeout, (signal) =>
    Promise.all(
      reads.map(async ([route, query]): Promise<readonly [string, unknown][]> => {
        const now = await valueOrError(rest.get(route, query, { signal }));
        if (!(now instanceof WordPressError)) return [[route, now]];
        const isKnown = Object.hasOwn(earlier, route);
        unread.push({
          closed: `${route} is not shown`,
          failed: `${route} could not be read`,
          error: now,
          instead: isKnown
            ? 'the earlier answer stays in use'
            : 'the graph lacks the types that it decides on',
          advice: `Let visitors read ${route}.`,
        });
        return isKnown ? [[route, earlier[route]]] : [];
      }),
    ),
  );
  return [Object.fromEntries(answers.flat()), unread];
}
