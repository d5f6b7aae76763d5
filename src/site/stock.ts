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
    expensiveFields: new Set(),
    fingerprint: 'stock',
  };
}
