import { type Block, flattened } from '../../content/blocks/block.ts';
import { patternsIn } from '../../content/blocks/patterns.ts';
import type { SavedContent } from '../../content/blocks/saved.ts';
import { ClosedError } from '../../loading/base/closed.ts';
import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { locatedError, responsePathAsArray } from '../../packages/graphql.ts';
import { flag } from '../../wordpress/document.ts';
import type { InterfaceRef } from '../kit/base/pothos.ts';
import type { Types } from '../kit/graph/builder.ts';
import type { EntityFields, Field, Graph } from '../kit/graph/graph.ts';
import { previewedWith } from '../kit/plugins/previews.ts';
import { convertingOnce } from './convert.ts';
import { readBody } from './fields.ts';
import { readRawText } from './formats.ts';
import { urlArgument, urlRuleOf, withUrls } from './html.ts';

const blocks = convertingOnce('blocks');
const savedBlocks = convertingOnce('savedBlocks');

/** How deep the gateway reads patterns in patterns. Each level is a request. */
const maxPatternDepth = 3;

/** Returns `editorBlocks`, the blocks of content under the names of WPGraphQL Content Blocks. */
export function editorBlocksField(t: EntityFields, graph: Graph, type: InterfaceRef<Types, Block>): Field {
  return t.field({
    type: [type],
    nullable: { list: true, items: true },
    description:
      'The content as blocks. Users who may edit it, and visitors with the grant `editor-blocks`, get the blocks that the editor saved; other visitors get the blocks that the gateway recognizes in the HTML. Empty if a password withholds the content.',
    args: {
      flat: t.arg.boolean({
        description:
          'Whether to return all blocks in one list. Inner blocks follow their parent; `parentClientId` names it. Default: true.',
      }),
      ...urlArgument(t, graph),
    },
    reads: ['content.rendered', 'content.protected'],
    previewed: previewedWith('content'),
    resolve: async (entity, { flat, urls }, { loaders, notices }, info) => {
      const rule = urlRuleOf(graph, urls);
      const html = await readBody(entity, loaders);
      const saved = await readSaved(entity, loaders, (error) => {
        if (html) notices.push(locatedError(error, info.fieldNodes, responsePathAsArray(info.path)));
      });
      if (saved ? saved.raw.trim() === '' : !html) return [];
      const styled = await withUrls(html ?? '', rule, loaders);
      const found = saved
        ? await savedBlocks(
            styled,
            await withStyledUrls(saved, (raw) => withUrls(raw, rule, loaders)),
            loaders,
          )
        : await blocks(styled, null, loaders);
      return (flat ?? true) ? flattened(found) : found;
    },
  });
}

/**
 * Returns the text that the editor saved. Returns null if the client gets only the rendered HTML. `notice` is called if a grant
 * would change that.
 */
async function readSaved(
  entity: Entity,
  loaders: Loaders,
  notice: (error: ClosedError) => void,
): Promise<SavedContent | null> {
  const own = loaders.isSignedIn ? await readRawText(entity, loaders, 'content') : null;
  if (own !== null) return withPatternsOf(own, 'editor', loaders);
  // The operator's text is the published one, and visitors see no text with a password.
  if (entity.revisionOf || entity.isPreview || flag(entity.document, 'content', 'protected') !== false)
    return null;
  try {
    const raw = await loaders.savedContent.load(entity.resource, entity.document.id);
    return raw === null ? null : await withPatternsOf(raw, 'visitor', loaders);
  } catch (error) {
    if (!(error instanceof ClosedError)) throw error;
    notice(error);
    return null;
  }
}

/** Reads the patterns in a text, and those in them. */
async function withPatternsOf(
  raw: string,
  reader: SavedContent['reader'],
  loaders: Loaders,
): Promise<SavedContent> {
  const patterns: Record<number, string> = {};
  let wanted = patternsIn(raw);
  for (let depth = 0; wanted.length > 0 && depth < maxPatternDepth; depth++) {
    const texts = await Promise.all(wanted.map((id) => loadPattern(id, loaders)));
    for (const [index, id] of wanted.entries()) patterns[id] = texts[index] ?? '';
    wanted = [...new Set(texts.flatMap((each) => patternsIn(each ?? '')))].filter((id) => !(id in patterns));
  }
  return { raw, reader, patterns, classic: 'whole' };
}

/** Returns the text of a pattern. Returns null if WordPress does not show it: the block stays, without blocks inside. */
async function loadPattern(id: number, { savedContent }: Loaders): Promise<string | null> {
  try {
    return await savedContent.loadPattern(id);
  } catch (error) {
    if (error instanceof ClosedError) return null;
    throw error;
  }
}

async function withStyledUrls(
  saved: SavedContent,
  style: (raw: string) => Promise<string>,
): Promise<SavedContent> {
  const patterns = Object.entries(saved.patterns).map(async ([id, raw]) => [id, await style(raw)] as const);
  return {
    ...saved,
    raw: await style(saved.raw),
    patterns: Object.fromEntries(await Promise.all(patterns)),
  };
}
