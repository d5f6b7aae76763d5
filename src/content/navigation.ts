import { allElements, attribute, classesOf, type ElementNode, elementsOf, type HtmlNode } from './html.ts';
import type { ShownLink } from './shown-link.ts';
import { lineOf } from './text.ts';

/** A link of a navigation, with its child links. */
export interface NavigationLink extends ShownLink {
  /** Whether WordPress made the link from a page, in a list of pages. */
  readonly isPage: boolean;
  readonly items: readonly NavigationLink[];
}

/** Elements of a link itself: its label and the button of its submenu. */
const ownElements = ['a', 'button', 'span'];

/**
 * Returns the links of a rendered navigation: nested lists of links, submenus, page lists and social links (Block
 * Editor handbook: Navigation). Leaves out anything else, such as a search form.
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
