import { type HtmlDocument, parseHtml } from '../../content/html.ts';
import { rewriteUrls, type UrlRule, type UrlStyle } from '../../content/urls.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { limits } from '../../values/limits.ts';
import { InputError } from '../kit/base/errors.ts';
import { type EntityFields, enumNamed, type Graph } from '../kit/graph/graph.ts';

const documentsByRequest = new WeakMap<Loaders, Map<string, HtmlDocument>>();

/** Parses HTML and rewrites its URLs by a rule. Parses each text once per request, however many fields use it. */
export function parseOnce(html: string, rule: UrlRule, loaders: Loaders): HtmlDocument {
  const cache = documentsByRequest.get(loaders) ?? new Map<string, HtmlDocument>();
  documentsByRequest.set(loaders, cache);
  const key = `${rule.style} ${html}`;
  const cached = cache.get(key);
  if (cached) return cached;
  const document =
    rule.style === 'SITE' ? parseHtml(html) : rewriteUrls(parseUnchanged(html, rule, loaders), rule);
  let characters = [...cache.keys()].reduce((sum, { length }) => sum + length, 0);
  for (const oldest of cache.keys()) {
    if (characters + key.length <= limits.maxBodyLength) break;
    cache.delete(oldest);
    characters -= oldest.length;
  }
  cache.set(key, document);
  return document;
}

function parseUnchanged(html: string, rule: UrlRule, loaders: Loaders): HtmlDocument {
  return parseOnce(html, { ...rule, style: 'SITE' }, loaders);
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
