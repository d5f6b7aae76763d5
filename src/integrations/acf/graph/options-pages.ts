import { toBase64 } from '#platform/values/bytes';
import type { Entity } from '../../../loading/base/entity.ts';
import type { IntegrationGraph } from '../../../schema/integration/integration-graph.ts';
import type { ImplementableObjectRef, InterfaceRef } from '../../../schema/kit/base/pothos.ts';
import type { Types } from '../../../schema/kit/graph/builder.ts';
import { interfaceNamed } from '../../../schema/kit/graph/graph.ts';
import { formatFieldName, typeNameOf } from '../definitions/names.ts';
import { isShown, type Settings, textOf } from '../definitions/settings.ts';

/** Adds the options pages: an object type and a root field for each. Returns the types, by name. */
export function addOptionsPages(
  { builder, graph, addRootFields }: IntegrationGraph,
  pages: readonly Settings[],
): ReadonlyMap<string, ImplementableObjectRef<Types, Entity>> {
  const shown = pages.filter((page) => isShown(page) && typeNameOf(page) !== '');
  const byName = new Map(shown.map((page) => [typeNameOf(page), page]));
  const free = [...byName].filter(([name]) => !builder.configStore.hasConfig(name));
  if (free.length === 0) return new Map();
  // Options pages are no documents, so their types implement the fields of `Node` themselves.
  const node = interfaceNamed(graph, 'Node') as unknown as InterfaceRef<Types, Settings>;
  const optionsPage = builder.interfaceRef<Settings>('AcfOptionsPage');
  optionsPage.implement({
    description: 'An options page of ACF.',
    interfaces: [node],
    resolveType: typeNameOf,
    fields: (t) => ({
      id: t.id({ nullable: false, description: 'The global id.', resolve: globalIdOf }),
      pageTitle: t.string({
        description: 'The title of the page.',
        resolve: (page) => textOf(page, 'page_title') || null,
      }),
      menuTitle: t.string({
        description: 'The title in the menu.',
        resolve: (page) => textOf(page, 'menu_title') || textOf(page, 'page_title') || null,
      }),
      parentId: t.string({
        description: 'The global id of the parent page. Null if it has none.',
        resolve: (page) => {
          const parent = textOf(page, 'parent_slug');
          return parent === '' || parent === 'none' ? null : globalId(parent);
        },
      }),
    }),
  });
  const types = new Map(
    free.map(([name, page]) => {
      const ref = builder.objectRef<Settings>(name);
      ref.implement({
        description: `The options page "${textOf(page, 'page_title')}" of ACF.`,
        interfaces: [node, optionsPage],
      });
      return [name, { type: ref, page }] as const;
    }),
  );
  addRootFields((t) =>
    Object.fromEntries(
      [...types].map(([name, { type, page }]) => [
        formatFieldName(name, 'removed'),
        t.field({
          type,
          description: `The options page "${textOf(page, 'page_title')}" of ACF.`,
          resolve: () => page,
        }),
      ]),
    ),
  );
  // The groups of options pages have no document. Their fields ask for none.
  return new Map(
    [...types].map(([name, { type }]) => [name, type as unknown as ImplementableObjectRef<Types, Entity>]),
  );
}

function globalIdOf(page: Settings): string {
  return globalId(textOf(page, 'menu_slug'));
}

/** Returns a global id as WPGraphQL for ACF makes it. */
function globalId(slug: string): string {
  return toBase64(`acf_options_page:${slug}`);
}
