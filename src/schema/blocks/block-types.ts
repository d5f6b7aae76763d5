import type { Block } from '../../content/blocks/block.ts';
import type { BlockType } from '../../content/blocks/block-type.ts';
import { coreBlockTypes } from '../../content/blocks/core-blocks.ts';
import { kindOf } from '../../content/blocks/kinds.ts';
import { textOf } from '../../content/text.ts';
import { remembered } from '../../values/remembered.ts';
import type { ImplementableObjectRef, InterfaceRef } from '../kit/base/pothos.ts';
import type { Builder, Types } from '../kit/graph/builder.ts';
import { type Graph, oncePerGraph, resourceNamed } from '../kit/graph/graph.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { attributesType, type Values } from './attribute-types.ts';
import { editorResources } from './editor-resources.ts';
import { implementScalars } from './scalars.ts';
import { blockTypeName, genericBlock } from './type-names.ts';

/** The types of blocks in a graph. */
export interface BlockTypes {
  /** The interface of all blocks. */
  readonly block: InterfaceRef<Types, Block>;
  /** The interfaces of the blocks of one post type, by its type: `PostEditorBlock` for `Post`. */
  readonly ofResource: ReadonlyMap<string, InterfaceRef<Types, Block>>;
  readonly objects: ReadonlyMap<string, ImplementableObjectRef<Types, Block>>;
}

const textOfNodes = remembered(textOf);

/**
 * Returns the types of blocks. The first call adds them: `EditorBlock`, an interface for each post type with the block editor, and
 * an object type for each block type of WordPress. Names, types and nullability are those of WPGraphQL's extension for blocks
 * (WPGraphQL Content Blocks 4.8).
 */
export const blockTypesOf = oncePerGraph((graph): BlockTypes => {
  const { builder } = graph;
  implementScalars(builder);
  const block = blockInterface(builder);
  const ofResource = new Map(
    editorResources(graph.site).map(({ typeName }) => [
      typeName,
      builder.interfaceRef<Block>(`${typeName}EditorBlock`).implement({
        description: `A block that can be in content of type \`${typeName}\`.`,
        interfaces: [block],
        resolveType: ({ name }) => blockTypeName(name),
      }),
    ]),
  );
  const interfaces = [block, ...ofResource.values()];
  const anchors = anchorInterface(builder);
  const objects = new Map(
    [...coreBlockTypes.values()].map((type) => [
      type.name,
      implementType(graph, type, {
        interfaces: type.hasAnchor ? [...interfaces, anchors.ofBlocks] : interfaces,
        anchor: anchors.ofAttributes,
      }),
    ]),
  );
  builder.objectRef<Block>(genericBlock).implement({
    description: "A block whose type the gateway does not know: a plugin's (beyond WPGraphQL).",
    interfaces,
    isTypeOf: (value) => typeOf(value) === genericBlock,
  });
  return { block, ofResource, objects };
});

function typeOf(value: unknown): string | null {
  return typeof value === 'object' && value !== null && 'name' in value
    ? blockTypeName(String(value.name))
    : null;
}

function blockInterface(builder: Builder): InterfaceRef<Types, Block> {
  const ref = builder.interfaceRef<Block>('EditorBlock');
  return ref.implement({
    description: 'A block of the block editor.',
    resolveType: ({ name }) => blockTypeName(name),
    fields: (t) => ({
      name: t.exposeString('name', {
        description:
          "The block's name in WordPress: `core/heading`. In rendered HTML, the gateway recognizes a plugin's block by its CSS class; HTML that it does not recognize is `core/html`.",
      }),
      clientId: t.exposeString('id', {
        description:
          'The position of the block in the content: `2`, or `2.1` for the second block inside it.',
      }),
      parentClientId: t.exposeString('parentId', {
        description: 'The `clientId` of the block that contains this one. Null at the top level.',
      }),
      type: t.string({
        description: "The name of the block's object type in this schema.",
        resolve: ({ name }) => blockTypeName(name),
      }),
      blockEditorCategoryName: t.string({
        description: 'The category of the block in the editor: `text`.',
        resolve: ({ name }) => coreBlockTypes.get(name)?.category ?? null,
      }),
      isDynamic: t.boolean({
        nullable: false,
        description: 'Whether WordPress renders the block on each request. False for a `GenericBlock`.',
        resolve: ({ name }) => coreBlockTypes.get(name)?.isDynamic ?? false,
      }),
      apiVersion: t.int({
        description: "The version of the block editor's API that the block uses.",
        resolve: ({ name }) => coreBlockTypes.get(name)?.apiVersion ?? null,
      }),
      renderedHtml: t.exposeString('html', {
        description: 'The block as HTML, with the blocks inside it. Null if the gateway does not find it.',
      }),
      text: t.string({
        nullable: false,
        description: 'The plain text of the block (beyond WPGraphQL).',
        resolve: ({ text, nodes }) => text ?? textOfNodes(nodes),
      }),
      cssClassNames: t.stringList({
        nullable: { list: true, items: true },
        description:
          'The CSS classes that the editor gave the block. Null if there is none, or if only the rendered HTML is known. The attribute `cssClassName` has all classes.',
        resolve: ({ attributes: { className } }) =>
          typeof className === 'string' ? className.split(' ') : null,
      }),
      attributesJson: t.field({
        type: 'JSON',
        nullable: false,
        description:
          'All attributes that the gateway can read (beyond WPGraphQL). Attributes that the HTML lacks are among them only if the gateway has read the text that the editor saved.',
        resolve: ({ attributes }) => withoutEmptyAttributes(attributes),
      }),
      innerBlocks: t.field({
        type: [ref],
        nullable: { list: true, items: true },
        description: 'The blocks directly inside this one.',
        resolve: ({ innerBlocks }) => innerBlocks,
      }),
    }),
  });
}

/** Adds `BlockWithSupportsAnchor`, which both blocks and their attributes have. */
function anchorInterface(builder: Builder) {
  const ref = builder.interfaceRef<Block | Values>('BlockWithSupportsAnchor');
  ref.implement({
    description: 'A block whose HTML element can have an id.',
    resolveType: (value) => ('innerBlocks' in value ? blockTypeName(String(value.name)) : undefined),
    fields: (t) => ({
      anchor: t.string({
        description: "The `id` of the block's HTML element, for links to it.",
        resolve: (value) => anchorOf('innerBlocks' in value ? (value as Block).attributes : value),
      }),
    }),
  });
  return {
    ofBlocks: ref as unknown as InterfaceRef<Types, Block>,
    ofAttributes: ref as unknown as InterfaceRef<Types, Values>,
  };
}

function anchorOf({ anchor }: Values): string | null {
  return typeof anchor === 'string' ? anchor : null;
}

function implementType(
  graph: Graph,
  type: BlockType,
  {
    interfaces,
    anchor,
  }: { interfaces: readonly InterfaceRef<Types, Block>[]; anchor: InterfaceRef<Types, Values> },
) {
  const { builder } = graph;
  const typeName = blockTypeName(type.name);
  const attributes = attributesType({ builder, anchor }, type, `${typeName}Attributes`);
  const media = resourceNamed(graph.site, 'attachment');
  const key = kindOf(type.name)?.media;
  const ref = builder.objectRef<Block>(typeName);
  ref.implement({
    description: `A block \`${type.name}\`.`,
    interfaces: [...interfaces],
    isTypeOf: (value) => typeOf(value) === typeName,
    fields: (t) => ({
      ...(attributes
        ? {
            attributes: t.field({
              type: attributes,
              description: 'The attributes of the block.',
              resolve: ({ attributes: values }) => values,
            }),
          }
        : {}),
      ...(key
        ? {
            mediaItem: t.field({
              type: graph.objectType(media),
              description: 'The media item (beyond WPGraphQL). Null if the block does not contain its id.',
              resolve: ({ attributes: values }, _args, { loaders }, info) => {
                const id = integerOf(values[key]);
                return id ? loaders.entities(media).load(id, projectionOf(info, media.typeName).paths) : null;
              },
            }),
          }
        : {}),
    }),
  });
  return ref;
}

/** Returns an id. The editor may save it as a text. */
export function integerOf(value: unknown): number | null {
  const number = typeof value === 'string' ? Number.parseInt(value, 10) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

function withoutEmptyAttributes(attributes: Values): Values {
  return Object.fromEntries(
    Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined),
  );
}
