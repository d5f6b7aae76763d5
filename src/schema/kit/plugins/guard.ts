import type { Entity } from '../../../loading/base/entity.ts';
import type { Context } from '../base/context.ts';
import type { PothosOutputFieldConfig, PothosTypeConfig, SchemaTypes } from '../base/pothos.ts';
import { type Resolver, ResolverPlugin } from '../base/resolver-plugin.ts';
import { isEntity } from '../base/virtual-nodes.ts';

/** A rule that hides fields of certain documents from certain clients. */
export interface Guard {
  /** The REST path that `isClosed` reads. It is in the projection of each guarded field. */
  readonly path: string;
  /** Names of the guarded fields. Each must be nullable or declare a `closedValue`. */
  readonly fields: ReadonlySet<string>;
  /** Returns whether the client may not read the guarded fields of this document. */
  isClosed(entity: Entity, context: Context): boolean | Promise<boolean>;
}

/** The option of object types with a guard. */
export interface GuardOptions {
  /** The rule that hides fields of this type. @default all fields are visible */
  guard?: Guard;
}

/** The option of fields that a guard can hide. */
export interface GuardedFieldOptions {
  /** The value of the field if the type's guard hides it. @default null */
  closedValue?: unknown;
}

declare module 'graphql' {
  interface GraphQLObjectTypeExtensions<_TSource, _TContext> {
    guard?: Guard | undefined;
  }
}

/** The plugin behind `guard`. A guarded field of a closed document resolves to its `closedValue`. */
export class GuardPlugin<Types extends SchemaTypes> extends ResolverPlugin<Types> {
  override onTypeConfig(config: PothosTypeConfig): PothosTypeConfig {
    const guard = guardOf(config);
    return guard ? { ...config, extensions: { ...config.extensions, guard } } : config;
  }

  override wrap(resolve: Resolver, config: PothosOutputFieldConfig<Types>): Resolver {
    const type = this.buildCache.getTypeConfig(config.parentType);
    const guard = type && guardOf(type);
    if (!guard?.fields.has(config.name)) return resolve;
    const { closedValue = null } = config.pothosOptions;
    return (parent, args, context, info) => {
      const isClosed = isEntity(parent) && guard.isClosed(parent, context);
      if (isClosed instanceof Promise) {
        return isClosed.then((is) => (is ? closedValue : resolve(parent, args, context, info)));
      }
      return isClosed ? closedValue : resolve(parent, args, context, info);
    };
  }
}

function guardOf(config: PothosTypeConfig): Guard | undefined {
  return config.kind === 'Object' ? config.pothosOptions.guard : undefined;
}
