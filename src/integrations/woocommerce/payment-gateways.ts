import type { Loaders } from '../../loading/loaders.ts';
import type { IntegrationGraph } from '../../schema/integration/integration-graph.ts';
import type { NodeRef } from '../../schema/kit/graph/connection-types.ts';
import { interfaceNamed } from '../../schema/kit/graph/graph.ts';
import { connectionField } from '../../schema/kit/relay/connection-field.ts';
import { texts } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import { pageOfValues } from './lists.ts';
import { sessionOf } from './session.ts';
import { shopSettingsOf } from './shop-settings.ts';

interface Gateway {
  readonly id: string;
}

/** Adds `paymentGateways`. */
export function addPaymentGateways({ graph }: IntegrationGraph): void {
  const gateway = graph.builder.objectRef<Gateway>('PaymentGateway');
  graph.addNodeType(gateway as unknown as NodeRef);
  gateway.implement({
    description: 'A way to pay.',
    interfaces: [interfaceNamed(graph, 'Node') as never],
    fields: (t) => ({
      id: t.id({ nullable: false, description: 'The id: `bacs`.', resolve: ({ id }) => id }),
      ...Object.fromEntries(
        (['title', 'description'] as const).map((name) => [
          name,
          t.string({
            description: `The ${name} for customers, from the page of the cart.`,
            resolve: async ({ id }, _args, { loaders }) =>
              (await shopSettingsOf(loaders)).payments[id]?.[name] ?? null,
          }),
        ]),
      ),
      icon: t.string({
        description: 'The address of the icon.',
        availability: { to: 'nobody', because: 'the shop shows icons in its pages only.' },
        resolve: () => null,
      }),
    }),
  });
  graph.builder.queryField('paymentGateways', (t) =>
    connectionField(t, graph, {
      base: 'RootQueryToPaymentGateway',
      target: 'PaymentGateway',
      description: 'The ways to pay for the cart.',
      where: [{ argument: 'all', type: 'Boolean', description: 'Makes no difference.', filter: () => ({}) }],
      page: async (_root: object, request) => {
        const ids = texts(await sessionOf(request.context).cart(), 'payment_methods');
        return pageOfValues(
          ids.map((id): Gateway => ({ id })),
          request,
        );
      },
    }),
  );
}

/** Returns the title of a payment gateway for customers. Null if the shop has it in no page that can be read. */
export async function titleOfGateway(id: string, loaders: Loaders): Promise<string | null> {
  try {
    return (await shopSettingsOf(loaders)).payments[id]?.title ?? null;
  } catch (error) {
    // The order exists, whether or not its texts can be read.
    if (error instanceof WordPressError) return null;
    throw error;
  }
}
