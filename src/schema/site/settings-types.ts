import { ClosedError } from '../../loading/base/closed.ts';
import { nullIfForbidden } from '../../loading/base/refusals.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { type GraphQLResolveInfo, locatedError, responsePathAsArray } from '../../packages/graphql.ts';
import { lowerFirst, upperFirst } from '../../site/words.ts';
import type { Availability } from '../../values/availability.ts';
import { alwaysNull, notInRest } from '../kit/base/availability.ts';
import type { Context } from '../kit/base/context.ts';
import { toGlobalId } from '../kit/base/global-id.ts';
import type { ObjectRef } from '../kit/base/pothos.ts';
import { renditionsOf } from '../kit/base/renditions.ts';
import type { SettingsNode } from '../kit/base/virtual-nodes.ts';
import type { Types } from '../kit/graph/builder.ts';
import { type Field, type Graph, resourceNamed, virtualInterfaces } from '../kit/graph/graph.ts';
import { toEdge } from '../kit/graph/page.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { type Setting, type SettingInPages, settingsGroups } from './settings-groups.ts';

/** Implements the groups of settings and adds their root fields and `allSettings`. Returns the type of `allSettings`. */
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

/** The value of `allSettings`. `written` has the settings that a mutation of the request changed. */
export type AllSettings = Pick<SettingsNode, 'written'>;

type SettingFields =
  | PothosSchemaTypes.ObjectFieldBuilder<Types, SettingsNode>
  | PothosSchemaTypes.ObjectFieldBuilder<Types, AllSettings>;

function settingField(t: SettingFields, row: Setting): Field {
  const { description } = row;
  const availability = availabilityOf(row);
  const read = async (
    { written }: AllSettings,
    context: Context,
    info: GraphQLResolveInfo,
  ): Promise<unknown> =>
    (row.key === null ? undefined : written?.[row.key]) ??
    row.fromDiscovery?.(context.loaders.site) ??
    readSetting(row, context, info);
  switch (row.type) {
    case 'Int':
      return t.int({
        description,
        availability,
        resolve: async (node, _args, context, info) => whole(await read(node, context, info)),
      });
    case 'Boolean':
      return t.boolean({
        description,
        availability,
        resolve: async (node, _args, context, info) => {
          const value = await read(node, context, info);
          return typeof value === 'boolean' ? value : null;
        },
      });
    case 'String':
      return t.string({
        description,
        availability,
        resolve: async (node, _args, context, info) => {
          const value = await read(node, context, info);
          return value === null || value === undefined ? null : String(value);
        },
      });
  }
}

function availabilityOf({
  key,
  fromDiscovery,
  onPage,
  inPages,
  isPrivate,
}: Setting): Availability | undefined {
  if (fromDiscovery) return undefined;
  if (key === null) return alwaysNull;
  if (isPrivate) return { to: 'administrators' };
  return {
    to: 'administrators',
    grant: 'settings',
    ...(onPage || inPages ? { withoutGrantIf: 'a page of the site shows it' } : {}),
  };
}

/**
 * Returns a setting that REST shows only to administrators. Other clients get the value that pages of the site reveal.
 *
 * @throws ClosedError if no page reveals it
 */
async function readSetting(row: Setting, context: Context, info: GraphQLResolveInfo): Promise<unknown> {
  const { name, key, isPrivate } = row;
  const { loaders } = context;
  if (key === null) throw new ClosedError('absent', `The gateway cannot read \`${name}\`: ${notInRest}`);
  if (isPrivate) return loaders.isSignedIn ? nullIfForbidden(loaders.clientSettings.load(key)) : null;
  try {
    return await loaders.settings.load(key);
  } catch (error) {
    const found = error instanceof ClosedError ? await settingInPages(row, loaders) : null;
    if (!found) throw error;
    if (found.doubt !== null) {
      const notice = new ClosedError('forbidden', found.doubt, { grant: 'settings', advice: settingAdvice });
      context.notices.push(locatedError(notice, info.fieldNodes, responsePathAsArray(info.path)));
    }
    return found.value;
  }
}

const settingAdvice = "Sign in, or let the gateway's operator grant `settings`, to get it exactly.";

async function settingInPages(
  { onPage, inPages }: Setting,
  loaders: Loaders,
): Promise<SettingInPages | null> {
  const { site } = loaders;
  if (!site.readsSettingsOnPages) return null;
  const value = onPage?.(site.pageSettings) ?? null;
  return value === null ? ((await inPages?.(loaders)) ?? null) : { value, doubt: null };
}

function siteIcon(t: PothosSchemaTypes.ObjectFieldBuilder<Types, SettingsNode>, graph: Graph) {
  const media = resourceNamed(graph.site, 'attachment');
  return {
    siteIcon: t.field({
      type: graph.connections.one('GeneralSettingsToMediaItem', 'MediaItem'),
      description: 'The icon of the site.',
      resolve: async (_node, _args, { loaders }, info) => {
        const { icon } = loaders.site;
        const entity =
          icon && (await loaders.entities(media).load(icon.id, projectionOf(info, media.typeName).paths));
        return entity && toEdge(entity, entity.document.id);
      },
    }),
    siteIconUrl: t.string({
      description: 'The URL of the icon of the site.',
      args: {
        size: t.arg.int({ description: 'The width and height in pixels, at most 512.', defaultValue: 512 }),
      },
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

/** Returns a whole number. Returns null for any other value. */
function whole(value: unknown): number | null {
  const number = Number(value);
  return value !== null && value !== '' && Number.isSafeInteger(number) ? number : null;
}
