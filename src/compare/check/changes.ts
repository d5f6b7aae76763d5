import {
  type DocumentNode,
  findBreakingChanges,
  findDangerousChanges,
  type GraphQLSchema,
  parse,
  printSchema,
} from '../../packages/graphql.ts';
import type { FoundDocument } from '../read/documents.ts';
import type { SourcePlace } from '../read/pieces.ts';
import { usedSchema } from './used-schema.ts';
import { usesOf } from './uses.ts';

/** A change of the schema that concerns documents. */
export interface SchemaChange {
  /** `breaking`: a document is refused, or gets values of another type. `dangerous`: it gets values that it may not expect. */
  readonly level: 'breaking' | 'dangerous';
  /** The kind of change, as GraphQL.js names it: `FIELD_REMOVED`. */
  readonly type: string;
  readonly description: string;
  /** The documents that use what has changed. */
  readonly documents: readonly (SourcePlace & { readonly name: string })[];
}

/** The schema that documents were written for, and the current one. */
export interface TwoSchemas {
  readonly before: GraphQLSchema;
  readonly after: GraphQLSchema;
}

/** Returns the changes between two schemas that concern documents, the breaking ones first. Other changes are left out. */
export function changesFor(
  documents: readonly FoundDocument[],
  { before, after }: TwoSchemas,
): readonly SchemaChange[] {
  const [old, current] = [definitionsOf(before), definitionsOf(after)];
  const found = new Map<string, SchemaChange>();
  for (const { name, file, line, document } of documents.flatMap((each) => [each, ...each.alternatives])) {
    const uses = usesOf(document, before);
    const [used, now] = [usedSchema(old, uses), usedSchema(current, uses)];
    for (const [level, changes] of [
      ['breaking', findBreakingChanges(used, now)],
      ['dangerous', findDangerousChanges(used, now)],
    ] as const) {
      for (const { type, description } of changes) {
        const known = found.get(description)?.documents ?? [];
        found.set(description, { level, type, description, documents: [...known, { name, file, line }] });
      }
    }
  }
  return [...found.values()].sort((a, b) => a.level.localeCompare(b.level));
}

function definitionsOf(schema: GraphQLSchema): DocumentNode {
  return parse(printSchema(schema), { noLocation: true });
}
