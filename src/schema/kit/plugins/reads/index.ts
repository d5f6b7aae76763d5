import type { Entity } from '../../../../loading/base/entity.ts';
import type { Loaders } from '../../../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../../../packages/graphql.ts';
import { environmentVariable } from '../../../../values/environment.ts';
import { isRecord } from '../../../../values/json.ts';
import type { Document } from '../../../../wordpress/document.ts';
import type { WordPressError } from '../../../../wordpress/errors.ts';
import type { Context } from '../../base/context.ts';
import type { PothosOutputFieldConfig, SchemaTypes } from '../../base/pothos.ts';
import { type Resolver, ResolverPlugin } from '../../base/resolver-plugin.ts';
import { isEntity } from '../../base/virtual-nodes.ts';
import {
  findUnreadableField,
  overlappedFieldError,
  type UnreadableField,
  unreadableFieldError,
} from './unreadable.ts';

/**
 * The plugin behind the options `reads` and `optionalReads`. It stores the declared REST paths in `extensions` for the
 * projection. With `PRESSQL_STRICT_READS=1` in the environment, as in the tests, a resolver throws if it reads a path that
 * its field does not declare.
 */
export class ReadsPlugin<Types extends SchemaTypes> extends ResolverPlugin<Types> {
  // Once, because Node takes some microseconds for each variable, and a schema has thousands of fields.
  private readonly isStrict = environmentVariable('PRESSQL_STRICT_READS') === '1';

  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { reads = [], sameDocument = false, demand } = config.pothosOptions;
    // Most fields of edges and page info declare no paths. To copy their configurations would take a tenth of the build.
    const isUndeclared = typeof reads !== 'function' && reads.length === 0 && !sameDocument && !demand;
    if (isUndeclared) return config;
    return { ...config, extensions: { ...config.extensions, reads, sameDocument, demand } };
  }

  override wrap(resolve: Resolver, config: PothosOutputFieldConfig<Types>): Resolver {
    const { reads = [], optionalReads = [], sameDocument = false } = config.pothosOptions;
    const isStrict = this.isStrict && !sameDocument;
    if (typeof reads !== 'function' && reads.length === 0 && !isStrict) return resolve;
    return (parent, args, context, info) => {
      if (!isEntity(parent)) return resolve(parent, args, context, info);
      // `FieldOptions` has checked the function's parameter against the arguments of this field.
      const paths = typeof reads === 'function' ? reads(args as never) : reads;
      const overlapped = overlappedFieldError(parent, paths);
      if (overlapped) throw overlapped;
      const source = isStrict
        ? { ...parent, document: strictDocument(parent.document, [...paths, ...optionalReads], info) }
        : parent;
      const check = (value: unknown): unknown => {
        if (!hasLoaders(context)) return value;
        const unreadable = findUnreadableField(parent, paths, context.loaders.site);
        if (unreadable === null) return value;
        if (unreadable.value !== undefined) throw doubted(parent, unreadable, context.loaders);
        return checkWholeField(value, { parent, field: unreadable.field, loaders: context.loaders });
      };
      const value: unknown = resolve(source, args, context, info);
      if (value instanceof Promise) return value.then((late) => (isEmptyResult(late) ? check(late) : late));
      return isEmptyResult(value) ? check(value) : value;
    };
  }
}

/**
 * Requests the complete REST field, since `_fields=title.rendered` returns nothing if a plugin made `title` a string.
 * Returns the value of the GraphQL field.
 *
 * @throws WordPressError if the complete REST field is missing or unreadable
 */
async function checkWholeField(
  value: unknown,
  { parent, field, loaders }: { parent: Entity; field: string; loaders: Loaders },
): Promise<unknown> {
  const whole = await loaders.entities(parent.resource).load(parent.document.id, new Set(['id', field]));
  if (!whole) return value;
  const path = field === 'link' ? field : `${field}.rendered`;
  const unreadable = findUnreadableField(whole, [path], loaders.site);
  if (unreadable) throw doubted(parent, unreadable, loaders);
  return value;
}

/** Returns the error for an unreadable field. The next answer of WordPress may be a better one, so it does not stay in the cache. */
function doubted(entity: Entity, field: UnreadableField, loaders: Loaders): WordPressError {
  loaders.doubt(entity.resource, entity.document.id);
  return unreadableFieldError(entity, field);
}

function hasLoaders(context: unknown): context is Pick<Context, 'loaders'> {
  return isRecord(context) && 'loaders' in context;
}

/** Returns whether a resolver's result is empty: null, an empty string, an empty list, or a page without rows. */
function isEmptyResult(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  const rows = isRecord(value) ? value['rows'] : value;
  return Array.isArray(rows) && rows.length === 0;
}

/** Returns the document with getters that throw for undeclared paths. Every field may read `id`. */
function strictDocument(
  document: Document,
  reads: readonly string[],
  { parentType, fieldName }: GraphQLResolveInfo,
): Document {
  const field = `${parentType.name}.${fieldName}`;
  return { ...strictRecord(document, { reads, field, at: '' }), id: document.id };
}

function strictRecord(
  record: Readonly<Record<string, unknown>>,
  { reads, field, at }: { reads: readonly string[]; field: string; at: string },
): Readonly<Record<string, unknown>> {
  const getters: PropertyDescriptorMap = {};
  for (const [key, value] of Object.entries(record)) {
    const path = at ? `${at}.${key}` : key;
    const isDeclared = reads.some((read) => read === path || path.startsWith(`${read}.`));
    const hasDeclaredPart = reads.some((read) => read.startsWith(`${path}.`));
    getters[key] = {
      enumerable: isDeclared || hasDeclaredPart || key === 'id',
      configurable: true,
      get: () => {
        if (isDeclared || key === 'id') return value;
        // PHP encodes an object without keys as a list.
        if (hasDeclaredPart) return isRecord(value) ? strictRecord(value, { reads, field, at: path }) : value;
        throw new Error(
          `${field} reads "${path}" and doesn't declare it (declared: ${reads.join(', ') || 'nothing'})`,
        );
      },
    };
  }
  return Object.defineProperties({}, getters);
}
