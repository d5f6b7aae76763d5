import { type HtmlDocument, parseInParts } from '../../content/html.ts';
import { rewriteUrls, type UrlRule, type UrlStyle } from '../../content/urls.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { BoundedMap } from '../../values/bounded-map.ts';
import { limits } from '../../values/limits.ts';
import { turns } from '../../values/turns.ts';
import { InputError } from '../kit/base/errors.ts';
import { type EntityFields, enumNamed, type Graph } from '../kit/graph/graph.ts';

/** The documents that an operation has parsed, by its loaders. */
const documentsByOperation = new WeakMap<Loaders, BoundedMap<string, Promise<HtmlDocument>>>();

/**
 * Parses HTML and rewrites its URLs by a rule. Parses each text once per operation, however many fields use it. Pauses so
 * that other operations get their turns.
 *
 * @throws InputError if the text is too long
 */
export async function parseOnce(html: string, rule: UrlRule, loaders: Loaders): Promise<HtmlDocument> {
  const documents = documentsOf(loaders);
  const key = `${rule.style} ${html}`;
  const known = documents.get(key);
  if (known) return known;
  if (html.length > limits.maxParsedContent) throw tooLong('The content', html, limits.maxParsedContent);
  const document = parse(html, rule, loaders);
  documents.set(key, document, key.length);
  return document;
}

async function parse(html: string, rule: UrlRule, loaders: Loaders): Promise<HtmlDocument> {
  if (rule.style === 'SITE') return turns.finish(parseInParts(html, limits.maxParsedAtOnce), loaders);
  const document = await parseOnce(html, { ...rule, style: 'SITE' }, loaders);
  const rewritten = rewriteUrls(document, rule);
  return rewritten === html ? document : parseOnce(rewritten, { ...rule, style: 'SITE' }, loaders);
}

function documentsOf(loaders: Loaders): BoundedMap<string, Promise<HtmlDocument>> {
  const known = documentsByOperation.get(loaders);
  if (known) return known;
  const documents = new BoundedMap<string, Promise<HtmlDocument>>(limits.maxBodyLength);
  documentsByOperation.set(loaders, documents);
  return documents;
}

/**
 * Returns a function that converts each document once, however many fields use the result, and in turns with other
 * operations.
 *
 * @param convert - does the work in parts
 * @param maxLength - characters of HTML that `convert` accepts
 */
export function convertingOnce<Result>(
  convert: (document: HtmlDocument) => Generator<void, Result>,
  maxLength: number = limits.maxParsedContent,
): (document: HtmlDocument, loaders: Loaders) => Promise<Result> {
  const results = new WeakMap<HtmlDocument, Promise<Result>>();
  return async (document, loaders) => {
    const known = results.get(document);
    if (known) return known;
    if (document.html.length > maxLength)
      throw tooLong('This conversion of the content', document.html, maxLength);
    const result = turns.finish(convert(document), loaders);
    results.set(document, result);
    return result;
  };
}

/** Returns the parts of a conversion that is done at once. */
export function atOnce<Result>(
  convert: (document: HtmlDocument) => Result,
): (document: HtmlDocument) => Generator<void, Result> {
  return function* (document) {
    yield;
    return convert(document);
  };
}

function tooLong(what: string, { length }: string, most: number): InputError {
  return new InputError(
    `${what} is not available: the content has ${length} characters of HTML, and the gateway converts at most ${most}. Request \`content\` as HTML with \`urls: SITE\`.`,
  );
}

/** Returns the argument `urls` of fields that contain URLs. */
export function urlArgument(t: EntityFields, graph: Graph) {
  return {
    urls: t.arg({
      type: enumNamed(graph, 'ContentUrlEnum'),
      description: `The form of URLs. Default: ${graph.frontendUrl === null ? 'SITE' : 'FRONTEND'}.`,
    }),
  };
}

/**
 * Returns the URL rule for a value of the argument `urls`.
 *
 * @throws InputError for `FRONTEND` if the operator has not set `frontendUrl`
 */
export function urlRuleOf({ site, frontendUrl }: Graph, urls: string | null | undefined): UrlRule {
  const style = styles.find((each) => each === urls) ?? (frontendUrl === null ? 'SITE' : 'FRONTEND');
  if (style === 'FRONTEND' && frontendUrl === null) {
    throw new InputError(
      "`urls: FRONTEND` needs the gateway's option `frontendUrl`, which is not set. Set it, or use `urls: RELATIVE`.",
    );
  }
  return { site, style, frontend: frontendUrl ?? '' };
}

const styles: readonly UrlStyle[] = ['SITE', 'FRONTEND', 'RELATIVE', 'ABSOLUTE'];
