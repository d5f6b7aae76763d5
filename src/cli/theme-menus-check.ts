import { locationsOf } from '../loading/menus/menu-loader.ts';
import { type NoThemeMenus, readThemeMenus, whyNoThemeMenus } from '../loading/menus/theme-menus.ts';
import { enumName } from '../schema/where/enums.ts';
import type { Site } from '../site/site.ts';
import { text } from '../wordpress/document.ts';
import { WordPressError } from '../wordpress/errors.ts';
import type { Rest } from '../wordpress/rest.ts';
import { type Check, good } from './check.ts';

/** What the doctor says of menus that the gateway does not look for. */
const notRead: Readonly<Record<NoThemeMenus, { readonly finding: string; readonly isGood: boolean }>> = {
  off: { finding: 'not read: `themeMenus` is off', isGood: true },
  'block-theme': { finding: 'none: visitors get the navigations of the block theme', isGood: true },
  frontend: { finding: "not read: the home page is not WordPress' own", isGood: false },
  unread: { finding: 'not read: the home page could not be read', isGood: false },
};

/** Says which menus the theme prints on the home page. Visitors get these while WordPress hides its menus in the REST API. */
export async function themeMenusCheck(rest: Rest, site: Site): Promise<Check> {
  const topic = 'Menus of the theme';
  const advice =
    'The grant `menus` gives the exact menus. So does the option `menus`, if you write them down yourself.';
  const why = whyNoThemeMenus(site);
  if (why !== null) {
    const { finding, isGood } = notRead[why];
    return isGood ? good(topic, finding) : { topic, verdict: 'note', finding, advice };
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
