import { locationsOf } from '../loading/menus/menu-loader.ts';
import { readThemeMenus } from '../loading/menus/theme-menus.ts';
import { enumName } from '../schema/where/enums.ts';
import type { Site } from '../site/site.ts';
import { text } from '../wordpress/document.ts';
import { WordPressError } from '../wordpress/errors.ts';
import type { Rest } from '../wordpress/rest.ts';
import { type Check, good } from './check.ts';

/** Says which menus the theme prints on the home page, from which visitors get them while WordPress hides its own. */
export async function themeMenusCheck(rest: Rest, site: Site): Promise<Check> {
  const topic = 'Menus of the theme';
  const advice =
    'The grant `menus` gives the exact menus. So does the option `menus`, if you write them down yourself.';
  if (!site.readsThemeMenus) return good(topic, 'not read: `themeMenus` is off');
  if (site.pageSettings.hasBlockTheme)
    return good(topic, 'none: visitors get the navigations of the block theme');
  if (site.pagesAre !== 'wordpress') {
    const finding =
      site.pagesAre === 'other'
        ? "not read: the home page is not WordPress' own"
        : 'not read: the home page could not be read';
    return { topic, verdict: 'note', finding, advice };
  }
  try {
    const printed = await readThemeMenus(rest, site);
    if (!printed) return { topic, verdict: 'note', finding: 'the home page prints none', advice };
    const menus = printed.all().map((menu) => {
      const [location] = locationsOf(menu);
      const name = text(menu.document, 'slug') || 'a menu';
      const count = printed.items(menu)?.length ?? 0;
      return `${name} (${location ? `${enumName(location)}, ` : ''}${count === 1 ? '1 item' : `${count} items`})`;
    });
    return { ...good(topic, `printed on the home page: ${menus.join(', ')}`), advice };
  } catch (error) {
    if (!(error instanceof WordPressError)) throw error;
    return { topic, verdict: 'note', finding: error.report, advice: error.advice };
  }
}
