import { blocksOfRaw, editorsText } from '../../content/blocks/saved.ts';
import { parseHtml } from '../../content/html.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { GraphQLResolveInfo } from '../../packages/graphql.ts';
import type { Site } from '../../site/site.ts';
import { isRecord, valueAt } from '../../values/json.ts';
import { flag, integer, list, text, texts } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import { bodyTypesOf } from '../body/types.ts';
import { parseGlobalId, toGlobalId } from '../kit/base/global-id.ts';
import type { RecordNode } from '../kit/base/virtual-nodes.ts';
import type { Types } from '../kit/graph/builder.ts';
import { type Field, type Graph, resourceNamed, virtualInterfaces } from '../kit/graph/graph.ts';
import { toEdge } from '../kit/graph/page.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { connectionField } from '../kit/relay/connection-field.ts';
import { pageOfList } from '../kit/relay/list.ts';
import { type FieldRow, type RecordRow, recordRows } from './block-theme-rows.ts';

const audience = 'For editors; for visitors if the operator grants `block-theme`. Not in WPGraphQL.';

/** Implements templates, template parts, patterns, block types and global styles, if the site has their routes. */
export function implementBlockTheme(graph: Graph): void {
  for (const row of recordRows.filter(({ route }) => hasRoute(route, graph.site))) implement(graph, row);
  if (hasRoute('/wp/v2/themes', graph.site) && hasRoute('/wp/v2/templates', graph.site))
    addGlobalStyles(graph);
}

/** Returns whether the site has a route. If the site hides its list of routes, assumes the routes of WordPress core. */
function hasRoute(route: string, { routes }: Site): boolean {
  return routes.size === 0 || routes.has(route);
}

function implement(graph: Graph, row: RecordRow): void {
  const { typeName, description, globalType, key, plural, singular, content, isWritten } = row;
  graph.virtualType(typeName).implement({
    description: `${description} ${audience}`,
    interfaces: virtualInterfaces<RecordNode>(graph, ['Node']),
    fields: (t) => ({
      id: t.id({
        nullable: false,
        description: 'The globally unique identifier.',
        reads: [key],
        resolve: ({ record }) => toGlobalId(globalType, text(record, key) ?? ''),
      }),
      ...Object.fromEntries(row.fields.map((field): [string, Field] => [field[0], recordField(t, field)])),
      ...(content === null
        ? {}
        : {
            blocks: t.field({
              type: [bodyTypesOf(graph).block],
              description: 'The blocks in the markup.',
              reads: [content],
              resolve: ({ record }) => {
                const raw = text(record, ...content.split('.'));
                return raw === null ? null : [...blocksOfRaw(editorsText(raw), parseHtml(raw))];
              },
            }),
          }),
      ...(isWritten ? { author: authorField(t, graph, typeName) } : {}),
    }),
  });
  graph.builder.queryField(plural, (t) =>
    connectionField(t, graph, {
      base: `RootQueryTo${typeName}`,
      target: typeName,
      description: `${description} ${audience}`,
      page: async (_root: object, { paging, loaders, projection }) => {
        const records = await readAll(row, [...projection(typeName).paths], loaders);
        const rows = records.map((node) => toEdge(node, text(node.record, key) ?? ''));
        return pageOfList(rows, paging, loaders.limits);
      },
    }),
  );
  if (singular === null) return;
  graph.builder.queryField(singular, (t) =>
    t.field({
      type: graph.virtualType(typeName),
      description: `${description} Null if none has the name${isWritten ? ', or if it is not published' : ''}. ${audience}`,
      args: {
        id: t.arg.id({
          required: true,
          description: `The global id or the name: \`${key === 'id' ? 'theme//slug' : 'core/paragraph'}\`.`,
        }),
      },
      resolve: (_root, { id }, { loaders }, info) => {
        const parsed = parseGlobalId(String(id));
        const name = parsed?.type === globalType ? parsed.id : String(id);
        return findRecord(row, name, { loaders, info });
      },
    }),
  );
}

/** For each type of global id: returns the record with a name, or null. */
export const recordNodes = Object.fromEntries(
  recordRows.map((row) => [
    row.globalType,
    (id: string, request: { loaders: Loaders; info: GraphQLResolveInfo }) => findRecord(row, id, request),
  ]),
);

/**
 * Returns the record with a name, from its own route or from the list if REST has only a list. Returns null if there is
 * none, or if it is not published.
 *
 * @throws ClosedError if WordPress hides the route from the client and the operator does not grant `block-theme`
 */
async function findRecord(
  row: RecordRow,
  name: string,
  { loaders, info }: { loaders: Loaders; info: GraphQLResolveInfo },
): Promise<RecordNode | null> {
  const { typeName, key, route, singular, names, isWritten } = row;
  const paths = [...projectionOf(info, typeName).paths];
  if (singular === null) {
    const all = await readAll(row, paths, loaders);
    return all.find(({ record }) => text(record, key) === name) ?? null;
  }
  if (!names.test(name)) return null;
  const fields = [...fieldsOf(row, paths), ...(isWritten ? ['status'] : [])];
  try {
    const record = await loaders
      .restFor('block-theme')
      .get(`${route}/${name}`, { _fields: [...new Set(fields)] });
    // The route also serves revisions, drafts and trashed templates, which lists leave out.
    if (!isRecord(record) || text(record, key) !== name) return null;
    return isWritten && text(record, 'status') !== 'publish' ? null : { typeName, record };
  } catch (error) {
    if (error instanceof WordPressError && error.kind === 'not-found') return null;
    throw error;
  }
}

async function readAll(row: RecordRow, paths: readonly string[], loaders: Loaders) {
  const answer = await loaders.restFor('block-theme').get(row.route, { _fields: fieldsOf(row, paths) });
  return list({ answer }, 'answer')
    .filter(isRecord)
    .map((record): RecordNode => ({ typeName: row.typeName, record }));
}

/** Returns the REST fields to request. Every projection has `id`, but not every kind of record has it. */
function fieldsOf({ key }: RecordRow, paths: readonly string[]): readonly string[] {
  return [...new Set([...paths, key])].filter((path) => path !== 'id' || key === 'id');
}

type RecordFields = PothosSchemaTypes.ObjectFieldBuilder<Types, RecordNode>;

function recordField(t: RecordFields, [, kind, path, description]: FieldRow): Field {
  const at = path.split('.');
  const reads = [path];
  switch (kind) {
    case 'text':
      return t.string({ description, reads, resolve: ({ record }) => text(record, ...at) || null });
    case 'flag':
      return t.boolean({ description, reads, resolve: ({ record }) => flag(record, ...at) });
    case 'int':
      return t.int({ description, reads, resolve: ({ record }) => integer(record, ...at) });
    case 'texts':
      return t.stringList({
        nullable: { list: true, items: true },
        description,
        reads,
        resolve: ({ record }) => (Array.isArray(valueAt(record, ...at)) ? texts(record, ...at) : null),
      });
    case 'json':
      return t.field({
        type: 'JSON',
        description,
        reads,
        resolve: ({ record }) => valueAt(record, ...at) ?? null,
      });
  }
}

/** Makes the field `author`. It reads users with the client's credentials, never with a grant. */
function authorField(t: RecordFields, graph: Graph, typeName: string): Field {
  const users = resourceNamed(graph.site, 'user');
  return t.field({
    type: graph.connections.one(`${typeName}ToUser`, users.typeName),
    description:
      'The user who edited it. Null if only the theme provides it, or if WordPress hides the user.',
    reads: ['author'],
    resolve: async ({ record }, _args, { loaders }, info) => {
      const id = integer(record, 'author');
      const { paths } = projectionOf(info, users.typeName);
      const user = id ? await loaders.entities(users).load(id, paths) : null;
      return user && toEdge(user, user.document.id);
    },
  });
}

interface Styles {
  readonly theme: string;
  readonly styles: Readonly<Record<string, unknown>>;
}

function addGlobalStyles(graph: Graph): void {
  const type = graph.builder.objectRef<Styles>('GlobalStyles').implement({
    description: `Settings and styles of a block theme in the theme's \`theme.json\`. ${audience}`,
    fields: (t) => ({
      theme: t.exposeString('theme', { nullable: false, description: 'The folder of the theme.' }),
      ...Object.fromEntries(
        ['settings', 'styles'].map((key): [string, Field] => [
          key,
          t.field({
            type: 'JSON',
            description:
              key === 'settings'
                ? 'The options that the editor offers, such as colours and fonts.'
                : 'The styles of the theme.',
            reads: [key],
            resolve: ({ styles }) => styles[key] ?? null,
          }),
        ]),
      ),
    }),
  });
  graph.builder.queryField('globalStyles', (t) =>
    t.field({
      type,
      description: `Settings and styles of the active theme. ${audience}`,
      resolve: async (_root, _args, { loaders }, info) => {
        const rest = loaders.restFor('block-theme');
        const themes = await rest.get('/wp/v2/themes', { status: 'active', _fields: ['stylesheet'] });
        const theme = text(list({ themes }, 'themes')[0], 'stylesheet');
        if (theme === null) return null;
        const fields = [...projectionOf(info, 'GlobalStyles').paths].filter((path) => path !== 'id');
        const styles = await rest.get(`/wp/v2/global-styles/themes/${theme}`, {
          _fields: fields.length > 0 ? fields : ['settings'],
        });
        return isRecord(styles) ? { theme, styles } : null;
      },
    }),
  );
}
