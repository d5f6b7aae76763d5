import type { GraphQLFieldResolver } from '../../../packages/graphql.ts';
import type { Context } from './context.ts';
import { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from './pothos.ts';

/** The resolver of a field, which gets the context of the request. */
export type Resolver = GraphQLFieldResolver<unknown, Context, object>;

/** A plugin of the schema builder that puts its own resolver around those of fields. */
export abstract class ResolverPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  /** Returns the resolver that replaces `resolve`. Returns `resolve` itself for fields that the plugin leaves alone. */
  protected abstract wrap(resolve: Resolver, config: PothosOutputFieldConfig<Types>): Resolver;

  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    config: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    // The builder sets the type of the context. A plugin is generic over builders, so it cannot know that type.
    return this.wrap(resolve as unknown as Resolver, config) as unknown as typeof resolve;
  }
}
