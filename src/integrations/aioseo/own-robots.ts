import type { Entity } from '../../loading/base/entity.ts';
import { groupBy } from '../../loading/base/lists.ts';
import { nullIfFailed, nullIfMissing } from '../../loading/base/refusals.ts';
import { batched } from '../../schema/integration/reading.ts';
import type { Context } from '../../schema/kit/base/context.ts';
import { isRecord } from '../../values/json.ts';
import { integer, itemsIn, text } from '../../wordpress/document.ts';
import type { Rest } from '../../wordpress/rest.ts';
import { robotsIn } from '../seo/head.ts';

type Json = Readonly<Record<string, unknown>>;

/** Keys of documents with the head. */
export const headKeys = { json: 'aioseo_head_json', html: 'aioseo_head' } as const;

const fields = ['id', headKeys.html, headKeys.json];

/** The most requests in sequence, each for several documents. The gateway then reads each remaining document alone, in parallel. */
const mostRounds = 5;

/**
 * Reads the head of a document again if its rules for search engines may be those of another document. Returns null if they are its
 * own. All in One SEO 4.9.9 carries `noindex` over from one document of an answer to all documents after it.
 *
 * @throws WordPressError if the request fails. A wrong `noindex` would take a page out of search engines.
 */
export async function ownHead({ resource, document }: Entity, context: Context): Promise<Json | null> {
  return forbidsRobots(document) ? headOf(`${resource.route}/${document.id}`, context) : null;
}

/** Whether search engines must not list a document, or not follow its links, as the document says. */
function forbidsRobots(document: Json): boolean {
  const { index, follow } = robotsIn(text(document, headKeys.json, 'robots') ?? '');
  return index === 'noindex' || follow === 'nofollow';
}

/** Reads heads by the routes of their documents: `/wp/v2/posts/12`. */
const headOf = batched(async (routes: readonly string[], rest) => {
  const heads = new Map<string, Json | Error>();
  const lists = groupBy(routes, (route) => route.slice(0, route.lastIndexOf('/')));
  await Promise.all([...lists].map(([list, some]) => readHeads({ list, rest, heads }, some)));
  return heads;
});

/** A list of documents, and what is known of their heads. */
interface Reading {
  readonly list: string;
  readonly rest: Rest;
  readonly heads: Map<string, Json | Error>;
}

/**
 * Reads the heads of some documents of a list, the last document first. Only few of them forbid robots themselves, and an answer is
 * right up to and including the first document that does. Most others took `noindex` over from a document that is now behind them.
 */
async function readHeads({ list, rest, heads }: Reading, routes: readonly string[]): Promise<void> {
  let left = [...routes].reverse();
  for (let round = 0; round < mostRounds && left.length > 1; round++) {
    const include = left.map((route) => Number(route.slice(list.length + 1)));
    const query = { include, orderby: 'include', per_page: include.length, _fields: fields };
    const answer = (itemsIn(await rest.get(list, query).catch(nullIfFailed)) ?? []).filter(isRecord);
    const first = answer.findIndex(forbidsRobots);
    const certain = first < 0 ? answer : answer.slice(0, first + 1);
    for (const document of certain) heads.set(`${list}/${integer(document, 'id')}`, document);
    left = left.filter((route) => !heads.has(route));
    // Perhaps every document forbids robots, as on a site that search engines must not list. Each round would settle only one.
    if (certain.length < 2) break;
  }
  const alone = left.map(async (route) => {
    const found = await nullIfMissing(rest.get(route, { _fields: fields })).catch((error: unknown) =>
      error instanceof Error ? error : new Error(String(error)),
    );
    if (isRecord(found) || found instanceof Error) heads.set(route, found);
  });
  await Promise.all(alone);
}
