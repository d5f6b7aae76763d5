import { type Block, flattened } from '../../content/blocks/block.ts';
import { blocksOfHtml } from '../../content/blocks/blocks.ts';
import { blocksOfRaw } from '../../content/blocks/saved.ts';
import type { HtmlDocument } from '../../content/html.ts';
import { imagesOf } from '../../content/images.ts';
import { linksOf } from '../../content/links.ts';
import { headingsOf } from '../../content/outline.ts';
import { rewriteUrl, type UrlRule } from '../../content/urls.ts';
import { countWords, readingMinutes } from '../../content/words.ts';
import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { limits } from '../../values/limits.ts';
import { turns } from '../../values/turns.ts';
import { text } from '../../wordpress/document.ts';
import { InputError } from '../kit/base/errors.ts';
import type { FieldMap } from '../kit/base/pothos.ts';
import type { EntityFields, Graph } from '../kit/graph/graph.ts';
import { readAsEditor } from '../kit/plugins/reads/editor.ts';
import { plainText, renderedField } from './formats.ts';
import { atOnce, convertingOnce, parseOnce, urlArgument, urlRuleOf } from './html.ts';
import { withPageAddress } from './page-address.ts';
import { bodyTypesOf } from './types.ts';

const contentPaths = ['content.rendered'];

const blocks = convertingOnce(atOnce(blocksOfHtml), limits.maxConvertedContent);
const images = convertingOnce(atOnce(imagesOf));
const links = convertingOnce(atOnce(linksOf));
const headings = convertingOnce(atOnce(headingsOf));

async function savedBlocks(raw: string, document: HtmlDocument, loaders: Loaders): Promise<readonly Block[]> {
  await turns.pause(loaders);
  return blocksOfRaw(raw, document);
}

/**
 * Returns `content` and the fields that the gateway computes from it. All of them are null if the content is empty or if
 * its password withholds it.
 */
export function bodyFields(t: EntityFields, graph: Graph): FieldMap {
  const types = bodyTypesOf(graph);
  const unchangedUrls: UrlRule = { site: graph.site, style: 'SITE', frontend: '' };
  const readBody = async (
    entity: Entity,
    loaders: Loaders,
    rule = unchangedUrls,
  ): Promise<HtmlDocument | null> => {
    const html = await withPageAddress(text(entity.document, 'content', 'rendered'), entity, loaders);
    return html ? await parseOnce(html, rule, loaders) : null;
  };
  const readPlainText = async (entity: Entity, loaders: Loaders) => {
    const document = await readBody(entity, loaders);
    return document && (await plainText(document, loaders));
  };
  return {
    content: renderedField(t, graph, {
      description: 'The content as HTML. Null if it is empty, or if a password withholds it.',
      reads: contentPaths,
      html: (document) => text(document, 'content', 'rendered') || null,
      key: 'content',
      isProtected: true,
    }),
    blocks: t.field({
      type: [types.block],
      description:
        'The content as blocks (beyond WPGraphQL). Users who may edit it get the blocks that the editor saved; visitors get the blocks that the gateway recognizes in the HTML.',
      args: {
        flat: t.arg.boolean({
          description:
            'Whether to return all blocks in one list. Inner blocks follow their parent; `parentClientId` names it. Default: false.',
        }),
        ...urlArgument(t, graph),
      },
      reads: contentPaths,
      resolve: async (entity, { flat, urls }, { loaders }) => {
        const rule = urlRuleOf(graph, urls);
        const document = await readBody(entity, loaders, rule);
        if (!document) return null;
        const edited = loaders.isSignedIn ? await readAsEditor(entity, loaders, ['content.raw']) : null;
        const raw = text(edited, 'content', 'raw');
        const found = raw
          ? await savedBlocks((await parseOnce(raw, rule, loaders)).html, document, loaders)
          : await blocks(document, loaders);
        return flat ? flattened(found) : found;
      },
    }),
    images: t.field({
      type: [types.image],
      description: 'The images in the content (beyond WPGraphQL).',
      reads: contentPaths,
      resolve: async (entity, _args, { loaders }) => {
        const document = await readBody(entity, loaders);
        return document && images(document, loaders);
      },
    }),
    links: t.field({
      type: [types.link],
      description: 'The links in the content (beyond WPGraphQL).',
      args: urlArgument(t, graph),
      reads: contentPaths,
      resolve: async (entity, { urls }, { loaders }) => {
        const rule = urlRuleOf(graph, urls);
        const document = await readBody(entity, loaders);
        return (
          document &&
          (await links(document, loaders)).map((link) => ({ ...link, styledUrl: rewriteUrl(link.url, rule) }))
        );
      },
    }),
    headings: t.field({
      type: [types.heading],
      description: 'The headings in the content, for a table of contents (beyond WPGraphQL).',
      reads: contentPaths,
      resolve: async (entity, _args, { loaders }) => {
        const document = await readBody(entity, loaders);
        return document && headings(document, loaders);
      },
    }),
    wordCount: t.int({
      description:
        'The number of words in the content (beyond WPGraphQL). For languages without spaces, a dictionary separates the words.',
      reads: contentPaths,
      resolve: async (entity, _args, { loaders }) => {
        const plainText = await readPlainText(entity, loaders);
        return plainText === null ? null : countWords(plainText);
      },
    }),
    readingTime: t.int({
      description:
        'The minutes to read the content, rounded up (beyond WPGraphQL). Two and a half Chinese or Japanese characters count as one word.',
      args: {
        wordsPerMinute: t.arg.int({ description: 'The reading speed. Default: 200.' }),
      },
      reads: contentPaths,
      resolve: async (entity, { wordsPerMinute }, { loaders }) => {
        const speed = wordsPerMinute ?? 200;
        if (speed < 1) throw new InputError('`wordsPerMinute` must be 1 or more.');
        const plainText = await readPlainText(entity, loaders);
        return plainText === null ? null : readingMinutes(plainText, speed);
      },
    }),
  };
}
