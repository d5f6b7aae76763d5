import { type HtmlDocument, parseHtml } from '../../content/html.ts';
import { ruledHtml, type UrlRule, type UrlStyle } from '../../content/urls.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { InputError } from '../kit/base/errors.ts';
import { type EntityFields, enumNamed, type Graph } from '../kit/graph/graph.ts';

/** Most characters of HTML that one request keeps parsed; many fields of one document come in a row. */
const mostCharacters = 2_000_000;

const requests = new WeakMap<Loaders, Map<string, HtmlDocument>>();

/** HTML parsed, once in a request however many fields are made of it, with addresses as a rule has them. */
export function parsed(html: string, rule: UrlRule, loaders: Loaders): HtmlDocument {
  const known = requests.get(loaders) ?? new Map<string, HtmlDocument>();
  requests.set(loaders, known);
  const key = `${rule.style} ${html}`;
  const before = known.get(key);
  if (before) return before;
  const document = rule.style === 'SITE' ? parseHtml(html) : ruledHtml(parsedAsIs(html, rule, loaders), rule);
  let kept = [...known.keys()].reduce((sum, { length }) => sum + length, 0);
  for (const oldest of known.keys()) {
    if (kept + key.length <= mostCharacters) break;
    known.delete(oldest);
    kept -= oldest.length;
  }
  known.set(key, document);
  return document;
}

function parsedAsIs(html: string, rule: UrlRule, loaders: Loaders): HtmlDocument {
  return parsed(html, { ...rule, style: 'SITE' }, loaders);
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
export function ruleOf({ site, frontendUrl }: Graph, urls: string | null | undefined): UrlRule {
  const style = styles.find((each) => each === urls) ?? (frontendUrl === null ? 'SITE' : 'FRONTEND');
  if (style === 'FRONTEND' && frontendUrl === null) {
    throw new InputError(
      '`urls: FRONTEND` needs the address of a frontend, which the gateway has not been given (option `frontendUrl`). `RELATIVE` needs none.',
    );
  }
  return { site, style, frontend: frontendUrl ?? '' };
}

const styles: readonly UrlStyle[] = ['SITE', 'FRONTEND', 'RELATIVE', 'ABSOLUTE'];
