import type { Entity } from '../../loading/base/entity.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import type { Resource } from '../../site/site.ts';
import { upperFirst } from '../../site/words.ts';
import type { Context } from '../kit/base/context.ts';
import { toGlobalId } from '../kit/base/global-id.ts';
import type { FieldMap, ObjectRef } from '../kit/base/pothos.ts';
import type { Types } from '../kit/graph/builder.ts';
import type { Field, Graph } from '../kit/graph/graph.ts';
import { type InputField, inputField } from '../kit/graph/input-fields.ts';
import type { Input, InputRow } from './input-rows.ts';
import { withInputNames } from './mutation-errors.ts';

/**
 * One execution of a mutation: its input and the request around it.
 *
 * @example
 * const run = ({ input, context }: MutationRun) => context.loaders.rest.get('/likes/v1/likes', { post: integer(input, 'postId') ?? 0 });
 */
export interface MutationRun {
  readonly input: Input;
  readonly context: Context;
  readonly info: GraphQLResolveInfo;
}

/** The result of a mutation, which the fields of its payload read. */
export interface Outcome {
  /** The changed document; null if the client may not see it. */
  readonly node?: Entity | null;
  /** Database id of the deleted or restored document. */
  readonly id?: number;
  readonly success?: boolean;
  /** All settings of WordPress after the change. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

type Payload<Result> = Result & { readonly clientMutationId: string | null };

/**
 * Builds the fields of payloads.
 *
 * @example
 * const payload = (t: PayloadFields<{ likes: number }>) => ({
 *   likes: t.int({ description: 'The number of likes.', resolve: ({ likes }) => likes }),
 * });
 */
export type PayloadFields<Result extends object = Outcome> = PothosSchemaTypes.ObjectFieldBuilder<
  Types,
  Payload<Result>
>;

/**
 * A mutation: its name, input, action and payload.
 *
 * @example
 * graph.addMutation<{ likes: number | null }>({
 *   name: 'likePost',
 *   description: 'Adds a like to a post.',
 *   rows,
 *   payload: (t) => ({ likes: t.int({ description: 'The number of likes.', resolve: ({ likes }) => likes }) }),
 *   run: async (mutating) => ({ likes: integer(await write(mutating, { method: 'POST', route: '/likes/v1/likes' })) }),
 * });
 */
export interface MutationOptions<Result extends object = Outcome> {
  /** The field of `RootMutation`: `likePost`. The input type is then `LikePostInput`, the payload `LikePostPayload`. */
  readonly name: string;
  /** One sentence about what the mutation does. */
  readonly description: string;
  /** Whether it tries a password or a token, or makes WordPress send an e-mail. @default false */
  readonly isSensitive?: boolean;
  /** The fields of the input. */
  readonly rows: readonly InputRow[];
  /** Returns the fields of the payload. They read the result of `run`. */
  readonly payload: (t: PayloadFields<Result>) => FieldMap;
  /** Performs the mutation and returns its result. */
  readonly run: (mutating: MutationRun) => Promise<Result>;
}

/** Returns the name of a mutation's payload type. */
export function payloadTypeOf(name: string): string {
  return `${upperFirst(name)}Payload`;
}

/**
 * Adds a mutation with one argument `input` and a payload. Both have a `clientMutationId` (Relay, "Input Object Mutations").
 */
export function addMutation<Result extends object = Outcome>(
  graph: Graph,
  { name, description, isSensitive, rows, payload, run }: MutationOptions<Result>,
): void {
  const { builder } = graph;
  const input = builder.inputRef<Input>(`${upperFirst(name)}Input`).implement({
    description: `Input of \`${name}\`.`,
    fields: (t) => ({
      clientMutationId: t.string({ description: 'Returned unchanged in the payload.' }),
      ...Object.fromEntries(rows.map((row): [string, InputField] => [row.name, inputField(t, graph, row)])),
    }),
  });
  const output = builder.objectRef<Payload<Result>>(payloadTypeOf(name)).implement({
    description: `Payload of \`${name}\`.`,
    fields: (t) => ({
      clientMutationId: t.string({
        description: 'The `clientMutationId` of the input.',
        resolve: ({ clientMutationId }) => clientMutationId,
      }),
      ...payload(t),
    }),
  });
  // Pothos derives the resolver's return type from the field's type. It can't do so for a type parameter.
  const type = output as unknown as ObjectRef<Types, unknown>;
  builder.mutationField(name, (t) =>
    t.field({
      type,
      description,
      isSensitive,
      args: { input: t.arg({ type: input, required: true, description: 'The input of the mutation.' }) },
      resolve: async (_root, args, context, info): Promise<Payload<Result>> => {
        const { clientMutationId } = args.input;
        try {
          const outcome = await run({ input: args.input, context, info });
          return {
            ...outcome,
            clientMutationId: typeof clientMutationId === 'string' ? clientMutationId || null : null,
          };
        } catch (error) {
          throw withInputNames(error, rows);
        }
      },
    }),
  );
}

/**
 * Returns the field of a payload for the changed document.
 *
 * @param about - the description of the field, alone or with its availability
 */
export function nodeField<Result extends { readonly node?: Entity | null }>(
  t: PayloadFields<Result>,
  graph: Graph,
  resource: Resource,
  about: Pick<InputRow, 'description' | 'availability'> | string,
): Field {
  const { description, availability } =
    typeof about === 'string' ? { description: about, availability: undefined } : about;
  return t.field({
    type: graph.objectType(resource),
    description,
    availability,
    sameDocument: true,
    resolve: ({ node }) => node ?? null,
  });
}

/** Returns the fields of a payload for a deleted document: its id, and the document itself. */
export function deletionPayload(t: PayloadFields, graph: Graph, resource: Resource): FieldMap {
  const type = resource.kind === 'content' ? 'post' : resource.kind;
  return {
    deletedId: t.id({
      description: 'Global id of the deleted document.',
      resolve: ({ id }) => (id ? toGlobalId(type, id) : null),
    }),
    [resource.singular]: nodeField(t, graph, resource, 'The document before it was deleted.'),
  };
}
