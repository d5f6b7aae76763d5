import type { Entity } from '../../../loading/base/entity.ts';
import type { GraphQLFieldResolver } from '../../../packages/graphql.ts';
import type { Context } from '../base/context.ts';
import {
  BasePlugin,
  type FieldNullability,
  type InputFieldMap,
  type PothosOutputFieldConfig,
  type PothosTypeConfig,
  SchemaBuilder,
  type SchemaTypes,
  type TypeParam,
} from '../base/pothos.ts';
import { isEntity } from '../base/virtual-nodes.ts';

/** Fields of an object type that some clients may not read from some documents. */
export interface Guard {
  /** The REST path that `isClosed` reads. A selection of a guarded field reads it too. */
  readonly path: string;
  /** Names of the guarded fields. Each must be nullable, or declare what it is when `closed`. */
  readonly fields: ReadonlySet<string>;
  /** Returns whether the client may not read the guarded fields of this document. */
  isClosed(entity: Entity, context: Context): boolean | Promise<boolean>;
}

const name = 'guard';
export default name;

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      guard: GuardPlugin<Types>;
    }

    export interface ObjectTypeOptions<Types extends SchemaTypes, Shape> {
      /** Which fields are kept from clients, and when. */
      guard?: Guard;
    }

    export interface FieldOptions<
      Types extends SchemaTypes,
      ParentShape,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveShape,
      ResolveReturnShape,
    > {
      /** What the field is where a guard closes it. @default null */
      closedValue?: unknown;
    }
  }
}

declare module 'graphql' {
  interface GraphQLObjectTypeExtensions<_TSource, _TContext> {
    guard?: Guard | undefined;
  }
}

/** Answers guarded fields of closed documents with `null`, or with what the field declares as `closed`. */
export class GuardPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onTypeConfig(config: PothosTypeConfig): PothosTypeConfig {
    const guard = guardOf(config);
    return guard ? { ...config, extensions: { ...config.extensions, guard } } : config;
  }

  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    config: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    const type = this.buildCache.getTypeConfig(config.parentType);
    const guard = type && guardOf(type);
    if (!guard?.fields.has(config.name)) return resolve;
    const { closedValue = null } = config.pothosOptions;
    return (parent, args, context, info) => {
      // The builder fixes the type of the context; a plugin, which serves any builder, isn't told of it.
      const isClosed = isEntity(parent) && guard.isClosed(parent, context as unknown as Context);
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

SchemaBuilder.registerPlugin(name, GuardPlugin);
