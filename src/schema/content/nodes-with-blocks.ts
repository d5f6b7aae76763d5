import type { Site } from '../../site/site.ts';
import { blockTypesOf } from '../blocks/block-types.ts';
import { editorResources, hasEditor } from '../blocks/editor-resources.ts';
import { editorBlocksField } from '../body/editor-blocks.ts';
import type { NodeWith } from './feature.ts';

const everyType = 'NodeWithEditorBlocks';

/**
 * Returns the interfaces of post types that the block editor edits: one for all, and one for each
 * (`NodeWithPostEditorBlocks`).
 */
export function nodesWithBlocks(site: Site): readonly NodeWith[] {
  return [
    {
      name: everyType,
      description: 'Content that is written in the block editor.',
      interfaces: [],
      appliesTo: hasEditor,
      fields: (t, graph) => ({ editorBlocks: editorBlocksField(t, graph, blockTypesOf(graph).block) }),
    },
    ...editorResources(site).map(
      ({ name, typeName }): NodeWith => ({
        name: `NodeWith${typeName}EditorBlocks`,
        description: `Content of type \`${typeName}\`, which is written in the block editor.`,
        interfaces: [everyType],
        appliesTo: (resource) => resource.name === name,
        fields: (t, graph) => {
          const { block, ofResource } = blockTypesOf(graph);
          return { editorBlocks: editorBlocksField(t, graph, ofResource.get(typeName) ?? block) };
        },
      }),
    ),
  ];
}
