import type { Loaders } from '../../loading/loaders.ts';
import type { PageSettings } from '../../site/page-settings.ts';
import type { Site } from '../../site/site.ts';
import type { SettingsNode } from '../kit/base/virtual-nodes.ts';

/** A setting. It is a field of its group and of `allSettings`. */
export interface Setting {
  readonly name: string;
  readonly type: 'String' | 'Int' | 'Boolean';
  readonly description: string;
  /** The key in REST's `/wp/v2/settings`, which only administrators can read. Null if REST never shows the setting. */
  readonly key: string | null;
  /** Returns the value that discovery read from public answers. Returns undefined if they lack it. */
  readonly fromDiscovery?: (site: Site) => string | number | undefined;
  /** Returns the value that a public page of the site reveals. Returns null if no page does. */
  readonly onPage?: (page: PageSettings) => string | number | null;
  /** Reads the value in pages of the site for the query. Resolves to null if they do not tell it. */
  readonly inPages?: (loaders: Loaders) => Promise<SettingInPages | null>;
  /** Whether the gateway hides the setting from visitors even if the operator grants settings. @default false */
  readonly isPrivate?: boolean;
}

/** What the pages of the site tell of a setting. */
export interface SettingInPages {
  readonly value: string | number;
  /** Why the value may be another one, as sentences. Null if it is certain. */
  readonly doubt: string | null;
}

/** A group of settings: one page of Settings in the admin. */
export interface SettingsGroup {
  readonly typeName: SettingsNode['typeName'];
  readonly description: string;
  readonly settings: readonly Setting[];
}

const setting = (
  name: string,
  type: Setting['type'],
  key: string | null,
  description: string,
  more: Pick<Setting, 'fromDiscovery' | 'onPage' | 'inPages' | 'isPrivate'> = {},
): Setting => ({ name, type, key, description, ...more });

/** The groups of settings, one for each page of Settings in the admin. */
export const settingsGroups: readonly SettingsGroup[] = [
  {
    typeName: 'GeneralSettings',
    description: 'Settings → General.',
    settings: [
      setting('dateFormat', 'String', 'date_format', 'The format of dates, as in PHP: `F j, Y`.', {
        onPage: ({ dateFormat }) => dateFormat,
      }),
      setting('description', 'String', 'description', "The site's tagline.", {
        fromDiscovery: ({ description }) => description,
      }),
      setting('email', 'String', 'email', "The administrator's e-mail address.", {
        isPrivate: true,
      }),
      setting('homeUrl', 'String', null, 'The URL of the site.', { fromDiscovery: ({ home }) => home }),
      setting('language', 'String', 'language', 'The language, such as `en_US`.', {
        onPage: ({ language }) => language,
      }),
      setting('startOfWeek', 'Int', 'start_of_week', 'The first day of the week; 0 is Sunday.', {
        onPage: ({ startOfWeek }) => startOfWeek,
      }),
      setting('timeFormat', 'String', 'time_format', 'The format of times, as in PHP: `g:i a`.', {
        onPage: ({ timeFormat }) => timeFormat,
      }),
      setting('timezone', 'String', 'timezone', 'The time zone: a name or an offset.', {
        fromDiscovery: ({ timezone, gmtOffset }) => timezone || offset(gmtOffset),
      }),
      setting('title', 'String', 'title', "The site's name.", { fromDiscovery: ({ name }) => name }),
      setting('url', 'String', 'url', 'The URL of WordPress.', { fromDiscovery: ({ url }) => url }),
    ],
  },
  {
    typeName: 'ReadingSettings',
    description: 'Settings → Reading.',
    settings: [
      setting(
        'pageForPosts',
        'Int',
        'page_for_posts',
        'The database id of the page that lists posts. 0 if there is none.',
        {
          fromDiscovery: ({ front }) => front?.pageForPosts,
        },
      ),
      setting(
        'pageOnFront',
        'Int',
        'page_on_front',
        'The database id of the static front page. 0 if there is none.',
        {
          fromDiscovery: ({ front }) => front?.pageOnFront,
        },
      ),
      setting('postsPerPage', 'Int', 'posts_per_page', 'The number of posts on a page of the site.', {
        inPages: postsPerPage,
      }),
      setting('showOnFront', 'String', 'show_on_front', 'What the front page shows: `posts` or `page`.', {
        fromDiscovery: ({ front }) => front?.shows,
      }),
    ],
  },
  {
    typeName: 'WritingSettings',
    description: 'Settings → Writing.',
    settings: [
      setting('defaultCategory', 'Int', 'default_category', 'The database id of the category of new posts.'),
      setting('defaultPostFormat', 'String', 'default_post_format', 'The format of new posts.'),
      setting('useSmilies', 'Boolean', 'use_smilies', 'Whether WordPress turns emoticons into images.'),
    ],
  },
  {
    typeName: 'DiscussionSettings',
    description: 'Settings → Discussion.',
    settings: [
      setting(
        'defaultCommentStatus',
        'String',
        'default_comment_status',
        'Whether new posts accept comments: `open` or `closed`.',
      ),
      setting(
        'defaultPingStatus',
        'String',
        'default_ping_status',
        'Whether new posts accept pings: `open` or `closed`.',
      ),
    ],
  },
  {
    typeName: 'PermalinkSettings',
    description: 'Settings → Permalinks.',
    settings: [
      setting('categoryBase', 'String', null, 'The prefix of category URLs.'),
      setting('structure', 'String', null, 'The structure of post permalinks.'),
      setting('tagBase', 'String', null, 'The prefix of tag URLs.'),
    ],
  },
];

/** Returns the group with a name, such as `general`. Returns null if there is none. */
export function settingsNamed(name: string): SettingsNode | null {
  const group = settingsGroups.find(({ typeName }) => typeName.toLowerCase() === `${name}settings`);
  return group ? { typeName: group.typeName } : null;
}

async function postsPerPage(loaders: Loaders): Promise<SettingInPages | null> {
  const found = await loaders.postsPerPage();
  if (!found) return null;
  const doubt = `WordPress hides this setting, and all posts are on one page of the site. ${found.posts} is WordPress' default.`;
  return { value: found.posts, doubt: found.isAssumed ? doubt : null };
}

/** Returns an offset in hours as text: `+02:00` for 2. */
function offset(hours: number): string {
  const minutes = Math.round(Math.abs(hours) * 60);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${hours < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
