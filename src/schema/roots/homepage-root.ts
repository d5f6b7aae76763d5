import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { FrontPage } from '../../site/site.ts';
import type { ObjectRef } from '../kit/base/pothos.ts';
import type { Types } from '../kit/graph/builder.ts';
import { fieldNamesOf, type Graph, resourceNamed } from '../kit/graph/graph.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';

const field = 'homepageSettings';
const typeName = 'HomepageSettings';
const description = 'The pages that are chosen in Settings → Reading (beyond WPGraphQL).';

/** The fields of the type: the setting that names the page, in the REST index and in WordPress' settings. */
const pages = [
  ['frontPage', 'pageOnFront', 'page_on_front', 'The static front page.'],
  ['postsPage', 'pageForPosts', 'page_for_posts', 'The page that lists posts.'],
] as const;

/**
 * Adds `homepageSettings`: the front page and the posts page as nodes. WPGraphQL has only their ids, and frontends read both
 * with each page. A field or type of an integration or of the site's own that has the name goes first.
 */
export function addHomepageRoot(graph: Graph): void {
  const { builder } = graph;
  builder.queryFields((t) => {
    // Fields are collected late and in order, so that all others are known here.
    if (builder.configStore.hasConfig(typeName) || fieldNamesOf(graph, 'RootQuery').has(field)) return {};
    return { [field]: t.field({ type: implementType(graph), description, resolve: () => ({}) }) };
  });
}

function implementType(graph: Graph): ObjectRef<Types, object> {
  const page = resourceNamed(graph.site, 'page');
  return graph.builder.objectRef<object>(typeName).implement({
    description,
    fields: (t) =>
      Object.fromEntries(
        pages.map(([name, key, setting, what]) => [
          name,
          t.field({
            type: graph.objectType(page),
            description: `${what} Null if there is none, or if the client may not see it.`,
            resolve: async (_settings, _args, { loaders }, info): Promise<Entity | null> => {
              const id = await pageId(loaders, key, setting);
              return id ? loaders.entities(page).load(id, projectionOf(info, page.typeName).paths) : null;
            },
          }),
        ]),
      ),
  });
}

/** Returns the id of a page, or 0. Before about WordPress 6.8, the REST index has none: then it is a setting for administrators. */
async function pageId(
  { site: { front }, settings }: Loaders,
  key: Exclude<keyof FrontPage, 'shows'>,
  setting: string,
): Promise<number> {
  return front ? front[key] : Number(await settings.load(setting));
}
