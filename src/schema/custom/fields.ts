import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import { nameFields } from '../../site/field-names.ts';
import type { JsonSchema } from '../../site/json-schema.ts';
import { upperFirst } from '../../site/words.ts';
import { isRecord, valueAt } from '../../wordpress/document.ts';
import type { Context } from '../kit/base/context.ts';
import type { FieldMap, ObjectRef } from '../kit/base/pothos.ts';
import { isEntity } from '../kit/base/virtual-nodes.ts';
import type { Types } from '../kit/graph/builder.ts';
import type { Field, Graph } from '../kit/graph/graph.ts';
import { fieldTypesOf, once } from './made.ts';
import { galleryOf, mediaEdge, type ReferencesOf, referencesOf } from './references.ts';
import { descriptionOf, type FieldShape, shapeOf } from './shape.ts';
import type { SharedGroup } from './shared.ts';
import { type CustomValue, fitted, type References } from './value.ts';

/** Fields of one object that a site adds to its documents. */
export interface CustomFields<Parent> {
  /** What nested types are named after: `PostMeta` gives `PostMetaLocation`. */
  readonly typeName: string;
  readonly schemas: Iterable<readonly [string, JsonSchema]>;
  /** Names of fields that the type has anyhow. */
  readonly taken?: ReadonlySet<string>;
  /** Those of them that other types have, too. */
  readonly shared?: SharedGroup;
  /** Whether ACF wrote the schemas. */
  readonly isAcf: boolean;
  /** REST paths of a key; none inside of what another field has read. */
  reads(key: string): readonly string[];
  read(parent: Parent, key: string): unknown;
}

type ParentFields<Parent> = PothosSchemaTypes.ObjectFieldBuilder<Types, Parent>;

/** A field a key, of the type that its schema says. */
export function customFields<Parent extends object>(
  t: ParentFields<Parent>,
  graph: Graph,
  { typeName, schemas, taken, shared, isAcf, reads, read }: CustomFields<Parent>,
): FieldMap {
  const rows = [...schemas];
  const names = nameFields(
    rows.map(([key]) => key),
    taken,
  );
  return Object.fromEntries(
    rows.map(([key, schema]): [string, Field] => {
      const name = names.get(key) ?? key;
      const shape = shapeOf(schema, isAcf);
      const typeAfter = (owner: string) =>
        outputOf(t, graph, { shape, name: owner + upperFirst(name), isAcf });
      const type = shared?.has(key)
        ? once(fieldTypesOf(graph), `${shared.typeName}.${key}`, () => typeAfter(shared.typeName))
        : typeAfter(typeName);
      return [
        name,
        t.field({
          type,
          nullable: true,
          description: descriptionOf(schema, `The site's field \`${key}\`.`),
          reads: reads(key),
          sameDocument: shape.kind === 'references',
          resolve: (parent, _args, context, info) =>
            resolved(fitted(read(parent, key), { shape, key }), { shape, parent, context, info }),
        }),
      ];
    }),
  );
}

/** What a resolver gives for a fitted value: references need more than the value. */
function resolved(
  value: unknown,
  {
    shape,
    parent,
    context,
    info,
  }: { shape: FieldShape; parent: object; context: Context; info: GraphQLResolveInfo },
): unknown {
  const isReference = shape.kind === 'media' || shape.kind === 'references';
  if (!isReference || !hasIds(value)) return value;
  if (shape.kind === 'media') return mediaEdge(value, context, info);
  // With the document itself, so that its links can be read, as `AcfReferences` declares.
  const document = isEntity(parent) ? parent.document : null;
  return { ...(isEntity(parent) ? parent : {}), ...value, document } satisfies ReferencesOf;
}

/** Whether a fitted reference is one, and not the error that it doesn't fit. */
function hasIds(value: unknown): value is References {
  return isRecord(value) && 'ids' in value;
}

/** A type whose values Pothos doesn't check: what stands in a document is only known when it comes. */
type Output = ObjectRef<Types, unknown>;

function outputOf<Parent extends object>(
  t: ParentFields<Parent>,
  graph: Graph,
  { shape, name, isAcf }: { shape: FieldShape; name: string; isAcf: boolean },
): Output {
  return typeOf(t, graph, { shape, name, isAcf }) as unknown as Output;
}

function typeOf<Parent extends object>(
  t: ParentFields<Parent>,
  graph: Graph,
  { shape, name, isAcf }: { shape: FieldShape; name: string; isAcf: boolean },
) {
  switch (shape.kind) {
    case 'scalar':
      return shape.scalar;
    case 'list':
      return t.listRef(outputOf(t, graph, { shape: shape.of, name, isAcf }), { nullable: true });
    case 'object':
      return objectOf(graph, { name, schemas: Object.entries(shape.properties), isAcf });
    case 'union':
      return unionOf(graph, { name, shape, isAcf });
    case 'media':
      return graph.connections.one('AcfMediaItem', 'MediaItem');
    case 'gallery':
      return galleryOf(graph);
    case 'references':
      return referencesOf(graph);
  }
}

function objectOf(
  graph: Graph,
  {
    name,
    schemas,
    isAcf,
  }: { name: string; schemas: readonly (readonly [string, JsonSchema])[]; isAcf: boolean },
): ObjectRef<Types, CustomValue> {
  const typeName = graph.typeNames.claim(name);
  return graph.builder.objectRef<CustomValue>(typeName).implement({
    description: 'An object that the site adds to its documents.',
    fields: (t) =>
      customFields(t, graph, {
        typeName,
        schemas,
        isAcf,
        reads: () => [],
        read: ({ value }, key) => valueAt(value, key),
      }),
  });
}

function unionOf(
  graph: Graph,
  { name, shape, isAcf }: { name: string; shape: FieldShape & { kind: 'union' }; isAcf: boolean },
) {
  const names = nameFields(shape.options.keys());
  const types = new Map(
    [...shape.options].map(([option, properties]) => [
      option,
      objectOf(graph, {
        name: name + upperFirst(names.get(option) ?? option),
        schemas: Object.entries(properties),
        isAcf,
      }),
    ]),
  );
  return graph.builder.unionType(graph.typeNames.claim(name), {
    description: `One of several objects, told apart by \`${shape.key}\`.`,
    types: [...types.values()],
    resolveType: ({ option }) => types.get(option ?? '')?.name,
  });
}
