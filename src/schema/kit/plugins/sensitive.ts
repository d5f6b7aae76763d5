import { GraphQLError, type GraphQLFieldResolver } from '../../../packages/graphql.ts';
import type { Context } from '../base/context.ts';
import {
  BasePlugin,
  type FieldNullability,
  type FieldRequiredness,
  type InputFieldMap,
  type PothosOutputFieldConfig,
  SchemaBuilder,
  type SchemaTypes,
  type TypeParam,
} from '../base/pothos.ts';

const name = 'sensitive';
export default name;

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      sensitive: SensitivePlugin<Types>;
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
      /** Whether the field tries a password or a token, or makes WordPress send an e-mail. @default false */
      isSensitive?: boolean | undefined;
    }

    export interface InputFieldOptions<Types extends SchemaTypes, Type, Req extends FieldRequiredness<Type>> {
      /** Whether a field with this argument tries a password. @default false */
      isSensitive?: boolean | undefined;
    }
  }
}

/** The number of sensitive fields that a request of a client has resolved. The operations of a batch share it. */
const tries = new WeakMap<object, number>();

/** The plugin behind `isSensitive`. It limits the sensitive fields of one request, so that nobody guesses in bulk. */
export class SensitivePlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    { args, pothosOptions }: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    const guarded = Object.entries(args).filter(
      ([, { pothosOptions: options }]) => options.isSensitive === true,
    );
    const { isSensitive = false } = pothosOptions;
    if (!isSensitive && guarded.length === 0) return resolve;
    return (parent, values, context, info) => {
      const given = new Map(Object.entries(values));
      const run = () => resolve(parent, values, context, info);
      const isGuess = guarded.some(([key]) => Boolean(given.get(key)));
      if (!isSensitive && !isGuess) return run();
      // The builder sets the type of the context. A plugin is generic over builders, so it cannot know that type.
      return resolveLimited(context as unknown as Context, run, isSensitive ? 'counts' : 'does not count');
    };
  }
}

/**
 * Resolves a sensitive field, unless its request or its client has tried too much.
 *
 * @param success - whether a field that resolves without an error counts for the limit of the client
 * @throws GraphQLError if the request or the client has reached its limit
 */
async function resolveLimited(
  context: Context,
  run: () => unknown,
  success: 'counts' | 'does not count',
): Promise<unknown> {
  countTry(context);
  await context.logins.take();
  const result = await run();
  // A server that renders pages for many visitors sends the right password again and again.
  if (success === 'does not count') await context.logins.giveBack();
  return result;
}

/** @throws GraphQLError if the request has resolved as many sensitive fields as it may */
function countTry({ request, limits: { maxSecretTries } }: Context): void {
  const before = tries.get(request) ?? 0;
  tries.set(request, before + 1);
  if (before < maxSecretTries) return;
  throw new GraphQLError(
    `A request can try at most ${maxSecretTries} passwords, logins and e-mails. This one is left out. Send it in a request of its own.`,
    { extensions: { code: 'TOO_MANY_TRIES' } },
  );
}

SchemaBuilder.registerPlugin(name, SensitivePlugin);
