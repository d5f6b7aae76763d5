import { changeOfAll } from '../cache/changes.ts';
import { digestOf } from './known.ts';
import type { Look, Watch } from './watch.ts';

/** The name of the settings in changes. */
export const settings = 'settings';

const indexFields = [
  ...['name', 'description', 'url', 'home', 'gmt_offset', 'timezone_string', 'site_logo', 'site_icon'],
  ...['show_on_front', 'page_on_front', 'page_for_posts'],
];

/** Returns a watch of the settings in the REST index, and of all others if the operator granted `settings`. */
export function settingsWatch(): Watch {
  let before: string | null = null;
  return {
    async look({ rest, granted }: Look) {
      const index = await rest.get('/', { _fields: indexFields });
      const closed = await granted('settings')?.get('/wp/v2/settings');
      const after = digestOf([index, closed ?? null]);
      const isChanged = before !== null && before !== after;
      before = after;
      return isChanged ? [changeOfAll(settings)] : [];
    },
    usesInPaths: () => false,
    isWhole: () => true,
    isRecounted: false,
    gaps: [],
  };
}
