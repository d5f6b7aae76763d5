import './global-types.ts';
import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import { type Document, isRecord } from '../../wordpress/document.ts';
import { isEntity } from '../nodes.ts';

const name = 'reads';
export default name;

/**
 * Lets any field declare the REST paths it reads. The declaration goes to the field's `extensions`, where
 * the projection finds it. With `PRESSQL_STRICT_READS=1` in the environment (as in the tests) each resolver is
 * held to it: reading anything else throws.
 */
export class ReadsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { reads = [], through = false, need } = config.pothosOptions;
    return { ...config, extensions: { ...config.extensions, reads, through, need } };
  }

  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    config: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    const { reads = [], through = false } = config.pothosOptions;
    if (process.env['PRESSQL_STRICT_READS'] !== '1' || through) return resolve;
    return (parent, args, context, info) => {
      if (!isEntity(parent)) return resolve(parent, args, context, info);
      // The arguments are this very field's, whose type the declaration was checked against.
      const paths = typeof reads === 'function' ? reads(args as never) : reads;
      const field = `${info.parentType.name}.${info.fieldName}`;
      return resolve({ ...parent, document: only(parent.document, paths, field) }, args, context, info);
    };
  }
}

/** The document, where touching a path that isn't declared throws. `id` is in every document. */
function only(document: Document, reads: readonly string[], field: string): Document {
  return { ...guarded(document, { reads, field, at: '' }), id: document.id };
}

function guarded(
  record: Readonly<Record<string, unknown>>,
  { reads, field, at }: { reads: readonly string[]; field: string; at: string },
): Readonly<Record<string, unknown>> {
  const guards: PropertyDescriptorMap = {};
  for (const [key, value] of Object.entries(record)) {
    const path = at ? `${at}.${key}` : key;
    const isDeclared = reads.some((read) => read === path || path.startsWith(`${read}.`));
    const isInside = reads.some((read) => read.startsWith(`${path}.`));
    guards[key] = {
      enumerable: isDeclared || isInside || key === 'id',
      configurable: true,
      get: () => {
        if (isDeclared || key === 'id') return value;
        // PHP writes an object without keys as a list.
        if (isInside) return isRecord(value) ? guarded(value, { reads, field, at: path }) : value;
        throw new Error(
          `${field} reads "${path}" and doesn't declare it (declared: ${reads.join(', ') || 'nothing'})`,
        );
      },
    };
  }
  return Object.defineProperties({}, guards);
}

SchemaBuilder.registerPlugin(name, ReadsPlugin);
