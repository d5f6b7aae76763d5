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

/** A rule that hides fields of certain documents from certain clients. */
export interface Guard {
  /** The REST path that `isClosed` reads. It is in the projection of each guarded field. */
  readonly path: string;
  /** Names of the guarded fields. Each must be nullable or declare a `closedValue`. */
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
      /** The rule that hides fields of this type. @default all fields are visible */
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
      /** The value of the field if the type's guard hides it. @default null */
      closedValue?: unknown;
    }
  }
}

declare module 'graphql' {
  interface GraphQLObjectTypeExtensions<_TSource, _TContext> {
    guard?: Guard | undefined;
  }
}

/** The plugin behind `guard`. A guarded field of a closed document resolves to its `closedValue`. */
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
      // The builder sets the type of the context. A plugin is generic over builders, so it cannot know that type.
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
