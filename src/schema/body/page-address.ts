import { hasRequestUrls, withoutRequestUrls } from '../../content/request-urls.ts';
import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { text } from '../../wordpress/document.ts';

/**
 * Returns HTML in which the address of the document's page replaces the address of the gateway's REST request. Plugins
 * that link to "the current page" leave the latter. Reads the document's `link` only if the HTML contains such an address.
 */
export async function withPageAddress(
  html: string | null,
  { resource, document }: Entity,
  { site, entities }: Loaders,
): Promise<string | null> {
  if (!html || !hasRequestUrls(html)) return html;
  const linked = await entities(resource).load(document.id, new Set(['id', 'link']));
  return withoutRequestUrls(html, {
    root: site.root.url,
    parameters: new Set(resource.parameters.keys()),
    page: text(linked?.document, 'link') ?? `${site.home}/`,
  });
}
