import { GraphQLError } from '../../../packages/graphql.ts';
import type { Context } from '../base/context.ts';
import type { PothosOutputFieldConfig, SchemaTypes } from '../base/pothos.ts';
import { type Resolver, ResolverPlugin } from '../base/resolver-plugin.ts';

/** The option of fields and arguments with secrets. */
export interface SensitiveOptions {
  /**
   * Whether the field, or a field with the argument, tries a password or a token, or makes WordPress send an e-mail.
   *
   * @default false
   */
  isSensitive?: boolean | undefined;
}

/** The number of sensitive fields that a request of a client has resolved. The operations of a batch share it. */
const tries = new WeakMap<object, number>();

/** The plugin behind `isSensitive`. It limits the sensitive fields of one request, so that nobody guesses in bulk. */
export class SensitivePlugin<Types extends SchemaTypes> extends ResolverPlugin<Types> {
  override wrap(resolve: Resolver, { args, pothosOptions }: PothosOutputFieldConfig<Types>): Resolver {
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
      return resolveLimited(context, run, isSensitive ? 'counts' : 'does not count');
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
