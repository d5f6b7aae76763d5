import { isRecord, valueAt } from '../values/json.ts';
import { createRestClient } from '../wordpress/client.ts';
import type { Credentials } from '../wordpress/credentials.ts';
import { text, texts } from '../wordpress/document.ts';
import { WordPressError } from '../wordpress/errors.ts';
import { type AnswerMemory, rememberingUpstream } from '../wordpress/remembering-upstream.ts';
import type { SiteRest } from '../wordpress/rest.ts';
import { type Upstream, type UpstreamOptions, upstreamDefaults } from '../wordpress/upstream.ts';
import { findRoot } from './address.ts';
import { orEarlierAnswers, orEarlierCollections, type SiteAnswers } from './answers.ts';
import { candidatesFor } from './connect.ts';
import { customFieldsOf } from './custom-fields.ts';
import { type CollectionAnswers, describeCollections, evidenceOf } from './describe.ts';
import { readEntries } from './entries.ts';
import { type ExampleSchemas, typeByExample } from './examples/type-by-example.ts';
import { type Findings, findingsOf } from './findings.ts';
import { fingerprintOf } from './fingerprint.ts';
import {
  addressOf,
  frontOf,
  homeOf,
  iconOf,
  isOffered,
  permalinksOf,
  routesOf,
  withoutSlash,
} from './index-facts.ts';
import { type DeclaredMenu, type MenuReaders, readMenuLocations, unknownMenuLocations } from './menus.ts';
import type { NameOverrides, ReservedNames } from './names.ts';
import { omittedTypes } from './omitted-types.ts';
import { nullIfError, valueOrError, withTimeout } from './outcomes.ts';
import { overlapsOf } from './overlaps.ts';
import { orEarlierPages, type PageFacts, readPageFacts } from './page-facts.ts';
import { type PluginAnswers, readPluginAnswers } from './plugin-answers.ts';
import type { PluginContent } from './plugin-content.ts';
import { noPluginFields, type PluginFields } from './plugin-fields.ts';
import type { PluginNamespace } from './plugin-routes.ts';
import { collectionsOf, hasNumericIds, isStock, withDescription } from './resources.ts';
import { discoverNamespaces } from './routes/namespaces.ts';
import { searchableIn } from './searchable.ts';
import type { Site } from './site.ts';
import { siteLinksOf } from './site-links.ts';
import { readTemplates, type Templates } from './templates.ts';
import { nameContent } from './variants.ts';

/** Options of {@link discoverSite}. */
export interface DiscoverOptions extends UpstreamOptions {
  /** Names of resources that the operator chose, by WordPress' own names. @default the names of `names.ts` */
  readonly names?: NameOverrides | undefined;
  /** An earlier discovery of the site. Its answers replace those that cannot be read now. @default none */
  readonly earlier?: Pick<Discovery, 'snapshot'> | undefined;
  /** Names of the graph's own types and fields, which no resource can have. @default none */
  readonly reserved?: ReservedNames | undefined;
  /** Menus that the operator declares. @default [] */
  readonly menus?: readonly DeclaredMenu[] | undefined;
  /** Whether to read the menus that the theme prints, if WordPress hides its menus. @default true */
  readonly themeMenus?: boolean | undefined;
  /** Whether visitors get settings that the pages of the site show, if WordPress hides its settings. @default true */
  readonly settingsOnPages?: boolean | undefined;
  /** Names of the theme's templates by their files. They take precedence over those of the site. @default none */
  readonly templates?: Templates | undefined;
  /** Credentials with which the gateway reads a block theme's templates. @default none */
  readonly templateReader?: Credentials | null | undefined;
  /** Address of the frontend. Addresses on its host count as addresses of the site. @default none */
  readonly frontendUrl?: string | undefined;
  /** Credentials with which the gateway reads menu locations. @default none */
  readonly menuReaders?: MenuReaders | undefined;
  /** What is known of keys that plugins add to documents. @default nothing */
  readonly pluginFields?: PluginFields | undefined;
  /** Names and object types of the content of plugins. @default none */
  readonly pluginContent?: readonly PluginContent[] | undefined;
  /** Namespaces of plugins whose routes the graph gets: `buddypress/v2`. @default [] */
  readonly routes?: readonly string[] | undefined;
  /** Fields without a schema that get types from examples: `meta_box`, `book.pods_author`. @default [] */
  readonly typedByExample?: readonly string[] | undefined;
  /** Answers of earlier discoveries, with which a gateway starts while WordPress is down. @default none */
  readonly memory?: AnswerMemory | undefined;
}

/** A site, its client, and findings about it. */
export interface Discovery {
  readonly site: Site;
  /** The client of the site. The caller closes it. */
  readonly rest: SiteRest;
  readonly findings: Findings;
  /** The answers of the site, for the option `earlier` of the next discovery. */
  readonly snapshot: SiteSnapshot;
  /** Whether WordPress was down, so that some answers come from the memory. */
  readonly isRemembered: boolean;
}

/** All answers of a site to one discovery. */
interface SiteSnapshot {
  readonly answers: SiteAnswers;
  readonly pages: PageFacts;
  readonly collections: ReadonlyMap<string, CollectionAnswers>;
  readonly namespaces: readonly PluginNamespace[];
  readonly examples: ExampleSchemas;
  readonly plugins: PluginAnswers;
}

/** Returns the milliseconds for each step of {@link describeCollections}. */
function stepTimeoutFor(timeout: number): number {
  return Math.max(Math.min(timeout, 20_000), (timeout * 2) / 3);
}

/**
 * Discovers the WordPress at an address: its REST root, settings and collections. Sends about five requests, and a small
 * one for each collection; many collections share a few requests. Each of `routes` takes one more, and so does each
 * collection with fields of `typedByExample`, and each route that an integration names. Parts that the site hides are as in the earlier discovery, or else as in a
 * stock WordPress.
 *
 * @param address - `site.example`, the address of any of its pages, or of its REST API
 * @throws WordPressError if there is no REST API, if WordPress does not accept the service credential, or if `routes` names a
 * namespace that it lacks
 */
export async function discoverSite(address: string, options: DiscoverOptions = {}): Promise<Discovery> {
  let failure: unknown;
  for (const { url, open } of candidatesFor(address, options)) {
    const upstream = open();
    try {
      return await discoverAt(upstream, url, options);
    } catch (error) {
      upstream.close();
      failure ??= error;
      // Without any answer the site may use the other scheme.
      if (!(error instanceof WordPressError) || error.kind !== 'unreachable') throw error;
    }
  }
  throw failure;
}

async function discoverAt(direct: Upstream, url: URL, options: DiscoverOptions): Promise<Discovery> {
  const remembering = options.memory && rememberingUpstream(direct, options.memory);
  const upstream = remembering ?? direct;
  const { earlier, timeout = upstreamDefaults.timeout, pluginFields = noPluginFields } = options;
  const root = await findRoot(upstream, url);
  const rest = createRestClient(upstream, root.root);
  const index = root.index ?? new WordPressError('forbidden', 'visitors may not read it');
  const rootWithIndex = {
    ...root,
    index: root.index ?? nullIfError(earlier?.snapshot.answers.index ?? null),
  };
  const home = homeOf(rootWithIndex, url);
  const address = addressOf(rootWithIndex.root, home);
  const permalinks = permalinksOf(rootWithIndex);
  const [types, taxonomies, menuLocations, templates, pagesNow] = await withTimeout(timeout, (signal) =>
    Promise.all([
      valueOrError(readEntries(rest, '/wp/v2/types', signal)),
      valueOrError(readEntries(rest, '/wp/v2/taxonomies', signal)),
      valueOrError(readMenuLocations(rest, options.menuReaders ?? { locations: null, menus: null }, signal)),
      valueOrError(readTemplates(rest, options.templateReader ?? null, signal)),
      readPageFacts(upstream, {
        home: rootWithIndex.page,
        address,
        isPretty: permalinks === 'pretty',
        frontend: options.frontendUrl,
        signal,
      }),
    ]),
  );
  for (const answer of [menuLocations, templates]) {
    // A wrong credential ends the start, so that the operator sees it. A running gateway continues without it.
    if (answer instanceof WordPressError && answer.details.status === 401 && !earlier) throw answer;
  }
  const now = { index, types, taxonomies, menuLocations, templates };
  const [answers, unreadAnswers] = orEarlierAnswers(now, earlier?.snapshot.answers);
  const routes = routesOf(rootWithIndex.index);
  const pages = orEarlierPages(pagesNow, earlier?.snapshot.pages);
  const { version, pageSettings, pagesAre } = pages;
  const sources = { types: nullIfError(answers.types), taxonomies: nullIfError(answers.taxonomies), routes };
  const rows = collectionsOf(sources);
  const offered = rows.filter(({ route }) => isOffered(routes, route));
  const termKeys = termKeysOf(sources.taxonomies);
  const searchable = searchableIn(routes);
  const namespaces = texts(rootWithIndex.index, 'namespaces');
  const stepTimeout = stepTimeoutFor(timeout);
  const [collectionsNow, [pluginNamespaces, unreadNamespaces], plugins] = await Promise.all([
    describeCollections(rest, offered, {
      withoutSchema: new Set([...termKeys, ...pluginFields.fieldsWithoutSchema]),
      searchable,
      stepTimeout,
    }),
    discoverNamespaces(rest, {
      names: options.routes ?? [],
      known: namespaces,
      earlier: earlier?.snapshot.namespaces,
      timeout: stepTimeout,
    }),
    readPluginAnswers(rest, {
      content: options.pluginContent ?? [],
      known: namespaces,
      earlier: earlier?.snapshot.plugins ?? {},
      timeout: stepTimeout,
    }),
  ]);
  const [pluginAnswers, unreadPlugins] = plugins;
  const [collectionAnswers, unreadSamples] = orEarlierCollections(
    offered,
    collectionsNow,
    earlier?.snapshot.collections,
  );
  const evidence = new Map(offered.map(({ name }) => [name, evidenceOf(collectionAnswers.get(name))]));
  const described = rows
    .filter(({ name }) => isStock(name) || hasNumericIds(evidence.get(name)?.description))
    .map((row) => ({
      ...withDescription(row, {
        description: evidence.get(row.name)?.description,
        route: sources.routes[row.route],
        overlaps: overlapsOf(row, evidence.get(row.name) ?? noEvidence, sources.taxonomies),
      }),
      customFields: customFieldsOf(row, evidence.get(row.name) ?? noEvidence, termKeys),
    }));
  const {
    collections,
    schemas: examples,
    notes,
  } = await typeByExample(rest, described, {
    names: options.typedByExample ?? [],
    ignored: pluginFields.ownFields,
    earlier: earlier?.snapshot.examples,
    timeout: stepTimeout,
  });
  const { resources, renamed, imageSizes } = nameContent(collections, namespaces, options);
  const wordpressUrl = withoutSlash(text(rootWithIndex.index, 'url') ?? home);
  const samples = new Map([...evidence].map(([name, { sample }]) => [name, sample]));
  const site: Omit<Site, 'fingerprint'> = {
    home,
    address,
    links: siteLinksOf(collections, samples, {
      home,
      url: wordpressUrl,
      address,
      frontend: options.frontendUrl,
    }),
    url: wordpressUrl,
    name: text(rootWithIndex.index, 'name') ?? '',
    description: text(rootWithIndex.index, 'description') ?? '',
    timezone: text(rootWithIndex.index, 'timezone_string') ?? '',
    gmtOffset: Number(valueAt(rootWithIndex.index, 'gmt_offset') ?? 0) || 0,
    root: rootWithIndex.root,
    permalinks,
    version: version?.version ?? null,
    namespaces,
    front: frontOf(rootWithIndex.index),
    icon: iconOf(rootWithIndex.index),
    pageSettings,
    pagesAre,
    menus: options.menus ?? [],
    readsThemeMenus: options.themeMenus ?? true,
    readsSettingsOnPages: options.settingsOnPages ?? true,
    ...(nullIfError(answers.menuLocations) ?? unknownMenuLocations),
    templates: { ...nullIfError(answers.templates), ...options.templates },
    searchable,
    resources,
    routes: new Set(Object.keys(routes)),
    expensiveFields: pluginFields.expensiveFields,
    imageSizes,
    pluginNamespaces,
    pluginAnswers,
  };
  const missing = collections.filter(({ route }) => !isOffered(routes, route));
  const undescribed = offered.filter(({ name }) => !isRecord(evidence.get(name)?.description));
  const unread = [...unreadAnswers, ...unreadSamples, ...unreadNamespaces, ...unreadPlugins];
  const hidden = { unread, missing, undescribed, leftOut: omittedTypes(sources, collections) };
  const fingerprint = fingerprintOf(site);
  const findings = findingsOf({
    givenUrl: url,
    root,
    site: { ...site, fingerprint },
    version,
    hidden,
    renamed,
    notes,
  });
  return {
    site: { ...site, fingerprint },
    rest: createRestClient(direct, root.root),
    findings,
    isRemembered: remembering?.hasRecalled ?? false,
    snapshot: {
      answers,
      pages,
      collections: collectionAnswers,
      namespaces: pluginNamespaces,
      examples,
      plugins: pluginAnswers,
    },
  };
}

/** The evidence of a collection without answers. */
const noEvidence = { description: null, sample: null };

/** Returns the keys under which content has the ids of its terms. */
function termKeysOf(taxonomies: unknown): ReadonlySet<string> {
  const rows = isRecord(taxonomies) ? Object.entries(taxonomies) : [];
  return new Set(['categories', 'tags', ...rows.map(([name, row]) => text(row, 'rest_base') || name)]);
}
