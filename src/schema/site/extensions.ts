import { nullIfForbidden } from '../../loading/base/refusals.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import { isRecord } from '../../values/json.ts';
import { text, texts } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import { InputError } from '../kit/base/errors.ts';
import { parseGlobalId, toGlobalId } from '../kit/base/global-id.ts';
import { decodeEntities } from '../kit/base/text.ts';
import type { RecordNode } from '../kit/base/virtual-nodes.ts';
import type { Types } from '../kit/graph/builder.ts';
import { enumNamed, type Field, type Graph, virtualInterfaces } from '../kit/graph/graph.ts';
import { toEdge } from '../kit/graph/page.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { connectionField } from '../kit/relay/connection-field.ts';
import { pageOfList } from '../kit/relay/list.ts';
import { asList } from '../kit/where/rows.ts';

/** A text field of a theme or plugin: name, path in the REST document, description, and a function that decodes the text. */
type TextRow = readonly [string, string, string, ((html: string) => string)?];

/** Decodes a plugin's URL. WordPress escapes it with `esc_url()`: `&#038;` for `&`. */
const plainUrl = decodeEntities;

/** Decodes a plugin's text. WordPress escapes each `&` in it (`wp_kses_normalize_entities()`). */
const plainText = (html: string) => html.replaceAll('&amp;', '&');

const themeTexts: readonly TextRow[] = [
  ['author', 'author.rendered', 'The author, as HTML.'],
  ['authorUri', 'author_uri.raw', "The URL of the author's website."],
  ['description', 'description.raw', 'The description by its author.'],
  ['name', 'name.raw', 'Its name.'],
  ['screenshot', 'screenshot', 'The URL of a screenshot.'],
  ['slug', 'stylesheet', 'The name of its folder.'],
  ['themeUri', 'theme_uri.raw', 'The URL of its website.'],
  ['version', 'version', 'Its version.'],
];

const pluginTexts: readonly TextRow[] = [
  ['author', 'author', 'The author.', plainText],
  ['authorUri', 'author_uri', "The URL of the author's website.", plainUrl],
  ['description', 'description.raw', 'The description by its author.', plainText],
  ['name', 'name', 'Its name.', plainText],
  ['pluginUri', 'plugin_uri', 'The URL of its website.', plainUrl],
  ['version', 'version', 'Its version.', plainText],
];

/** Implements `Theme` and `Plugin`, and adds their root fields. */
export function implementExtensions(graph: Graph): void {
  implementThemes(graph);
  implementPlugins(graph);
}

function implementThemes(graph: Graph): void {
  graph.virtualType('Theme').implement({
    description: 'A theme. Visitors see only the active theme, if the operator grants it.',
    interfaces: virtualInterfaces<RecordNode>(graph, ['Node']),
    fields: (t) => ({
      id: t.id({
        nullable: false,
        description: 'The globally unique identifier.',
        reads: ['stylesheet'],
        resolve: ({ record }) => toGlobalId('theme', text(record, 'stylesheet') ?? ''),
      }),
      isRestricted: t.boolean({
        description: 'Whether WordPress hides parts of the node from the client. Always false.',
        resolve: () => false,
      }),
      tags: t.stringList({
        nullable: { list: true, items: true },
        description: 'The tags of the theme, such as `blog`.',
        reads: ['tags.raw'],
        resolve: ({ record }) => nonEmpty(texts(record, 'tags', 'raw')),
      }),
      ...textFields(t, themeTexts),
    }),
  });
  graph.builder.queryFields((t) => ({
    theme: t.field({
      type: graph.virtualType('Theme'),
      description: 'The theme with an identifier.',
      args: {
        id: t.arg.id({ required: true, description: 'The global id or the folder name of the theme.' }),
      },
      resolve: async (_root, { id }, { loaders }, info) =>
        findTheme(parseGlobalId(String(id))?.id ?? String(id), loaders, info),
    }),
    themes: connectionField(t, graph, {
      base: 'RootQueryToTheme',
      target: 'Theme',
      description:
        'The themes that the client may see: the active theme, or all themes for users who may switch themes.',
      page: async (_root: object, { paging, loaders, projection }) => {
        const themes = await readThemes([...projection('Theme').paths], loaders);
        const rows = themes.map((node) => toEdge(node, text(node.record, 'stylesheet') ?? ''));
        return pageOfList(rows, paging, loaders.limits);
      },
    }),
  }));
}

/**
 * Returns the theme in a folder. Returns null if the client does not see the theme.
 *
 * @param slug - the folder name
 * @throws ClosedError if WordPress hides themes from the client and the operator does not grant them
 */
export async function findTheme(slug: string, loaders: Loaders, info: GraphQLResolveInfo) {
  const themes = await readThemes([...projectionOf(info, 'Theme').paths], loaders);
  return themes.find(({ record }) => text(record, 'stylesheet') === slug) ?? null;
}

/** Reads the themes. WordPress shows all themes to users who may switch them, and the active theme to users who may edit posts. */
async function readThemes(paths: readonly string[], { restFor, rest, isSignedIn }: Loaders) {
  const query = { _fields: [...new Set([...paths, 'stylesheet'])].filter((path) => path !== 'id') };
  const visible = isSignedIn ? await nullIfForbidden(rest.get('/wp/v2/themes', query)) : null;
  const answer = visible ?? (await restFor('themes').get('/wp/v2/themes', { ...query, status: 'active' }));
  return asList(answer)
    .filter(isRecord)
    .map((record): RecordNode => ({ typeName: 'Theme', record }));
}

function implementPlugins(graph: Graph): void {
  graph.virtualType('Plugin').implement({
    description: 'A plugin of the site.',
    interfaces: virtualInterfaces<RecordNode>(graph, ['Node']),
    fields: (t) => ({
      id: t.id({
        nullable: false,
        description: 'The globally unique identifier.',
        reads: ['plugin'],
        resolve: ({ record }) => toGlobalId('plugin', fileOf(record)),
      }),
      path: t.string({
        description: 'The path of its main file in the plugins folder.',
        reads: ['plugin'],
        resolve: ({ record }) => fileOf(record),
      }),
      isRestricted: t.boolean({
        description: 'Whether WordPress hides parts of the node from the client. Always false.',
        resolve: () => false,
      }),
      ...textFields(t, pluginTexts),
    }),
  });
  const statusEnum = enumNamed(graph, 'PluginStatusEnum').name;
  graph.builder.queryFields((t) => ({
    plugin: t.field({
      type: graph.virtualType('Plugin'),
      description: 'The plugin with an identifier.',
      availability: { to: 'administrators' },
      args: {
        id: t.arg.id({ required: true, description: 'The global id or the main file of the plugin.' }),
      },
      resolve: (_root, { id }, { loaders }, info) =>
        findPlugin(parseGlobalId(String(id))?.id ?? String(id), loaders, info),
    }),
    plugins: connectionField(t, graph, {
      base: 'RootQueryToPlugin',
      target: 'Plugin',
      description: 'The plugins of the site.',
      availability: { to: 'administrators', otherwise: 'empty' },
      where: [
        {
          argument: 'search',
          type: 'String',
          description: 'Returns plugins whose headers contain this text.',
        },
        {
          argument: 'stati',
          type: `[${statusEnum}]`,
          description: 'Returns plugins with one of these statuses.',
        },
        { argument: 'status', type: statusEnum, description: 'Returns plugins with this status.' },
      ],
      page: async (_root: object, { paging, where, loaders, projection }) => {
        const plugins = await readPlugins([...projection('Plugin').paths], loaders, where);
        const rows = plugins.map((node) => toEdge(node, fileOf(node.record)));
        return pageOfList(rows, paging, loaders.limits);
      },
    }),
  }));
}

/** Returns the plugin with a main file. Returns null if the client may not manage plugins. */
export async function findPlugin(file: string, loaders: Loaders, info: GraphQLResolveInfo) {
  const plugins = await readPlugins([...projectionOf(info, 'Plugin').paths], loaders);
  return plugins.find(({ record }) => fileOf(record) === file) ?? null;
}

/**
 * Reads the plugins. Returns an empty list if the client may not manage plugins.
 *
 * @throws InputError if `where` has a status that REST does not know
 */
async function readPlugins(
  paths: readonly string[],
  { rest, isSignedIn }: Loaders,
  where: Readonly<Record<string, unknown>> = {},
): Promise<readonly RecordNode[]> {
  if (!isSignedIn) return [];
  const statuses = [...asList(where['stati']), ...asList(where['status'])].map((status) =>
    String(status).toLowerCase(),
  );
  const unknown = statuses.find((status) => status !== 'active' && status !== 'inactive');
  if (unknown) {
    throw new InputError(
      `\`where.status\` can't be ${unknown.toUpperCase()}: WordPress' REST API knows only ACTIVE and INACTIVE. Use one of them.`,
    );
  }
  const query = {
    ...(statuses.length > 0 ? { status: statuses } : {}),
    ...(where['search'] ? { search: String(where['search']) } : {}),
    _fields: [...new Set([...paths, 'plugin'])].filter((path) => path !== 'id'),
  };
  const answer = await nullIfForbidden(rest.get('/wp/v2/plugins', query));
  return asList(answer)
    .filter(isRecord)
    .map((record): RecordNode => ({ typeName: 'Plugin', record }));
}

/**
 * Returns the main file of a plugin. REST shows it without `.php`.
 *
 * @throws WordPressError if the document has no main file
 */
function fileOf(record: RecordNode['record']): string {
  const plugin = text(record, 'plugin');
  if (plugin === null)
    throw new WordPressError('invalid-answer', 'GET /wp/v2/plugins answered a plugin without its file.');
  return `${plugin}.php`;
}

type RecordFields = PothosSchemaTypes.ObjectFieldBuilder<Types, RecordNode>;

function textFields(t: RecordFields, rows: readonly TextRow[]): Record<string, Field> {
  return Object.fromEntries(
    rows.map(([name, path, description, plain = String]): [string, Field] => [
      name,
      t.string({
        description,
        reads: [path],
        resolve: ({ record }) => plain(text(record, ...path.split('.')) ?? '') || null,
      }),
    ]),
  );
}

function nonEmpty(all: string[]): string[] | null {
  return all.length > 0 ? all : null;
}
