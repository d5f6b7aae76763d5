import { readJsonSchema } from './json-schema.ts';
import { noPageSettings } from './page-settings.ts';
import { collectionsOf, namedResources } from './resources.ts';
import type { Site } from './site.ts';
import { noLinks } from './site-links.ts';

/** A stock WordPress that nobody has added to: what `schema/` is printed from. No site is asked. */
export function stockSite(): Site {
  const home = 'https://wordpress.example';
  const { resources } = namedResources(collectionsOf({ types: null, taxonomies: null, routes: {} }));
  return {
    home,
    address: home,
    url: home,
    name: 'WordPress',
    description: '',
    timezone: '',
    gmtOffset: 0,
    root: { url: `${home}/wp-json/`, style: 'path' },
    permalinks: 'pretty',
    links: noLinks,
    version: null,
    namespaces: ['wp/v2'],
    front: null,
    icon: null,
    pageSettings: noPageSettings,
    menus: [],
    menuLocations: null,
    knowsAllMenuLocations: false,
    templates: {},
    resources,
    searchable: new Set(),
    routes: new Set(),
    fingerprint: 'stock',
  };
}

/** Fields of plugins that bring types of their own into the graph: ACF's kinds of fields, Yoast SEO's head. */
const fieldsWithTypes = new Map([
  [
    'acf',
    readJsonSchema({
      type: 'object',
      properties: {
        image: { type: ['integer', 'null'] },
        gallery: { type: ['array', 'null'], items: { type: ['number'] } },
        related: { type: ['integer', 'array', 'null'], items: { type: ['integer'] } },
      },
    }),
  ],
  ['yoast_head_json', readJsonSchema({ type: 'object' })],
]);

/** A stock WordPress with what brings every type into the graph that doesn't belong to a resource. */
export function siteWithAllTypes(): Site {
  const site = stockSite();
  const resources = [...site.resources].map(([name, resource]) => {
    const customFields = resource.traits.has('blog') ? fieldsWithTypes : resource.customFields;
    return [name, { ...resource, customFields }] as const;
  });
  return { ...site, resources: new Map(resources) };
}
