import { flattened } from '../../content/blocks/block.ts';
import { blocksOfHtml } from '../../content/blocks/blocks.ts';
import { blocksOfRaw } from '../../content/blocks/saved.ts';
import type { HtmlDocument } from '../../content/html.ts';
import { imagesOf } from '../../content/images.ts';
import { linksOf } from '../../content/links.ts';
import { headingsOf } from '../../content/outline.ts';
import { textOf } from '../../content/text.ts';
import { ruledUrl, type UrlRule } from '../../content/urls.ts';
import { countWords, readingMinutes } from '../../content/words.ts';
import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { text } from '../../wordpress/document.ts';
import { InputError } from '../kit/base/errors.ts';
import type { FieldMap } from '../kit/base/pothos.ts';
import type { EntityFields, Graph } from '../kit/graph/graph.ts';
import { asEditor } from '../kit/plugins/reads/editor.ts';
import { renderedField } from './formats.ts';
import { parseOnce, urlArgument, urlRuleOf } from './html.ts';
import { withPageAddress } from './page-address.ts';
import { bodyTypesOf } from './types.ts';

const contentPaths = ['content.rendered'];

/** `content`, and what frontends make of it; all of it null where it is empty or kept back by a password. */
export function bodyFields(t: EntityFields, graph: Graph): FieldMap {
  const types = bodyTypesOf(graph);
  const asIs: UrlRule = { site: graph.site, style: 'SITE', frontend: '' };
  const body = async (entity: Entity, loaders: Loaders, rule = asIs): Promise<HtmlDocument | null> => {
    const html = await withPageAddress(text(entity.document, 'content', 'rendered'), entity, loaders);
    return html ? parseOnce(html, rule, loaders) : null;
  };
  const words = async (entity: Entity, loaders: Loaders) => {
    const document = await body(entity, loaders);
    return document && textOf(document.children);
  };
  return {
    content: renderedField(t, graph, {
      description: 'Its body as HTML. Null when empty or kept back by a password.',
      reads: contentPaths,
      html: (document) => text(document, 'content', 'rendered') || null,
      key: 'content',
      isProtected: true,
    }),
    blocks: t.field({
      type: [types.block],
      description:
        "Its body as blocks (beyond WPGraphQL): to those who may edit it as the editor saved them, to visitors as far as the site's markup tells.",
      args: {
        flat: t.arg.boolean({
          description: 'All in one list, those in others after them, with `parentClientId`. No unless said.',
        }),
        ...urlArgument(t, graph),
      },
      reads: contentPaths,
      resolve: async (entity, { flat, urls }, { loaders }) => {
        const rule = urlRuleOf(graph, urls);
        const document = await body(entity, loaders, rule);
        if (!document) return null;
        const edited = loaders.isSignedIn ? await asEditor(entity, loaders, ['content.raw']) : null;
        const raw = text(edited, 'content', 'raw');
        const blocks = raw
          ? blocksOfRaw(parseOnce(raw, rule, loaders).html, document)
          : blocksOfHtml(document);
        return flat ? flattened(blocks) : blocks;
      },
    }),
    images: t.field({
      type: [types.image],
      description: 'The images in its body (beyond WPGraphQL).',
      reads: contentPaths,
      resolve: async (entity, _args, { loaders }) => {
        const document = await body(entity, loaders);
        return document && imagesOf(document);
      },
    }),
    links: t.field({
      type: [types.link],
      description: 'The links in its body (beyond WPGraphQL).',
      args: urlArgument(t, graph),
      reads: contentPaths,
      resolve: async (entity, { urls }, { loaders }) => {
        const rule = urlRuleOf(graph, urls);
        const document = await body(entity, loaders);
        return (
          document && linksOf(document).map((link) => ({ ...link, styledUrl: ruledUrl(link.url, rule) }))
        );
      },
    }),
    headings: t.field({
      type: [types.heading],
      description: 'The headings in its body, for a table of contents (beyond WPGraphQL).',
      reads: contentPaths,
      resolve: async (entity, _args, { loaders }) => {
        const document = await body(entity, loaders);
        return document && headingsOf(document);
      },
    }),
    wordCount: t.int({
      description:
        'How many words its body has (beyond WPGraphQL); in scripts without spaces as dictionaries tell.',
      reads: contentPaths,
      resolve: async (entity, _args, { loaders }) => {
        const said = await words(entity, loaders);
        return said === null ? null : countWords(said);
      },
    }),
    readingTime: t.int({
      description:
        'Minutes that its body takes to read, rounded up (beyond WPGraphQL). Two and a half Chinese or Japanese characters take as long as a word.',
      args: {
        wordsPerMinute: t.arg.int({ description: 'How fast; 200 unless said.' }),
      },
      reads: contentPaths,
      resolve: async (entity, { wordsPerMinute }, { loaders }) => {
        const speed = wordsPerMinute ?? 200;
        if (speed < 1) throw new InputError('`wordsPerMinute` must be 1 or more.');
        const said = await words(entity, loaders);
        return said === null ? null : readingMinutes(said, speed);
      },
    }),
  };
}
