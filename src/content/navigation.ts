import { allElements, attribute, classesOf, type ElementNode, elementsOf, type HtmlNode } from './html.ts';
import { lineOf } from './text.ts';

/** A link of a navigation, with the links below it. */
export interface NavigationLink {
  readonly label: string;
  /** Empty where it only opens what is below it. */
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly target: string;
  readonly rel: string;
  /** Classes that were given to it; not those that WordPress gives to all. */
  readonly classes: readonly string[];
  /** Whether WordPress made it of a page, in a list of the site's pages. */
  readonly isPage: boolean;
  readonly items: readonly NavigationLink[];
}

/** Elements that are a link's own: what is said, and what opens the links below. */
const ownElements = ['a', 'button', 'span'];

/**
 * The links of a navigation as WordPress renders one: a list whose items have lists in them, of links, submenus, lists of
 * pages, social links (Block Editor handbook: Navigation). What isn't a link, as a search form, is left out.
 */
export function navigationLinks(nodes: readonly HtmlNode[]): readonly NavigationLink[] {
  return elementsOf(nodes).flatMap((element) => {
    if (element.name === 'li') return linkOf(element);
    return ['ul', 'ol', 'nav', 'div'].includes(element.name) ? navigationLinks(element.children) : [];
  });
}

function linkOf(item: ElementNode): readonly NavigationLink[] {
  const children = elementsOf(item.children);
  const items = navigationLinks(children.filter(({ name }) => name === 'ul' || name === 'ol'));
  const own = children.find(({ name }) => ownElements.includes(name));
  if (!own) return items;
  const part = (name: string) =>
    [...allElements(own.children)].find((each) =>
      classesOf(each).includes(`wp-block-navigation-item__${name}`),
    );
  const label = lineOf(part('label')?.children ?? own.children);
  const said = (name: string) => attribute(own, name)?.trim() ?? '';
  if (label === '' && said('href') === '') return items;
  return [
    {
      label,
      url: said('href'),
      title: said('title'),
      description: lineOf(part('description')?.children ?? []),
      target: said('target'),
      rel: said('rel'),
      classes: classesOf(item).filter((name) => !isOfWordPress(name)),
      isPage: classesOf(item).includes('wp-block-pages-list__item'),
      items,
    },
  ];
}

function isOfWordPress(name: string): boolean {
  return /^(wp-|has-child$|current-menu-|menu-item|open-on-)/.test(name);
}
