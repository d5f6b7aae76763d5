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
import type { InterfaceRef, ObjectRef } from '../kit/base/pothos.ts';
import type { Builder, Types } from '../kit/graph/builder.ts';
import { type Graph, resourceNamed } from '../kit/graph/graph.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';

/** The interface of blocks. */
export type BlockRef = InterfaceRef<Types, Block>;

type Attributes = Block['attributes'];

/**
 * `EditorBlock`, and a type for each core block whose attributes its markup tells. Names and fields are those of
 * WPGraphQL's extension for blocks (wp-graphql-content-blocks).
 */
export function implementBlocks(graph: Graph): BlockRef {
  const block = blockInterface(graph.builder);
  const rows = tableRow(graph.builder);
  for (const kind of blockKinds) implementKind(graph, kind, { block, rows });
  graph.builder.objectRef<Block>('GenericBlock').implement({
    description:
      'A block without a type of its own: one that a plugin adds, or one that only the site renders.',
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
    description: "A block of some content, as WordPress' editor has it.",
    resolveType: ({ name }) => blockTypeName(name),
    fields: (t) => ({
      name: t.exposeString('name', {
        nullable: false,
        description:
          "WordPress' own name: `core/heading`. Without credentials, of blocks of plugins, as far as a class tells.",
      }),
      clientId: t.exposeString('id', {
        nullable: false,
        description:
          'What tells it from the other blocks of the content: `2`, and `2.1` for one inside of it.',
      }),
      parentClientId: t.exposeString('parentId', {
        description: 'The `clientId` of the block that it is in; null at the top.',
      }),
      type: t.string({
        nullable: false,
        description: 'The name of its type in this graph.',
        resolve: ({ name }) => blockTypeName(name),
      }),
      renderedHtml: t.exposeString('html', {
        nullable: false,
        description: 'As the site shows it, with the blocks inside of it.',
      }),
      text: t.string({
        nullable: false,
        description: 'What it says, in plain characters (beyond WPGraphQL).',
        resolve: ({ nodes }) => textOf(nodes),
      }),
      cssClassNames: t.stringList({
        nullable: false,
        description: 'CSS classes of its outermost element.',
        resolve: ({ classes }) => [...classes],
      }),
      attributesJson: t.field({
        type: 'JSON',
        nullable: false,
        description:
          'All attributes that are known of it (beyond WPGraphQL): with credentials also those that its markup leaves out.',
        resolve: ({ attributes }) => withoutEmptyAttributes(attributes),
      }),
      innerBlocks: t.field({
        type: [ref],
        nullable: false,
        description: 'The blocks inside of it.',
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
        description: 'What is known of it.',
        resolve: ({ attributes: known }) => known,
      }),
      ...(key
        ? {
            mediaItem: t.field({
              type: graph.objectOf(media),
              description: 'Its media item (beyond WPGraphQL), where it is known which it is.',
              resolve: ({ attributes: known }, _args, { loaders }, info) => {
                const id = integerOf(known[key]);
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
    description: `What a block \`${name}\` says of itself.`,
    fields: (t) =>
      Object.fromEntries(
        rows.map(([key, type, description]) => {
          if (type === 'Int') return [key, t.int({ description, resolve: (known) => integerOf(known[key]) })];
          if (type === 'Boolean')
            return [key, t.boolean({ description, resolve: (known) => known[key] === true })];
          if (type === 'Rows') {
            return [key, t.field({ type: [row], description, resolve: (known) => rowsOf(known[key]) })];
          }
          return [key, t.string({ description, resolve: (known) => stringOf(known[key]) })];
        }),
      ),
  });
}

function tableRow(builder: Builder): ObjectRef<Types, BlockTableRow> {
  const cell = builder.objectRef<BlockTableRow['cells'][number]>('CoreTableCell').implement({
    description: 'A cell of a table.',
    fields: (t) => ({
      content: t.exposeString('content', { nullable: false, description: 'What it says, as HTML.' }),
      tag: t.exposeString('tag', { nullable: false, description: '`td`, or `th` for a heading.' }),
      align: t.exposeString('align', { description: '`left`, `center` or `right`.' }),
    }),
  });
  return builder.objectRef<BlockTableRow>('CoreTableRow').implement({
    description: 'A row of a table.',
    fields: (t) => ({
      cells: t.field({
        type: [cell],
        nullable: false,
        description: 'Its cells.',
        resolve: ({ cells }) => [...cells],
      }),
    }),
  });
}

/*
 * Attributes that the editor saved may be of another type than markup gives: `"width": "300px"`.
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

/** Attributes without those that have no value. */
function withoutEmptyAttributes(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined),
  );
}
