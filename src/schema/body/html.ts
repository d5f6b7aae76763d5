import { type HtmlDocument, parseHtml } from '../../content/html.ts';
import { ruledHtml, type UrlRule, type UrlStyle } from '../../content/urls.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { InputError } from '../kit/base/errors.ts';
import { type EntityFields, enumNamed, type Graph } from '../kit/graph/graph.ts';

/** Most characters of HTML that one request keeps parsed; many fields of one document come in a row. */
const maxCharacters = 2_000_000;

const documentsByRequest = new WeakMap<Loaders, Map<string, HtmlDocument>>();

/** HTML parsed, once in a request however many fields are made of it, with addresses as a rule has them. */
export function parseOnce(html: string, rule: UrlRule, loaders: Loaders): HtmlDocument {
  const known = documentsByRequest.get(loaders) ?? new Map<string, HtmlDocument>();
  documentsByRequest.set(loaders, known);
  const key = `${rule.style} ${html}`;
  const before = known.get(key);
  if (before) return before;
  const document =
    rule.style === 'SITE' ? parseHtml(html) : ruledHtml(parseUnchanged(html, rule, loaders), rule);
  let kept = [...known.keys()].reduce((sum, { length }) => sum + length, 0);
  for (const oldest of known.keys()) {
    if (kept + key.length <= maxCharacters) break;
    known.delete(oldest);
    kept -= oldest.length;
  }
  known.set(key, document);
  return document;
}

function parseUnchanged(html: string, rule: UrlRule, loaders: Loaders): HtmlDocument {
  return parseOnce(html, { ...rule, style: 'SITE' }, loaders);
}

/** The argument of fields with addresses in them. */
export function urlArgument(t: EntityFields, graph: Graph) {
  return {
    urls: t.arg({
      type: enumNamed(graph, 'ContentUrlEnum'),
      description: `How addresses are given; ${graph.frontendUrl === null ? 'SITE' : 'FRONTEND'} unless said.`,
    }),
  };
}

/**
 * The rule that an argument asks for.
 *
 * @throws InputError for `FRONTEND` where the operator named no frontend
 */
export function urlRuleOf({ site, frontendUrl }: Graph, urls: string | null | undefined): UrlRule {
  const style = styles.find((each) => each === urls) ?? (frontendUrl === null ? 'SITE' : 'FRONTEND');
  if (style === 'FRONTEND' && frontendUrl === null) {
    throw new InputError(
      '`urls: FRONTEND` needs the address of a frontend, which the gateway has not been given (option `frontendUrl`). `RELATIVE` needs none.',
    );
  }
  return { site, style, frontend: frontendUrl ?? '' };
}

const styles: readonly UrlStyle[] = ['SITE', 'FRONTEND', 'RELATIVE', 'ABSOLUTE'];
