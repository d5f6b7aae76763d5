import { unknownPageSettings } from '../../src/site/page-settings.ts';
import { collectionsOf, nameCollections } from '../../src/site/resources.ts';
import type { Site } from '../../src/site/site.ts';
import { unknownLinks } from '../../src/site/site-links.ts';

/** Returns a site with one custom post type and one custom taxonomy, for tests that need no WordPress. */
export function siteOf(home: string, more: Partial<Site> = {}): Site {
  const types = {
    book: { slug: 'book', name: 'Books', rest_base: 'books', taxonomies: ['genre'], has_archive: true },
  };
  const taxonomies = { genre: { slug: 'genre', name: 'Genres', rest_base: 'genres', types: ['book'] } };
  const { resources } = nameCollections(collectionsOf({ types, taxonomies, routes: {} }));
  return {
    home,
    address: home,
    permalinks: 'pretty',
    links: unknownLinks,
    url: home,
    name: 'A site',
    description: '',
    timezone: '',
    gmtOffset: 0,
    root: { url: `${home}/wp-json/`, style: 'path' },
    version: null,
    namespaces: [],
    front: null,
    icon: null,
    pageSettings: unknownPageSettings,
    pagesAre: 'wordpress',
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
    fingerprint: '',
    ...more,
  };
}
