import type { Integration } from '../../schema/integration/contract.ts';
import type { IntegrationGraph } from '../../schema/integration/integration-graph.ts';
import { type Resource, resourcesOf } from '../../site/site.ts';
import type { Definitions } from './definitions/definitions.ts';
import { locationsOf } from './definitions/locations.ts';
import { typeNameOf } from './definitions/names.ts';
import { type Plan, planOf } from './definitions/plan.ts';
import { addOptionsPages } from './graph/options-pages.ts';
import { addPlaces } from './graph/places.ts';
import { addTypes } from './graph/types.ts';
import { values } from './rest/values.ts';

/** Advanced Custom Fields: the fields under `acf`, with the types of the JSON schemas that ACF adds to REST. */
export const acf: Integration = {
  name: 'acf',
  detect: ({ resources }) => [...resources.values()].some(({ customFields }) => customFields.has('acf')),
  documentFields: { acf: { isExpensive: true } },
  fieldGroups: [{ key: 'acf', label: 'ACF fields', kinds: values }],
  reserved: {
    types: ['AcfMediaItemConnectionEdge', 'AcfMediaItems', 'AcfReferences'],
    fields: ['acf', 'acfValue'],
  },
};

/** Returns the integration with the site's field groups, which then have the names that WPGraphQL for ACF gives. */
export function acfWith(definitions: Definitions): Integration {
  const plan = planOf(definitions);
  return {
    ...acf,
    detect: () => true,
    extend: (graph) => extend(graph, { definitions, plan }),
  };
}

function extend(
  toolkit: IntegrationGraph,
  { definitions, plan }: { readonly definitions: Definitions; readonly plan: Plan },
): void {
  const { graph, site } = toolkit;
  const optionsPages = addOptionsPages(toolkit, definitions.optionsPages);
  const types = addTypes(graph, plan);
  const templates = new Map(
    [...graph.templateTypes].map(([file, { name }]) => [file === '' ? 'default' : file, name] as const),
  );
  const typesByName = (resources: readonly Resource[]) =>
    new Map(resources.map(({ name, typeName }) => [name, typeName]));
  const locations = locationsOf(definitions, {
    contentTypes: typesByName(resourcesOf(site, 'content')),
    taxonomies: typesByName(graph.taxonomies),
    templates,
  });
  // Of groups with the same name, WPGraphQL for ACF shows the first.
  const byName = new Map(
    [...definitions.groups].reverse().map((group) => [typeNameOf(group.settings), group]),
  );
  const rows = [...byName].flatMap(([name, group]) => {
    const type = plan.types.get(name);
    return type ? [{ group, type, on: locations.get(group.key) ?? [] }] : [];
  });
  addPlaces(types, rows, optionsPages);
}
