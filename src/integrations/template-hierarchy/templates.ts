/* WordPress' template hierarchy: `template-loader.php` and the functions `get_…_template()`. */
import type { Entity } from '../../loading/base/entity.ts';
import { type ContentTypeNode, isEntity } from '../../schema/kit/base/virtual-nodes.ts';
import { isFrontPage, isPostsPage } from '../../site/front-page.ts';
import type { Site } from '../../site/site.ts';
import { safeDecode } from '../../values/url-text.ts';
import { text } from '../../wordpress/document.ts';

/** The keys of documents from which templates follow. */
export const templateReads: readonly string[] = ['slug', 'template', 'mime_type', 'link'];

/**
 * Returns the names of the templates that WordPress looks for on the page of a node, the first one first:
 * `single-post-hello`, `single-post`, `single`, `singular`, `index`. WordPress stops at the first that the theme has, and a
 * headless theme has none.
 */
export function templatesOf(
  node: Entity | ContentTypeNode | { readonly typeName: string },
  site: Site,
): string[] {
  const names = isEntity(node)
    ? ofDocument(node, site)
    : 'contentType' in node
      ? ofContentType(node, site)
      : [];
  return [...new Set([...names, 'index'])];
}

function ofContentType({ contentType: { name, traits } }: ContentTypeNode, site: Site): readonly string[] {
  if (!traits.has('blog')) return [`archive-${name}`, 'archive'];
  return site.front?.shows === 'page' ? ['home'] : ['front-page', 'home'];
}

function ofDocument(entity: Entity, site: Site): readonly string[] {
  if (isPostsPage(site, entity)) return ['home'];
  const kind = entity.resource.kind;
  const own = kinds[kind]?.(entity) ?? [];
  return isFrontPage(site, entity) ? ['front-page', ...own] : own;
}

/** The templates of documents, by the kind of their resource. Comments have no page of their own. */
const kinds: Readonly<Partial<Record<Entity['resource']['kind'], (entity: Entity) => readonly string[]>>> = {
  content: (entity) => [
    ...attachmentTemplates(entity),
    ...chosenTemplate(entity),
    ...(entity.resource.traits.has('pages') ? pageTemplates(entity) : singleTemplates(entity)),
    'singular',
  ],
  term: (entity) => [...termTemplates(entity), 'archive'],
  user: (entity) => [...namesWith('author', entity), `author-${entity.document.id}`, 'author', 'archive'],
};

function attachmentTemplates({ document }: Entity): readonly string[] {
  const [type, subtype] = text(document, 'mime_type')?.split('/') ?? [];
  if (!type) return [];
  return [...(subtype ? [`${type}-${subtype}`, subtype] : []), type, 'attachment'];
}

/** Returns the template that the editor chose: `templates/wide.php` is `wide`. */
function chosenTemplate({ document }: Entity): readonly string[] {
  const file = text(document, 'template')
    ?.split('/')
    .at(-1)
    ?.replace(/\.php$/, '');
  return file ? [file] : [];
}

function pageTemplates(entity: Entity): readonly string[] {
  return [...namesWith('page', entity), `page-${entity.document.id}`, 'page'];
}

function singleTemplates(entity: Entity): readonly string[] {
  const type = `single-${entity.resource.name}`;
  return [...namesWith(type, entity), type, 'single'];
}

/** The first part of the names of the templates of WordPress' own taxonomies. */
const ownTaxonomies: Readonly<Record<string, string>> = { category: 'category', post_tag: 'tag' };

function termTemplates(entity: Entity): readonly string[] {
  const { name } = entity.resource;
  const base = ownTaxonomies[name] ?? `taxonomy-${name}`;
  const others = ownTaxonomies[name] ? [] : ['taxonomy'];
  return [...namesWith(base, entity), `${base}-${entity.document.id}`, base, ...others];
}

/** Returns the template of a slug. WordPress looks for the decoded slug first. */
function namesWith(base: string, { document }: Entity): readonly string[] {
  const slug = text(document, 'slug');
  return slug ? [`${base}-${safeDecode(slug)}`, `${base}-${slug}`] : [];
}
