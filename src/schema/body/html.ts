import type { UrlRule, UrlStyle } from '../../content/urls.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { InputError } from '../kit/base/errors.ts';
import { type EntityFields, enumNamed, type Graph } from '../kit/graph/graph.ts';
import { convertingOnce } from './convert.ts';

const rewritten = convertingOnce('urls');

/**
 * Returns HTML with its URLs in the style of a rule.
 *
 * @throws InputError if the HTML is too long and its URLs have to change
 */
export async function withUrls(html: string, rule: UrlRule, loaders: Loaders): Promise<string> {
  return rule.style === 'SITE' ? html : rewritten(html, rule, loaders);
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
  const { home, url, address } = site;
  return { site: { home, url, address }, style, frontend: frontendUrl ?? '' };
}

const styles: readonly UrlStyle[] = ['SITE', 'FRONTEND', 'RELATIVE', 'ABSOLUTE'];
