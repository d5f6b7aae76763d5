import { leaksRequests, withoutRequests } from '../../content/request-urls.ts';
import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { text } from '../../wordpress/document.ts';

/** HTML with the address of its page in place of the gateway's own request, which is read only where it is needed. */
export async function withPageAddress(
  html: string | null,
  { resource, document }: Entity,
  { site, entities }: Loaders,
): Promise<string | null> {
  if (!html || !leaksRequests(html)) return html;
  const linked = await entities(resource).load(document.id, new Set(['id', 'link']));
  return withoutRequests(html, {
    root: site.root.url,
    parameters: new Set(resource.parameters.keys()),
    page: text(linked?.document, 'link') ?? `${site.home}/`,
  });
}
