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
import { inTermsOfInput } from './mutation-errors.ts';
import type { Input, InputRow } from './rows.ts';

/** What a mutation has to work with. */
export interface Mutating {
  readonly input: Input;
  readonly context: Context;
  readonly info: GraphQLResolveInfo;
}

/** What came of a mutation, for its payload's fields. */
export interface Outcome {
  /** The document changed; null where the asking user may not see it. */
  readonly node?: Entity | null;
  /** Database id of what is gone, or restored. */
  readonly id?: number;
  readonly success?: boolean;
  /** WordPress' settings as they are now. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

type Payload<Result> = Result & { readonly clientMutationId: string | null };

/** Builds the fields of payloads. */
export type PayloadFields<Result extends object = Outcome> = PothosSchemaTypes.ObjectFieldBuilder<
  Types,
  Payload<Result>
>;

/** A mutation: what it takes, what it does and what it answers. */
export interface MutationOptions<Result extends object = Outcome> {
  /** Its field of `RootMutation`: `likePost`. The input type is `LikePostInput`, the payload `LikePostPayload`. */
  readonly name: string;
  /** What it does, one sentence. */
  readonly description: string;
  /** The fields of its input. */
  readonly rows: readonly InputRow[];
  /** The fields of its payload, which read what `run` returns. */
  readonly payload: (t: PayloadFields<Result>) => FieldMap;
  /** Does it, and returns what the fields of the payload read. */
  readonly run: (mutating: Mutating) => Promise<Result>;
}

/** Returns the name of a mutation's payload type. */
export function payloadTypeOf(name: string): string {
  return `${upperFirst(name)}Payload`;
}

/** Adds a mutation in Relay's form: one `input`, a payload, `clientMutationId` in both (Relay, "Input Object Mutations"). */
export function addMutation<Result extends object = Outcome>(
  graph: Graph,
  { name, description, rows, payload, run }: MutationOptions<Result>,
): void {
  const { builder } = graph;
  const input = builder.inputRef<Input>(`${upperFirst(name)}Input`).implement({
    description: `Input of \`${name}\`.`,
    fields: (t) => ({
      clientMutationId: t.string({ description: 'Given back as it is.' }),
      ...Object.fromEntries(rows.map((row): [string, InputField] => [row.name, inputField(t, graph, row)])),
    }),
  });
  const output = builder.objectRef<Payload<Result>>(payloadTypeOf(name)).implement({
    description: `What came of \`${name}\`.`,
    fields: (t) => ({
      clientMutationId: t.string({
        description: 'As it was given.',
        resolve: ({ clientMutationId }) => clientMutationId,
      }),
      ...payload(t),
    }),
  });
  // Pothos computes from a type what a resolver returns; that does not work for a type parameter.
  const type = output as unknown as ObjectRef<Types, unknown>;
  builder.mutationField(name, (t) =>
    t.field({
      type,
      description,
      args: { input: t.arg({ type: input, required: true, description: 'What is to be done.' }) },
      resolve: async (_root, args, context, info): Promise<Payload<Result>> => {
        const { clientMutationId } = args.input;
        try {
          const outcome = await run({ input: args.input, context, info });
          return {
            ...outcome,
            clientMutationId: typeof clientMutationId === 'string' ? clientMutationId || null : null,
          };
        } catch (error) {
          throw inTermsOfInput(error, rows);
        }
      },
    }),
  );
}

/** The payload's field of the document changed. */
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

/** What is gone, and its id. */
export function deletionPayload(t: PayloadFields, graph: Graph, resource: Resource): FieldMap {
  const type = resource.kind === 'content' ? 'post' : resource.kind;
  return {
    deletedId: t.id({
      description: 'The global id of what was deleted.',
      resolve: ({ id }) => (id ? toGlobalId(type, id) : null),
    }),
    [resource.singular]: nodeField(t, graph, resource, 'It, as it was.'),
  };
}
