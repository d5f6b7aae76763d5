import { unknownPageSettings } from './page-settings.ts';
import { collectionsOf, nameCollections } from './resources.ts';
import type { Site } from './site.ts';
import { unknownLinks } from './site-links.ts';

/** Returns a stock WordPress without plugins, for the schema in `schema/`. Sends no requests. */
export function stockSite(): Site {
  const home = 'https://wordpress.example';
  const { resources } = nameCollections(collectionsOf({ types: null, taxonomies: null, routes: {} }));
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
    links: unknownLinks,
    version: null,
    namespaces: ['wp/v2'],
    front: null,
    icon: null,
    pageSettings: unknownPageSettings,
    pagesAre: 'unknown',
    menus: [],
    readsThemeMenus: true,
    readsSettingsOnPages: true,
    menuLocations: null,
    knowsAllMenuLocations: false,
    templates: {},
    resources,
    searchable: new Set(),
    routes: new Set(),
    expensiveFields: new Set(),
    imageSizes: {},
    pluginNamespaces: [],
    pluginAnswers: {},
    fingerprint: 'stock',
  };
}
