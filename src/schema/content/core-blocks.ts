import { isRecord } from '../../values/json.ts';
import { blockTypesOf, integerOf } from '../blocks/block-types.ts';
import { alwaysNull } from '../kit/base/availability.ts';
import { type Graph, resourceNamed } from '../kit/graph/graph.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { connectionField } from '../kit/relay/connection-field.ts';
import { mediaDetailsType } from './media.ts';

/** Adds the fields that WPGraphQL Content Blocks gives single blocks of WordPress beside their attributes. */
export function implementCoreBlocks(graph: Graph): void {
  const { builder } = graph;
  const { objects } = blockTypesOf(graph);
  const media = resourceNamed(graph.site, 'attachment');
  const image = objects.get('core/image');
  if (image) {
    builder.objectField(image, 'mediaDetails', (t) =>
      t.field({
        type: mediaDetailsType(graph),
        description: 'The dimensions and renditions of the image. Null if the block does not contain its id.',
        resolve: async ({ attributes }, _args, { loaders }, info) => {
          const id = integerOf(attributes['id']);
          const { paths } = projectionOf(info, 'MediaDetails');
          const item = id
            ? await loaders.entities(media).load(id, new Set([...paths, 'media_details']))
            : null;
          const details = item?.document['media_details'];
          return isRecord(details) && Object.keys(details).length > 0 ? item : null;
        },
      }),
    );
  }
  const terms = objects.get('core/post-terms');
  if (terms) {
    builder.objectFields(terms, (t) => ({
      prefix: t.string({
        description: 'The text before the terms. Null if the editor has not changed it.',
        resolve: ({ attributes: { prefix } }) =>
          typeof prefix === 'string' && prefix !== '' ? prefix : null,
      }),
      suffix: t.string({
        description: 'The text after the terms. Null if the editor has not changed it.',
        resolve: ({ attributes: { suffix } }) =>
          typeof suffix === 'string' && suffix !== '' ? suffix : null,
      }),
      taxonomy: t.field({
        type: graph.connections.one('CorePostTermsToTaxonomy', 'Taxonomy'),
        description: 'The taxonomy of the terms.',
        availability: alwaysNull,
        resolve: () => null,
      }),
      terms: connectionField(t, graph, {
        base: 'CorePostTermsToTermNode',
        target: 'TermNode',
        description: 'The terms. A document has them as `terms`.',
        availability: alwaysNull,
        page: async () => null,
      }),
    }));
  }
}
