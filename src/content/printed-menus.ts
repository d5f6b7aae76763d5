import { limits } from '../values/limits.ts';
import { attribute, classesOf, type ElementNode, elementsOf, type HtmlDocument } from './html.ts';
import { contentOf } from './page-content.ts';
import { isItem, type PrintedItem, printedItems } from './printed-items.ts';

/** Names that a theme gives to an element around a menu. */
export interface PrintedPlace {
  /** `list` has the items, `nav` is the landmark around it, and a `container` is between both. */
  readonly at: 'list' | 'container' | 'nav';
  /** Values of `id` and `aria-label`: `primary-menu`, `Primary menu`. */
  readonly names: readonly string[];
  /** The class names: `primary-navigation`, `is-wide`. */
  readonly classes: readonly string[];
}

/** A menu that a theme prints in a page with `wp_nav_menu()`. */
export interface PrintedMenu {
  /** Null if the theme names the elements itself, so that WordPress does not write the slug. */
  readonly slug: string | null;
  /** The nearest place first. A menu that is printed twice has the places of both. */
  readonly places: readonly PrintedPlace[];
  /** Items of all levels, in the order of the menu. */
  readonly items: readonly PrintedItem[];
}

/**
 * Returns the menus that a classic theme prints in a page (`Walker_Nav_Menu`). A menu that is printed twice, for example for
 * phones, is one menu. Leaves out the content of the page and menus in widgets ({@link contentOf}): whoever writes a post could
 * print a list there, and a menu of a widget has no place in the theme. If a list shares items with an earlier one, one of the two
 * must have all items of the other, with the same addresses. Otherwise the later list is left out as well.
 *
 * @example
 * const [menu] = printedMenus(parseHtml(html));
 */
export function printedMenus(page: HtmlDocument): readonly PrintedMenu[] {
  const menus: PrintedMenu[] = [];
  const lists = listsIn(page);
  const shared = sharedBy([...lists.keys()]);
  for (const [list, elements] of lists) {
    const slug = slugOf(list);
    const printed = { slug, places: placesOf(list, slug, shared), items: printedItems(elements, page) };
    if (printed.items.length === 0) continue;
    const ids = new Set(printed.items.map(({ id }) => id));
    // An item belongs to one menu only.
    const at = menus.findIndex(({ items }) => items.some(({ id }) => ids.has(id)));
    const other = menus[at];
    if (!other && menus.length < limits.maxPrintedMenus) menus.push(printed);
    // A list that mixes items of a menu with other items is not the menu. An author may have written it.
    if (other && isSameMenu(other, printed)) menus[at] = merged(other, printed);
  }
  // If several menus seem to have one slug, the theme chose the ids of the lists itself, and the ids have no slug.
  const isUnique = (slug: string | null) => menus.filter((menu) => menu.slug === slug).length === 1;
  return menus.map((menu) => (isUnique(menu.slug) ? menu : { ...menu, slug: null }));
}

/** Returns the items of the top level, by the element that contains them. */
function listsIn(page: HtmlDocument): ReadonlyMap<ElementNode, readonly ElementNode[]> {
  const isContent = contentOf(page);
  const lists = new Map<ElementNode, ElementNode[]>();
  const walk = (elements: readonly ElementNode[]) => {
    for (const element of elements) {
      if (isContent(element)) continue;
      const { parent } = element;
      if (!isItem(element)) {
        walk(elementsOf(element.children));
      } else if (parent) {
        const list = lists.get(parent);
        if (list) list.push(element);
        else lists.set(parent, [element]);
      }
    }
  };
  walk(elementsOf(page.children));
  return lists;
}

/** Returns the elements that contain several lists. */
function sharedBy(lists: readonly ElementNode[]): ReadonlySet<ElementNode> {
  const [seen, shared] = [new Set<ElementNode>(), new Set<ElementNode>()];
  for (const list of lists) {
    for (let element = list.parent; element; element = element.parent) {
      if (seen.has(element)) shared.add(element);
      seen.add(element);
    }
  }
  return shared;
}

/** Elements that also contain other parts of the page. Their names say nothing about a menu inside. */
const boundaries: ReadonlySet<string> = new Set([
  ...['html', 'body', 'header', 'footer', 'aside', 'section', 'form', 'dialog', 'table'],
]);

/** The most elements between a list and its landmark whose names count. Those further out contain more of the page. */
const mostContainers = 3;

/** Returns the names of the elements around a list, up to the landmark with the list. */
function placesOf(
  list: ElementNode,
  slug: string | null,
  shared: ReadonlySet<ElementNode>,
): readonly PrintedPlace[] {
  const places: PrintedPlace[] = [];
  let level = 0;
  for (let element: ElementNode | null = list; element; element = element.parent, level++) {
    const isLandmark = element.name === 'nav' || attribute(element, 'role') === 'navigation';
    if (!isLandmark && element !== list && boundaries.has(element.name)) break;
    const at = isLandmark ? 'nav' : element === list ? 'list' : 'container';
    const names = themeNames([attribute(element, 'id'), attribute(element, 'aria-label')], slug);
    const classes = themeNames(classesOf(element), slug);
    const isNear = level <= mostContainers && !shared.has(element);
    if (names.length + classes.length > 0 && (at !== 'container' || isNear))
      places.push({ at, names, classes });
    if (isLandmark) break;
  }
  return places;
}

/** The most names of one element. */
const mostNames = 30;

/** Returns the names that the theme gives, without those of WordPress and very long ones. */
function themeNames(names: readonly (string | null)[], slug: string | null): readonly string[] {
  return names
    .flatMap((name) => (name && name.length <= 100 ? [name.trim()] : []))
    .filter((name) => !isOfWordPress(name, slug))
    .slice(0, mostNames);
}

/** Whether WordPress makes a name by default, of the slug of the menu. */
function isOfWordPress(name: string, slug: string | null): boolean {
  if (name === 'menu' || slug === null) return name === 'menu';
  const rest = name.startsWith(`menu-${slug}`) ? name.slice(`menu-${slug}`.length) : null;
  // WordPress numbers the list of a menu that the page has already: `menu-main-1`.
  return rest !== null && /^(-container|-\d+)?$/.test(rest);
}

/**
 * Returns the slug of a menu, from the names that WordPress gives to the list and to the element around it:
 * `menu-{slug}` and `menu-{slug}-container`. Returns null if the theme gives them others.
 */
function slugOf(list: ElementNode): string | null {
  const around = list.parent ? classesOf(list.parent) : [];
  for (const name of around) {
    const slug = /^menu-(.+)-container$/.exec(name)?.[1];
    if (slug !== undefined) return slug;
  }
  const id = /^menu-(.+)$/.exec(attribute(list, 'id') ?? '')?.[1];
  // Page builders number their lists: `menu-1-8e2a41f`.
  return id === undefined || /^\d+-[\da-f]{7,8}$/.test(id) ? null : id;
}

/** Whether one of two lists has all items of the other, with equal addresses. */
function isSameMenu(first: PrintedMenu, second: PrintedMenu): boolean {
  const [short, long] = first.items.length < second.items.length ? [first, second] : [second, first];
  const urls = new Map(long.items.map(({ id, url }) => [id, url]));
  return short.items.every(({ id, url }) => urls.get(id) === url);
}

/** Returns one menu for two that a theme prints of it. The longer one has the items that a small one leaves out. */
function merged(first: PrintedMenu, second: PrintedMenu): PrintedMenu {
  return {
    slug: first.slug ?? second.slug,
    places: [...first.places, ...second.places].slice(0, limits.maxMenuPlaces),
    items: second.items.length > first.items.length ? second.items : first.items,
  };
}
