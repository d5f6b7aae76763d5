import { flattened } from '../../content/blocks/block.ts';
import { text } from '../../wordpress/document.ts';
import { InputError } from '../kit/base/errors.ts';
import type { FieldMap } from '../kit/base/pothos.ts';
import type { EntityFields, Graph } from '../kit/graph/graph.ts';
import { previewedWith } from '../kit/plugins/previews.ts';
import { convertingOnce } from './convert.ts';
import { renderedField } from './formats.ts';
import { urlArgument, urlRuleOf } from './html.ts';
import { readBlocks } from './read-blocks.ts';
import { readBody } from './read-body.ts';
import { bodyTypesOf } from './types.ts';

const contentPaths = ['content.rendered'];

const images = convertingOnce('images');
const links = convertingOnce('links');
const headings = convertingOnce('headings');
const wordCount = convertingOnce('wordCount');
const readingTime = convertingOnce('readingTime');

/**
 * Returns `content` and the fields that the gateway computes from it. All of them are null if the content is empty or if
 * its password withholds it.
 */
export function bodyFields(t: EntityFields, graph: Graph): FieldMap {
  const types = bodyTypesOf(graph);
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
        'The content as blocks (beyond WPGraphQL). Users who may edit it, and visitors with the grant `editor-blocks`, get the blocks that the editor saved; other visitors get the blocks that the gateway recognizes in the HTML.',
      args: {
        flat: t.arg.boolean({
          description:
            'Whether to return all blocks in one list. Inner blocks follow their parent; `parentClientId` names it. Default: false.',
        }),
        ...urlArgument(t, graph),
      },
      reads: ['content.rendered', 'content.protected'],
      previewed: previewedWith('content'),
      resolve: async (entity, { flat, urls }, { loaders }) => {
        const html = await readBody(entity, loaders);
        if (!html) return null;
        const found = await readBlocks(entity, loaders, {
          html,
          rule: urlRuleOf(graph, urls),
          classic: 'divided',
          // Visitors without the grant have what the rendered HTML shows, which is what this field promises them.
          onClosed: () => undefined,
        });
        return flat ? flattened(found) : found;
      },
    }),
    images: t.field({
      type: [types.image],
      description: 'The images in the content (beyond WPGraphQL).',
      reads: contentPaths,
      previewed: previewedWith('content'),
      resolve: async (entity, _args, { loaders }) => {
        const html = await readBody(entity, loaders);
        return html === null ? null : images(html, null, loaders);
      },
    }),
    links: t.field({
      type: [types.link],
      description: 'The links in the content (beyond WPGraphQL).',
      args: urlArgument(t, graph),
      reads: contentPaths,
      previewed: previewedWith('content'),
      resolve: async (entity, { urls }, { loaders }) => {
        const rule = urlRuleOf(graph, urls);
        const html = await readBody(entity, loaders);
        const found = html === null ? null : await links(html, null, loaders);
        return found?.map((link) => ({ ...link, rule }));
      },
    }),
    headings: t.field({
      type: [types.heading],
      description: 'The headings in the content, for a table of contents (beyond WPGraphQL).',
      reads: contentPaths,
      previewed: previewedWith('content'),
      resolve: async (entity, _args, { loaders }) => {
        const html = await readBody(entity, loaders);
        return html === null ? null : headings(html, null, loaders);
      },
    }),
    wordCount: t.int({
      description:
        'The number of words in the content (beyond WPGraphQL). For languages without spaces, a dictionary separates the words.',
      reads: contentPaths,
      previewed: previewedWith('content'),
      resolve: async (entity, _args, { loaders }) => {
        const html = await readBody(entity, loaders);
        return html === null ? null : wordCount(html, null, loaders);
      },
    }),
    readingTime: t.int({
      description:
        'The minutes to read the content, rounded up (beyond WPGraphQL). Two and a half Chinese or Japanese characters count as one word.',
      args: {
        wordsPerMinute: t.arg.int({ description: 'The reading speed. Default: 200.' }),
      },
      reads: contentPaths,
      previewed: previewedWith('content'),
      resolve: async (entity, { wordsPerMinute }, { loaders }) => {
        const speed = wordsPerMinute ?? 200;
        if (speed < 1) throw new InputError('`wordsPerMinute` must be 1 or more.');
        const html = await readBody(entity, loaders);
        return html === null ? null : readingTime(html, speed, loaders);
      },
    }),
  };
}
