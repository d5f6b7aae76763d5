import './global-types.ts';
import type { Entity } from '../../../../loading/base/entity.ts';
import type { Loaders } from '../../../../loading/loaders.ts';
import type { GraphQLFieldResolver } from '../../../../packages/graphql.ts';
import { isRecord } from '../../../../values/json.ts';
import type { Document } from '../../../../wordpress/document.ts';
import type { Context } from '../../base/context.ts';
import {
  BasePlugin,
  type PothosOutputFieldConfig,
  SchemaBuilder,
  type SchemaTypes,
} from '../../base/pothos.ts';
import { isEntity } from '../../base/virtual-nodes.ts';
import { findUnreadableField, overlappedFieldError, unreadableFieldError } from './unreadable.ts';

const name = 'reads';
export default name;

/**
 * Lets any field declare the REST paths it reads. The declaration goes to the field's `extensions`, where
 * the projection finds it. With `PRESSQL_STRICT_READS=1` in the environment (as in the tests) each resolver is
 * held to it: reading anything else throws. What a field uses only where another reads it (`optionalReads`) is allowed
 * to it, and no part of the projection.
 */
export class ReadsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { reads = [], sameDocument = false, demand } = config.pothosOptions;
    // Most fields of edges and page info declare nothing: copies of their configurations are a tenth of the build.
    const isSilent = typeof reads !== 'function' && reads.length === 0 && !sameDocument && !demand;
    if (isSilent) return config;
    return { ...config, extensions: { ...config.extensions, reads, sameDocument, demand } };
  }

  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    config: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    const { reads = [], optionalReads = [], sameDocument = false } = config.pothosOptions;
    const isStrict = process.env['PRESSQL_STRICT_READS'] === '1' && !sameDocument;
    if (typeof reads !== 'function' && reads.length === 0 && !isStrict) return resolve;
    return (parent, args, context, info) => {
      if (!isEntity(parent)) return resolve(parent, args, context, info);
      // The arguments are this very field's, whose type the declaration was checked against.
      const paths = typeof reads === 'function' ? reads(args as never) : reads;
      const taken = overlappedFieldError(parent, paths);
      if (taken) throw taken;
      const field = `${info.parentType.name}.${info.fieldName}`;
      const source = isStrict
        ? { ...parent, document: only(parent.document, [...paths, ...optionalReads], field) }
        : parent;
      const checked = (value: unknown): unknown => {
        if (!isEmptyAnswer(value) || !hasLoaders(context)) return value;
        const odd = findUnreadableField(parent, paths, context.loaders.site);
        if (odd === null) return value;
        if (odd.value !== undefined) throw unreadableFieldError(parent, odd);
        return orMissing(value, { parent, field: odd.field, loaders: context.loaders });
      };
      const value: unknown = resolve(source, args, context, info);
      return value instanceof Promise ? value.then(checked) : checked(value);
    };
  }
}

/** What a field gives, unless the REST field that it reads is there after all when it is asked for whole, or missing altogether. */
async function orMissing(
  value: unknown,
  { parent, field, loaders }: { parent: Entity; field: string; loaders: Loaders },
): Promise<unknown> {
  const whole = await loaders.entities(parent.resource).load(parent.document.id, new Set(['id', field]));
  if (!whole) return value;
  const odd = findUnreadableField(whole, [field === 'link' ? field : `${field}.rendered`], loaders.site);
  if (odd) throw unreadableFieldError(parent, odd);
  return value;
}

function hasLoaders(context: unknown): context is Pick<Context, 'loaders'> {
  return isRecord(context) && 'loaders' in context;
}

/** Whether a field says that there is nothing. */
function isEmptyAnswer(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  const rows = isRecord(value) ? value['rows'] : value;
  return Array.isArray(rows) && rows.length === 0;
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
