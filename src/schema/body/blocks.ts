import type { Block } from '../../content/blocks/block.ts';
import {
  type AttributeRow,
  type BlockKind,
  blockKinds,
  blockTypeName,
  commonAttributes,
} from '../../content/blocks/kinds.ts';
import type { BlockTableRow } from '../../content/blocks/readers.ts';
import { textOf } from '../../content/text.ts';
import { remembered } from '../../values/remembered.ts';
import type { InterfaceRef, ObjectRef } from '../kit/base/pothos.ts';
import type { Builder, Types } from '../kit/graph/builder.ts';
import { type Graph, resourceNamed } from '../kit/graph/graph.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';

/** The interface of blocks. */
export type BlockRef = InterfaceRef<Types, Block>;

type Attributes = Block['attributes'];

const textOfNodes = remembered(textOf);

/**
 * Adds `EditorBlock`, and an object type for each core block whose attributes the gateway can read from HTML. Names and
 * fields follow WPGraphQL's extension for blocks (wp-graphql-content-blocks). Returns `EditorBlock`.
 */
export function implementBlocks(graph: Graph): BlockRef {
  const block = blockInterface(graph.builder);
  const rows = tableRow(graph.builder);
  for (const kind of blockKinds) implementKind(graph, kind, { block, rows });
  graph.builder.objectRef<Block>('GenericBlock').implement({
    description:
      'A block that has no object type of its own: a plugin adds it, or WordPress renders it on each request.',
    interfaces: [block],
    isTypeOf: (value) => typeOf(value) === 'GenericBlock',
  });
  return block;
}

function typeOf(value: unknown): string | null {
  return typeof value === 'object' && value !== null && 'name' in value
    ? blockTypeName(String(value.name))
    : null;
}

function blockInterface(builder: Builder): BlockRef {
  const ref = builder.interfaceRef<Block>('EditorBlock');
  return ref.implement({
    description: 'A block of the block editor.',
    resolveType: ({ name }) => blockTypeName(name),
    fields: (t) => ({
      name: t.exposeString('name', {
        nullable: false,
        description:
          "The block's name in WordPress: `core/heading`. Without credentials, the gateway recognizes a plugin's block by its CSS class; HTML that it does not recognize is `core/html`.",
      }),
      clientId: t.exposeString('id', {
        nullable: false,
        description: 'The position of the block in the content: `2`, or `2.1` for the first block inside it.',
      }),
      parentClientId: t.exposeString('parentId', {
        description: 'The `clientId` of the block that contains this one. Null at the top level.',
      }),
      type: t.string({
        nullable: false,
        description: "The name of the block's object type in this schema.",
        resolve: ({ name }) => blockTypeName(name),
      }),
      renderedHtml: t.exposeString('html', {
        nullable: false,
        description: 'The block as HTML, with the blocks inside it.',
      }),
      text: t.string({
        nullable: false,
        description: 'The plain text of the block (beyond WPGraphQL).',
        resolve: ({ text, nodes }) => text ?? textOfNodes(nodes),
      }),
      cssClassNames: t.stringList({
        nullable: false,
        description: 'The CSS classes of the outermost element.',
        resolve: ({ classes }) => [...classes],
      }),
      attributesJson: t.field({
        type: 'JSON',
        nullable: false,
        description:
          'All attributes that the gateway can read (beyond WPGraphQL). With credentials, they include attributes that the HTML lacks.',
        resolve: ({ attributes }) => withoutEmptyAttributes(attributes),
      }),
      innerBlocks: t.field({
        type: [ref],
        nullable: false,
        description: 'The blocks directly inside this one.',
        resolve: ({ innerBlocks }) => innerBlocks,
      }),
    }),
  });
}

function implementKind(
  graph: Graph,
  kind: BlockKind,
  { block, rows }: { block: BlockRef; rows: ObjectRef<Types, BlockTableRow> },
): void {
  const { builder } = graph;
  const typeName = blockTypeName(kind.name);
  const attributes = attributesType(builder, `${typeName}Attributes`, {
    name: kind.name,
    rows: [...commonAttributes, ...kind.attributes],
    tableRow: rows,
  });
  const media = resourceNamed(graph.site, 'attachment');
  const { media: key } = kind;
  builder.objectRef<Block>(typeName).implement({
    description: `A block \`${kind.name}\`.`,
    interfaces: [block],
    isTypeOf: (value) => typeOf(value) === typeName,
    fields: (t) => ({
      attributes: t.field({
        type: attributes,
        nullable: false,
        description: 'The attributes of the block.',
        resolve: ({ attributes: values }) => values,
      }),
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
}

function attributesType(
  builder: Builder,
  typeName: string,
  {
    name,
    rows,
    tableRow: row,
  }: { name: string; rows: readonly AttributeRow[]; tableRow: ObjectRef<Types, BlockTableRow> },
) {
  return builder.objectRef<Attributes>(typeName).implement({
    description: `The attributes of a block \`${name}\`.`,
    fields: (t) =>
      Object.fromEntries(
        rows.map(([key, type, description]) => {
          if (type === 'Int')
            return [key, t.int({ description, resolve: (values) => integerOf(values[key]) })];
          if (type === 'Boolean')
            return [key, t.boolean({ description, resolve: (values) => values[key] === true })];
          if (type === 'Rows') {
            return [key, t.field({ type: [row], description, resolve: (values) => rowsOf(values[key]) })];
          }
          return [key, t.string({ description, resolve: (values) => stringOf(values[key]) })];
        }),
      ),
  });
}

function tableRow(builder: Builder): ObjectRef<Types, BlockTableRow> {
  const cell = builder.objectRef<BlockTableRow['cells'][number]>('CoreTableCell').implement({
    description: 'A cell of a table.',
    fields: (t) => ({
      content: t.exposeString('content', {
        nullable: false,
        description: 'The content of the cell as HTML.',
      }),
      tag: t.exposeString('tag', { nullable: false, description: '`td`, or `th` for a heading cell.' }),
      align: t.exposeString('align', { description: '`left`, `center` or `right`.' }),
    }),
  });
  return builder.objectRef<BlockTableRow>('CoreTableRow').implement({
    description: 'A row of a table.',
    fields: (t) => ({
      cells: t.field({
        type: [cell],
        nullable: false,
        description: 'The cells of the row.',
        resolve: ({ cells }) => [...cells],
      }),
    }),
  });
}

/*
 * The editor may save an attribute with another type than the HTML yields: `"width": "300px"`.
 */

function integerOf(value: unknown): number | null {
  const number = typeof value === 'string' ? Number.parseInt(value, 10) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && Math.abs(number) < 2 ** 31
    ? number
    : null;
}

function stringOf(value: unknown): string | null {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
}

function rowsOf(value: unknown): readonly BlockTableRow[] {
  return Array.isArray(value) ? value : [];
}

function withoutEmptyAttributes(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined),
  );
}
