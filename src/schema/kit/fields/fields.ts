import type { Entity } from '../../../loading/base/entity.ts';
import type { Loaders } from '../../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../../packages/graphql.ts';
import type { Resource } from '../../../site/site.ts';
import { flag, integer, text } from '../../../wordpress/document.ts';
import { alwaysNull } from '../base/availability.ts';
import { type GlobalIdType, referenceId } from '../base/global-id.ts';
import type { EntityFields, Field, Graph } from '../graph/graph.ts';
import { type GraphRow, toEdge } from '../graph/page.ts';
import { projectionOf } from '../plugins/reads/projection.ts';
import { whereInput } from '../where/input.ts';
import type { WhereRow } from '../where/rows.ts';

/*
 * Fields whose path is written once: it is both what the projection asks for and what the resolver reads.
 * A path is given as `_fields` has it: `title.rendered`.
 */

/** A string as WordPress gives it; `''` is null where WPGraphQL has it so. */
export function textField(
  t: EntityFields,
  path: string,
  description: string,
  options: { emptyIsNull?: boolean } = {},
): Field {
  return t.string({
    description,
    reads: [path],
    resolve: ({ document }) => {
      const value = text(document, ...path.split('.'));
      return options.emptyIsNull && value === '' ? null : value;
    },
  });
}

/** A date; null where the database has none. WordPress writes the date `0000-00-00` as one before the year 0. */
export function dateField(t: EntityFields, path: string, description: string): Field {
  return t.string({
    description,
    reads: [path],
    resolve: ({ document }) => {
      const date = text(document, path);
      return date && isZeroDate(date) ? null : date;
    },
  });
}

/** Whether a date that REST gives stands for none. */
export function isZeroDate(date: string): boolean {
  return /^(-|0000)/.test(date);
}

/** A whole number; 0 is null where WPGraphQL has it so. */
export function integerField(
  t: EntityFields,
  path: string,
  description: string,
  options: { zeroIsNull?: boolean } = {},
): Field {
  return t.int({
    description,
    reads: [path],
    resolve: ({ document }) => {
      const value = integer(document, ...path.split('.'));
      return options.zeroIsNull && value === 0 ? null : value;
    },
  });
}

/** A boolean, false where WordPress gives none. */
export function flagField(t: EntityFields, path: string, description: string): Field {
  return t.boolean({
    description,
    nullable: false,
    reads: [path],
    resolve: ({ document }) => flag(document, ...path.split('.')) ?? false,
  });
}

/** Returns a text field that REST has nothing for, so that documents written for WPGraphQL validate. */
export function nullTextField(t: EntityFields, description: string): Field {
  return t.string({
    description,
    availability: alwaysNull,
    resolve: () => null,
  });
}

/** The database id that a document carries of another one; null for none. */
export function referenceDatabaseId(t: EntityFields, path: string, description: string): Field {
  return integerField(t, path, description, { zeroIsNull: true });
}

/** The same as a global id. */
export function referenceGlobalId(
  t: EntityFields,
  { path, type }: { path: string; type: GlobalIdType },
  description: string,
): Field {
  return t.id({
    description,
    reads: [path],
    resolve: ({ document }) => referenceId(type, integer(document, path)),
  });
}

/** A one-to-one edge to another document. */
export interface ReferenceOptions {
  /** `NodeWithAuthorToUser` */
  readonly base: string;
  /** Node type: `User`. */
  readonly target: string;
  readonly description: string;
  /** Where the other document's id stands. */
  readonly path: string;
  readonly deprecationReason?: string;
  /** Arguments of `where` that WPGraphQL has here; they make no difference to what a single id leads to. */
  readonly where?: readonly WhereRow[];
  /** The other document; by default the one of `resource` with that id. */
  load(
    id: number,
    from: Entity,
    context: { loaders: Loaders; info: GraphQLResolveInfo },
  ): Promise<Entity | null>;
}

/** A field that leads to one document by the id that its parent carries; null where there is none, or WordPress doesn't show it. */
export function referenceField(t: EntityFields, graph: Graph, options: ReferenceOptions): Field {
  const { base, target, description, path, deprecationReason } = options;
  return t.field({
    type: graph.connections.one(base, target),
    description,
    ...(deprecationReason ? { deprecationReason } : {}),
    reads: [path],
    args: options.where
      ? {
          where: t.arg({
            type: whereInput(graph, base, options.where),
            availability: { to: 'nobody', otherwise: 'no difference', because: 'there is only one.' },
          }),
        }
      : {},
    resolve: async (from, _args, { loaders }, info): Promise<GraphRow | null> => {
      const id = integer(from.document, path);
      const entity = id ? await options.load(id, from, { loaders, info }) : null;
      return entity && toEdge(entity, entity.document.id);
    },
  });
}

/** Loads the document of one resource that a reference names. */
export function loadById(resource: Resource): ReferenceOptions['load'] {
  return (id, _from, { loaders, info }) =>
    loaders.entities(resource).load(id, projectionOf(info, resource.typeName).paths);
}
