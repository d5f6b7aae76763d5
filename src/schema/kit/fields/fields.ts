import type { Entity } from '../../../loading/base/entity.ts';
import type { Loaders } from '../../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../../packages/graphql.ts';
import type { Resource } from '../../../site/site.ts';
import { flag, integer, text } from '../../../wordpress/document.ts';
import { alwaysNull } from '../base/availability.ts';
import { type GlobalIdType, referenceId } from '../base/global-id.ts';
import type { EntityFields, Field, Graph } from '../graph/graph.ts';
import { type GraphRow, toEdge } from '../graph/page.ts';
import { previewedWith } from '../plugins/previews.ts';
import { projectionOf } from '../plugins/reads/projection.ts';
import { whereInput } from '../where/input.ts';
import type { WhereRow } from '../where/rows.ts';

/*
 * Fields that read one REST path. The path goes to the projection and to the resolver. It has the form of `_fields`:
 * `title.rendered`.
 */

/** Returns a field for a string. */
export function textField(
  t: EntityFields,
  path: string,
  description: string,
  /** `emptyIsNull`: whether an empty string becomes null, as WPGraphQL does in some fields. */
  options: { emptyIsNull?: boolean } = {},
): Field {
  const keys = path.split('.');
  return t.string({
    description,
    reads: [path],
    resolve: ({ document }) => {
      const value = text(document, ...keys);
      return options.emptyIsNull && value === '' ? null : value;
    },
  });
}

/** Returns a field for a date. The field is null for WordPress' zero date. */
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

/** Returns whether a date is the database's zero date, `0000-00-00`. REST formats it as a date before the year 0. */
export function isZeroDate(date: string): boolean {
  return /^(-|0000)/.test(date);
}

/** Returns a field for an integer. */
export function integerField(
  t: EntityFields,
  path: string,
  description: string,
  /** `zeroIsNull`: whether 0 becomes null, as WPGraphQL does in some fields. */
  options: { zeroIsNull?: boolean } = {},
): Field {
  return t.int({
    description,
    reads: [path],
    previewed: previewedWith(path),
    resolve: ({ document }) => {
      const value = integer(document, ...path.split('.'));
      return options.zeroIsNull && value === 0 ? null : value;
    },
  });
}

/** Returns a field for a boolean. The field is false if the document has no value. */
export function flagField(t: EntityFields, path: string, description: string): Field {
  return t.boolean({
    description,
    nullable: false,
    reads: [path],
    resolve: ({ document }) => flag(document, ...path.split('.')) ?? false,
  });
}

/** Returns a string field that is always null, since REST has no value for it. Documents for WPGraphQL still validate. */
export function nullTextField(t: EntityFields, description: string): Field {
  return t.string({
    description,
    availability: alwaysNull,
    resolve: () => null,
  });
}

/** Returns a field for the database id of a referenced document. The field is null if there is none. */
export function referenceDatabaseId(t: EntityFields, path: string, description: string): Field {
  return integerField(t, path, description, { zeroIsNull: true });
}

/** Returns a field for the global id of a referenced document. The field is null if there is none. */
export function referenceGlobalId(
  t: EntityFields,
  { path, type }: { path: string; type: GlobalIdType },
  description: string,
): Field {
  return t.id({
    description,
    reads: [path],
    previewed: previewedWith(path),
    resolve: ({ document }) => referenceId(type, integer(document, path)),
  });
}

/** The declaration of a one-to-one connection to another document. */
export interface ReferenceOptions {
  /** `NodeWithAuthorToUser` */
  readonly base: string;
  /** Node type: `User`. */
  readonly target: string;
  readonly description: string;
  /** The REST path of the other document's id. */
  readonly path: string;
  readonly deprecationReason?: string;
  /** The arguments of `where` that WPGraphQL has here. They cannot change the result, which is one document. */
  readonly where?: readonly WhereRow[];
  /** Returns the other document, without a promise if it is in memory. Returns null if WordPress hides it. */
  load(
    id: number,
    from: Entity,
    context: { loaders: Loaders; info: GraphQLResolveInfo },
  ): Entity | null | Promise<Entity | null>;
}

/** Returns a one-to-one connection. It is null if the parent has no id at the path, or WordPress hides the document. */
export function referenceField(t: EntityFields, graph: Graph, options: ReferenceOptions): Field {
  const { base, target, description, path, deprecationReason } = options;
  return t.field({
    type: graph.connections.one(base, target),
    description,
    ...(deprecationReason ? { deprecationReason } : {}),
    reads: [path],
    previewed: previewedWith(path),
    args: options.where
      ? {
          where: t.arg({
            type: whereInput(graph, base, options.where),
            availability: { to: 'nobody', otherwise: 'no difference', because: 'there is only one.' },
          }),
        }
      : {},
    resolve: (from, _args, { loaders }, info): GraphRow | null | Promise<GraphRow | null> => {
      const id = integer(from.document, path);
      const entity = id ? options.load(id, from, { loaders, info }) : null;
      return entity instanceof Promise ? entity.then(edgeTo) : edgeTo(entity);
    },
  });
}

function edgeTo(entity: Entity | null): GraphRow | null {
  return entity && toEdge(entity, entity.document.id);
}

/** Returns a `load` function that reads the referenced document from one resource. */
export function loadById(resource: Resource): ReferenceOptions['load'] {
  return (id, _from, { loaders, info }) => {
    const { paths } = projectionOf(info, resource.typeName);
    const documents = loaders.entities(resource);
    return documents.known(id, paths) ?? documents.load(id, paths);
  };
}
