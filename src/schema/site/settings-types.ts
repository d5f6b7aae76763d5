import { ClosedError } from '../../loading/base/closed.ts';
import { nullIfForbidden } from '../../loading/base/refusals.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { PageSettings } from '../../site/page-settings.ts';
import type { Site } from '../../site/site.ts';
import { lowerFirst, upperFirst } from '../../site/words.ts';
import type { Availability } from '../../values/availability.ts';
import { alwaysNull, notInRest } from '../kit/base/availability.ts';
import { toGlobalId } from '../kit/base/global-id.ts';
import type { ObjectRef } from '../kit/base/pothos.ts';
import { renditionsOf } from '../kit/base/renditions.ts';
import type { SettingsNode } from '../kit/base/virtual-nodes.ts';
import type { Types } from '../kit/graph/builder.ts';
import { type Field, type Graph, resourceNamed, virtualInterfaces } from '../kit/graph/graph.ts';
import { toEdge } from '../kit/graph/page.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';

/** One setting: a field of its group, and of `allSettings` under both names. */
export interface Setting {
  readonly name: string;
  readonly type: 'String' | 'Int' | 'Boolean';
  readonly description: string;
  /** Its key in REST, which shows it to administrators; null: REST shows it to nobody. */
  readonly key: string | null;
  /** What the REST index tells everybody of it; undefined where it doesn't. */
  readonly known?: (site: Site) => string | number | undefined;
  /** What the site's pages tell of it, for whom REST doesn't show it to. */
  readonly onPage?: (page: PageSettings) => string | number | null;
  /** Never shown to visitors, whatever the operator grants. */
  readonly isPrivate?: boolean;
}

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
  more: Pick<Setting, 'known' | 'onPage' | 'isPrivate'> = {},
): Setting => ({ name, type, key, description, ...more });

/** WordPress' pages of settings, a group each, and where every setting comes from. */
export const settingsGroups: readonly SettingsGroup[] = [
  {
    typeName: 'GeneralSettings',
    description: 'Settings → General.',
    settings: [
      setting('dateFormat', 'String', 'date_format', 'How dates are written, as PHP has it: `F j, Y`.', {
        onPage: ({ dateFormat }) => dateFormat,
      }),
      setting('description', 'String', 'description', "The site's tagline.", {
        known: ({ description }) => description,
      }),
      setting('email', 'String', 'email', "The administrator's e-mail address.", {
        isPrivate: true,
      }),
      setting('homeUrl', 'String', null, 'The address of the site.', { known: ({ home }) => home }),
      setting('language', 'String', 'language', 'The language: `en_US`.', {
        onPage: ({ language }) => language,
      }),
      setting('startOfWeek', 'Int', 'start_of_week', 'The first day of the week; 0 is Sunday.', {
        onPage: ({ startOfWeek }) => startOfWeek,
      }),
      setting('timeFormat', 'String', 'time_format', 'How times are written, as PHP has it: `g:i a`.', {
        onPage: ({ timeFormat }) => timeFormat,
      }),
      setting('timezone', 'String', 'timezone', 'The time zone: a name, or an offset.', {
        known: ({ timezone, gmtOffset }) => timezone || offset(gmtOffset),
      }),
      setting('title', 'String', 'title', "The site's name.", { known: ({ name }) => name }),
      setting('url', 'String', 'url', 'The address of WordPress.', { known: ({ url }) => url }),
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
        'Database id of the page that lists posts; 0 for none.',
        {
          known: ({ front }) => front?.pageForPosts,
        },
      ),
      setting('pageOnFront', 'Int', 'page_on_front', 'Database id of the static front page; 0 for none.', {
        known: ({ front }) => front?.pageOnFront,
      }),
      setting('postsPerPage', 'Int', 'posts_per_page', 'How many posts the site itself shows on a page.'),
      setting('showOnFront', 'String', 'show_on_front', 'What the front page shows: `posts` or `page`.', {
        known: ({ front }) => front?.shows,
      }),
    ],
  },
  {
    typeName: 'WritingSettings',
    description: 'Settings → Writing.',
    settings: [
      setting('defaultCategory', 'Int', 'default_category', 'Database id of the category of new posts.'),
      setting('defaultPostFormat', 'String', 'default_post_format', 'The format of new posts.'),
      setting('useSmilies', 'Boolean', 'use_smilies', 'Whether emoticons become pictures.'),
    ],
  },
  {
    typeName: 'DiscussionSettings',
    description: 'Settings → Discussion.',
    settings: [
      setting('defaultCommentStatus', 'String', 'default_comment_status', 'Whether new posts take comments.'),
      setting('defaultPingStatus', 'String', 'default_ping_status', 'Whether new posts take pings.'),
    ],
  },
  {
    typeName: 'PermalinkSettings',
    description: 'Settings → Permalinks.',
    settings: [
      setting('categoryBase', 'String', null, 'What addresses of categories begin with.'),
      setting('structure', 'String', null, 'How addresses of posts are written.'),
      setting('tagBase', 'String', null, 'What addresses of tags begin with.'),
    ],
  },
];

/** The groups of settings, each a root field, and `allSettings`, whose type it gives. */
export function implementSettings(graph: Graph): ObjectRef<Types, AllSettings> {
  const all: [string, (t: SettingFields) => Field][] = [];
  for (const { typeName, description, settings } of settingsGroups) {
    const field = lowerFirst(typeName);
    graph.virtualType(typeName).implement({
      description,
      interfaces: virtualInterfaces<SettingsNode>(graph, ['Node']),
      fields: (t) => ({
        id: t.id({
          nullable: false,
          description: 'The globally unique identifier.',
          resolve: () => toGlobalId('setting_group', field.replace(/Settings$/, '')),
        }),
        ...Object.fromEntries(settings.map((row): [string, Field] => [row.name, settingField(t, row)])),
        ...(typeName === 'GeneralSettings' ? siteIcon(t, graph) : {}),
      }),
    });
    graph.builder.queryField(field, (t) =>
      t.field({ type: graph.virtualType(typeName), description, resolve: () => ({ typeName }) }),
    );
    for (const row of settings) all.push([field + upperFirst(row.name), (t) => settingField(t, row)]);
  }
  const settings = graph.builder.objectRef<AllSettings>('Settings').implement({
    description: 'All settings of the site.',
    fields: (t) => Object.fromEntries(all.map(([name, make]) => [name, make(t)])),
  });
  graph.builder.queryField('allSettings', (t) =>
    t.field({ type: settings, description: 'All settings of the site.', resolve: () => ({}) }),
  );
  return settings;
}

/** The group of a global id's name: `general`. */
export function settingsNamed(name: string): SettingsNode | null {
  const group = settingsGroups.find(({ typeName }) => typeName.toLowerCase() === `${name}settings`);
  return group ? { typeName: group.typeName } : null;
}

/** All settings as one, or as they were just written. */
export type AllSettings = Pick<SettingsNode, 'written'>;

type SettingFields =
  | PothosSchemaTypes.ObjectFieldBuilder<Types, SettingsNode>
  | PothosSchemaTypes.ObjectFieldBuilder<Types, AllSettings>;

function settingField(t: SettingFields, row: Setting): Field {
  const { description } = row;
  const availability = availabilityOf(row);
  const read = async ({ written }: AllSettings, loaders: Loaders): Promise<unknown> =>
    (row.key === null ? undefined : written?.[row.key]) ??
    row.known?.(loaders.site) ??
    readSetting(row, loaders);
  switch (row.type) {
    case 'Int':
      return t.int({
        description,
        availability,
        resolve: async (node, _args, { loaders }) => whole(await read(node, loaders)),
      });
    case 'Boolean':
      return t.boolean({
        description,
        availability,
        resolve: async (node, _args, { loaders }) => {
          const value = await read(node, loaders);
          return typeof value === 'boolean' ? value : null;
        },
      });
    case 'String':
      return t.string({
        description,
        availability,
        resolve: async (node, _args, { loaders }) => {
          const value = await read(node, loaders);
          return value === null || value === undefined ? null : String(value);
        },
      });
  }
}

function availabilityOf({ key, known, onPage, isPrivate }: Setting): Availability | undefined {
  if (known) return undefined;
  if (key === null) return alwaysNull;
  if (isPrivate) return { to: 'administrators' };
  return {
    to: 'administrators',
    grant: 'settings',
    ...(onPage ? { withoutGrantIf: 'a page of the site shows it' } : {}),
  };
}

/**
 * A setting that REST shows to administrators alone, as the site's pages tell it to everybody else.
 *
 * @throws ClosedError where they don't
 */
async function readSetting({ name, key, onPage, isPrivate }: Setting, loaders: Loaders): Promise<unknown> {
  if (key === null) throw new ClosedError('absent', `\`${name}\` is not known: ${notInRest}`);
  if (isPrivate) return loaders.isSignedIn ? nullIfForbidden(loaders.ownSettings.load(key)) : null;
  try {
    return await loaders.settings.load(key);
  } catch (error) {
    const told = error instanceof ClosedError ? onPage?.(loaders.site.pageSettings) : null;
    if (told === null || told === undefined) throw error;
    return told;
  }
}

function siteIcon(t: PothosSchemaTypes.ObjectFieldBuilder<Types, SettingsNode>, graph: Graph) {
  const media = resourceNamed(graph.site, 'attachment');
  return {
    siteIcon: t.field({
      type: graph.connections.one('GeneralSettingsToMediaItem', 'MediaItem'),
      description: 'The picture that stands for the site.',
      resolve: async (_node, _args, { loaders }, info) => {
        const { icon } = loaders.site;
        const entity =
          icon && (await loaders.entities(media).load(icon.id, projectionOf(info, media.typeName).paths));
        return entity && toEdge(entity, entity.document.id);
      },
    }),
    siteIconUrl: t.string({
      description: 'The address of the picture that stands for the site.',
      args: { size: t.arg.int({ description: 'Pixels across and down, up to 512.', defaultValue: 512 }) },
      resolve: async (_node, { size }, { loaders }) => {
        const { icon } = loaders.site;
        if (!icon || !size || size >= 512) return icon?.url ?? null;
        const entity = await loaders.entities(media).load(icon.id, new Set(['media_details', 'media_type']));
        const fitting = entity && renditionsOf(entity.document).find(({ width }) => (width ?? 0) >= size);
        return fitting?.url ?? icon.url;
      },
    }),
  };
}

function whole(value: unknown): number | null {
  const number = Number(value);
  return value !== null && value !== '' && Number.isSafeInteger(number) ? number : null;
}

/** `+02:00` for 2. */
function offset(hours: number): string {
  const minutes = Math.round(Math.abs(hours) * 60);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${hours < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
