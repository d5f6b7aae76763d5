import type { IntegrationGraph } from '../../schema/integration/integration-graph.ts';
import { addressTypes } from './addresses.ts';
import { type CountryState, shopSettingsOf } from './shop-settings.ts';

/** Adds `allowedCountries` and `countryStates`. */
export function addCountries({ graph }: IntegrationGraph): void {
  const { country } = addressTypes(graph);
  const state = graph.builder.objectRef<CountryState>('CountryState').implement({
    description: 'A state, province or county of a country.',
    fields: (t) => ({
      code: t.string({ nullable: false, description: 'The code: `CA`.', resolve: ({ code }) => code }),
      name: t.string({
        nullable: false,
        description: 'The name: `California`.',
        resolve: ({ name }) => name,
      }),
    }),
  });
  graph.builder.queryFields((t) => ({
    allowedCountries: t.field({
      type: [country],
      nullable: { list: true, items: true },
      description: 'The countries in which the shop sells, from the page of the cart.',
      resolve: async (_root, _args, { loaders }) =>
        (await shopSettingsOf(loaders)).countries.filter(({ sells }) => sells).map(({ code }) => code),
    }),
    countryStates: t.field({
      type: [state],
      nullable: { list: true, items: true },
      description: 'The states of a country, from the page of the cart. Empty if the shop knows none.',
      args: { country: t.arg({ type: country, required: true, description: 'The country.' }) },
      resolve: async (_root, { country: code }, { loaders }) =>
        (await shopSettingsOf(loaders)).countries.find((each) => each.code === code)?.states ?? [],
    }),
  }));
}
