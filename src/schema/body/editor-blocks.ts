import { type Block, flattened } from '../../content/blocks/block.ts';
import { locatedError, responsePathAsArray } from '../../packages/graphql.ts';
import type { InterfaceRef } from '../kit/base/pothos.ts';
import type { Types } from '../kit/graph/builder.ts';
import type { EntityFields, Field, Graph } from '../kit/graph/graph.ts';
import { previewedWith } from '../kit/plugins/previews.ts';
import { urlArgument, urlRuleOf } from './html.ts';
import { readBlocks } from './read-blocks.ts';
import { readBody } from './read-body.ts';

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
      const html = await readBody(entity, loaders);
      const found = await readBlocks(entity, loaders, {
        html: html ?? '',
        rule: urlRuleOf(graph, urls),
        classic: 'whole',
        onClosed: (error) => {
          if (html) notices.push(locatedError(error, info.fieldNodes, responsePathAsArray(info.path)));
        },
      });
      return (flat ?? true) ? flattened(found) : found;
    },
  });
}
