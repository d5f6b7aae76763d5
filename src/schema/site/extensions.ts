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

/** A text field of a theme or plugin: name, where REST has it, what it is, how it is read. */
type TextRow = readonly [string, string, string, ((shown: string) => string)?];

/** A plugin's address, which REST shows as HTML has it (`esc_url()`): `&#038;` for `&`. */
const plainUrl = decodeEntities;

/** A plugin's text, in which REST shows each `&` as an entity (`wp_kses_normalize_entities()`). */
const plainText = (shown: string) => shown.replaceAll('&amp;', '&');

const themeTexts: readonly TextRow[] = [
  ['author', 'author.rendered', 'Who made it, as HTML.'],
  ['authorUri', 'author_uri.raw', "The author's website."],
  ['description', 'description.raw', 'What it says of itself.'],
  ['name', 'name.raw', 'Its name.'],
  ['screenshot', 'screenshot', 'Address of a picture of it.'],
  ['slug', 'stylesheet', 'The name of its folder.'],
  ['themeUri', 'theme_uri.raw', 'Its website.'],
  ['version', 'version', 'Its version.'],
];

const pluginTexts: readonly TextRow[] = [
  ['author', 'author', 'Who made it.', plainText],
  ['authorUri', 'author_uri', "The author's website.", plainUrl],
  ['description', 'description.raw', 'What it says of itself.', plainText],
  ['name', 'name', 'Its name.', plainText],
  ['pluginUri', 'plugin_uri', 'Its website.', plainUrl],
  ['version', 'version', 'Its version.', plainText],
];

/** `Theme` and `Plugin` with their root fields. */
export function implementExtensions(graph: Graph): void {
  implementThemes(graph);
  implementPlugins(graph);
}

function implementThemes(graph: Graph): void {
  graph.virtualType('Theme').implement({
    description: 'A theme. Visitors get the active one, where the operator grants it.',
    interfaces: virtualInterfaces<RecordNode>(graph, ['Node']),
    fields: (t) => ({
      id: t.id({
        nullable: false,
        description: 'The globally unique identifier.',
        reads: ['stylesheet'],
        resolve: ({ record }) => toGlobalId('theme', text(record, 'stylesheet') ?? ''),
      }),
      isRestricted: t.boolean({ description: 'Whether part of it is kept back.', resolve: () => false }),
      tags: t.stringList({
        nullable: { list: true, items: true },
        description: 'What it is good for.',
        reads: ['tags.raw'],
        resolve: ({ record }) => nonEmpty(texts(record, 'tags', 'raw')),
      }),
      ...textFields(t, themeTexts),
    }),
  });
  graph.builder.queryFields((t) => ({
    theme: t.field({
      type: graph.virtualType('Theme'),
      description: 'A theme by its global id.',
      args: { id: t.arg.id({ required: true, description: 'The global id, or the name of its folder.' }) },
      resolve: async (_root, { id }, { loaders }, info) =>
        findTheme(parseGlobalId(String(id))?.id ?? String(id), loaders, info),
    }),
    themes: connectionField(t, graph, {
      base: 'RootQueryToTheme',
      target: 'Theme',
      description: 'Themes that the asking user sees: the active one, or all to those who may switch themes.',
      page: async (_root: object, { paging, loaders, projection }) => {
        const themes = await readThemes([...projection('Theme').paths], loaders);
        const rows = themes.map((node) => toEdge(node, text(node.record, 'stylesheet') ?? ''));
        return pageOfList(rows, paging, loaders.limits);
      },
    }),
  }));
}

/** A theme that the asking user sees, by the name of its folder. */
export async function findTheme(slug: string, loaders: Loaders, info: GraphQLResolveInfo) {
  const themes = await readThemes([...projectionOf(info, 'Theme').paths], loaders);
  return themes.find(({ record }) => text(record, 'stylesheet') === slug) ?? null;
}

/** REST gives all themes to those who may switch them, and the active one to those who may edit posts. */
async function readThemes(paths: readonly string[], { restFor, rest, isSignedIn }: Loaders) {
  const query = { _fields: [...new Set([...paths, 'stylesheet'])].filter((path) => path !== 'id') };
  const own = isSignedIn ? await nullIfForbidden(rest.get('/wp/v2/themes', query)) : null;
  const answer = own ?? (await restFor('themes').get('/wp/v2/themes', { ...query, status: 'active' }));
  return asList(answer)
    .filter(isRecord)
    .map((record): RecordNode => ({ typeName: 'Theme', record }));
}

function implementPlugins(graph: Graph): void {
  graph.virtualType('Plugin').implement({
    description: 'A plugin.',
    interfaces: virtualInterfaces<RecordNode>(graph, ['Node']),
    fields: (t) => ({
      id: t.id({
        nullable: false,
        description: 'The globally unique identifier.',
        reads: ['plugin'],
        resolve: ({ record }) => toGlobalId('plugin', fileOf(record)),
      }),
      path: t.string({
        description: 'Its main file in the folder of plugins.',
        reads: ['plugin'],
        resolve: ({ record }) => fileOf(record),
      }),
      isRestricted: t.boolean({ description: 'Whether part of it is kept back.', resolve: () => false }),
      ...textFields(t, pluginTexts),
    }),
  });
  const statusEnum = enumNamed(graph, 'PluginStatusEnum').name;
  graph.builder.queryFields((t) => ({
    plugin: t.field({
      type: graph.virtualType('Plugin'),
      description: 'A plugin by its global id.',
      availability: { to: 'administrators' },
      args: { id: t.arg.id({ required: true, description: 'The global id, or its main file.' }) },
      resolve: (_root, { id }, { loaders }, info) =>
        findPlugin(parseGlobalId(String(id))?.id ?? String(id), loaders, info),
    }),
    plugins: connectionField(t, graph, {
      base: 'RootQueryToPlugin',
      target: 'Plugin',
      description: 'Plugins.',
      availability: { to: 'administrators', otherwise: 'empty' },
      where: [
        { argument: 'search', type: 'String', description: 'Plugins in whose headers this occurs.' },
        { argument: 'stati', type: `[${statusEnum}]`, description: 'Plugins of these statuses.' },
        { argument: 'status', type: statusEnum, description: 'Plugins of this status.' },
      ],
      page: async (_root: object, { paging, where, loaders, projection }) => {
        const plugins = await readPlugins([...projection('Plugin').paths], loaders, where);
        const rows = plugins.map((node) => toEdge(node, fileOf(node.record)));
        return pageOfList(rows, paging, loaders.limits);
      },
    }),
  }));
}

/** A plugin by its main file; null to those who may not manage plugins. */
export async function findPlugin(file: string, loaders: Loaders, info: GraphQLResolveInfo) {
  const plugins = await readPlugins([...projectionOf(info, 'Plugin').paths], loaders);
  return plugins.find(({ record }) => fileOf(record) === file) ?? null;
}

async function readPlugins(
  paths: readonly string[],
  { rest, isSignedIn }: Loaders,
  where: Readonly<Record<string, unknown>> = {},
): Promise<readonly RecordNode[]> {
  if (!isSignedIn) return [];
  const wanted = [...asList(where['stati']), ...asList(where['status'])].map((status) =>
    String(status).toLowerCase(),
  );
  const unknown = wanted.find((status) => status !== 'active' && status !== 'inactive');
  if (unknown) {
    throw new InputError(
      `\`where.status\` can't be ${unknown.toUpperCase()}: WordPress' REST API tells only ACTIVE from INACTIVE.`,
    );
  }
  const query = {
    ...(wanted.length > 0 ? { status: wanted } : {}),
    ...(where['search'] ? { search: String(where['search']) } : {}),
    _fields: [...new Set([...paths, 'plugin'])].filter((path) => path !== 'id'),
  };
  const answer = await nullIfForbidden(rest.get('/wp/v2/plugins', query));
  return asList(answer)
    .filter(isRecord)
    .map((record): RecordNode => ({ typeName: 'Plugin', record }));
}

/** REST leaves the ending of the main file out. */
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
