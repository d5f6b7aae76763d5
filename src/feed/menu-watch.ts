import type { Change } from '../cache/changes.ts';
import { menuItemResource, menuResource } from '../site/menu-resources.ts';
import { type Document, integer } from '../wordpress/document.ts';
import { WordPressError } from '../wordpress/errors.ts';
import type { Query, Rest } from '../wordpress/rest.ts';
import { digestOf } from './known.ts';
import type { Watch } from './watch.ts';

/** The name of menus in changes. */
export const menus = 'menu';

/** Digests of the menus with their items, by database id. All navigations of a block theme have one digest with the id null. */
type Digests = ReadonlyMap<number | null, string>;

const menuFields = ['id', 'name', 'slug', 'locations'];

const itemFields = [
  ...['id', 'title.rendered', 'url', 'menus', 'parent', 'menu_order', 'target', 'classes', 'xfn'],
  ...['description', 'attr_title', 'object', 'object_id'],
];

/** The largest number of pages that one poll reads of menus, and of menu items. */
const mostPages = 3;

/**
 * Returns a watch of the menus: the classic ones if visitors or the operator's credential may read them, otherwise the
 * navigations of a block theme.
 */
export function menuWatch(): Watch {
  let before: Digests | null = null;
  let gaps: readonly string[] = [];
  return {
    async look({ rest, granted, site }) {
      const after = new Map<number | null, string>();
      const classic = await nullIfClosed(classicMenus(granted('menus') ?? rest));
      for (const [id, digest] of classic ?? []) after.set(id, digest);
      const navigation = '/wp/v2/navigation';
      if (!classic && (site.routes.size === 0 || site.routes.has(navigation)))
        after.set(null, await navigations(rest, navigation));
      gaps = classic ? [] : ['WordPress hides its menus, and there is no grant `menus`'];
      const last = before;
      before = after;
      return last === null ? [] : differencesOf(last, after);
    },
    usesInPaths: () => false,
    isWhole: () => true,
    isRecounted: false,
    get gaps() {
      return gaps;
    },
  };
}

async function classicMenus(rest: Rest): Promise<Digests> {
  const menus = await readPages(rest, menuResource.route, { _fields: menuFields });
  const items = await readPages(rest, menuItemResource.route, {
    orderby: 'id',
    order: 'asc',
    _fields: itemFields,
  });
  return new Map(
    menus.map((menu) => [
      menu.id,
      digestOf([menu, items.filter((item) => integer(item, 'menus') === menu.id)]),
    ]),
  );
}

async function readPages(rest: Rest, route: string, query: Query): Promise<readonly Document[]> {
  const documents: Document[] = [];
  for (let page = 1; page <= mostPages; page++) {
    const answer = await rest.list(route, { ...query, per_page: 100, ...(page > 1 ? { page } : {}) });
    documents.push(...answer.documents);
    if (answer.documents.length < 100 || answer.total === documents.length) break;
  }
  return documents;
}

async function navigations(rest: Rest, route: string): Promise<string> {
  const query = { per_page: 1, orderby: 'modified', order: 'desc', _fields: ['id', 'modified_gmt'] };
  const { documents, total } = await rest.list(route, query);
  return digestOf([documents, total]);
}

function differencesOf(before: Digests, after: Digests): readonly Change[] {
  const ids = new Set([...before.keys(), ...after.keys()]);
  return [...ids].flatMap((id): Change[] => {
    const [last, next] = [before.get(id), after.get(id)];
    if (last === next) return [];
    const kind = last === undefined ? 'published' : next === undefined ? 'removed' : 'changed';
    // The id null stands for all navigations, so it cannot be published or removed.
    return [{ kind: id === null ? 'changed' : kind, resource: menus, id, uris: [] }];
  });
}

async function nullIfClosed<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (isClosedRoute(error)) return null;
    throw error;
  }
}

/** Whether an error says that a route does not exist, or that WordPress does not allow to read it. */
export function isClosedRoute(error: unknown): boolean {
  const kinds: readonly unknown[] = [
    'forbidden',
    'not-found',
    'absent',
    'invalid',
    'login-required',
    'rest-off',
  ];
  return error instanceof WordPressError && kinds.includes(error.kind);
}
