import { type Resource, resourcesOf, type Site } from '../site/site.ts';
import { namedTemplates } from '../site/templates.ts';
import type { Builder } from './builder.ts';
import type { InputTypeRef } from './graph.ts';
import { mimeTypes } from './mime-types.ts';
import { contentOrderings } from './where/content.ts';
import { commentOrderings, termOrderings, userOrderings } from './where/orderings.ts';

/** Image sizes of a stock WordPress, by their names in REST; a theme's own aren't shown by REST. */
const imageSizes = ['large', 'medium', 'medium_large', 'thumbnail', '1536x1536', '2048x2048'];

/** The fixed enums: name, description, values; a value's name is also what resolvers get. */
const fixedEnums: readonly (readonly [string, string, readonly string[]])[] = [
  ['OrderEnum', 'Direction of an ordering.', ['ASC', 'DESC']],
  ['RelationEnum', 'How filters combine.', ['AND', 'OR']],
  ['AvatarRatingEnum', 'The highest rating that an avatar may have.', ['G', 'PG', 'R', 'X']],
  [
    'PostObjectFieldFormatEnum',
    'How a text is given: as it was written (RAW, for those who may edit it); as HTML, as the site shows it (RENDERED, the same as HTML); in plain characters (TEXT); or in Markdown (MARKDOWN). The last three are beyond WPGraphQL.',
    ['HTML', 'MARKDOWN', 'RAW', 'RENDERED', 'TEXT'],
  ],
  [
    'ContentUrlEnum',
    "How addresses in content are given. SITE: as WordPress writes them. FRONTEND: links to the site's pages lead to the frontend. RELATIVE: links to the site's pages are paths. ABSOLUTE: links and media without a host get the site's.",
    ['ABSOLUTE', 'FRONTEND', 'RELATIVE', 'SITE'],
  ],
  ['PostObjectsConnectionDateColumnEnum', 'Which date of content.', ['DATE', 'MODIFIED']],
  ['PostObjectsConnectionOrderbyEnum', 'What content is ordered by.', Object.keys(contentOrderings)],
  ['TermObjectsConnectionOrderbyEnum', 'What terms are ordered by.', Object.keys(termOrderings)],
  ['UsersConnectionOrderbyEnum', 'What users are ordered by.', Object.keys(userOrderings)],
  ['CommentsConnectionOrderbyEnum', 'What comments are ordered by.', Object.keys(commentOrderings)],
  [
    'UsersConnectionSearchColumnEnum',
    'Where a search for users looks.',
    ['EMAIL', 'ID', 'LOGIN', 'NICENAME', 'URL'],
  ],
  ['CommentStatusEnum', 'Status of a comment.', ['APPROVE', 'HOLD', 'SPAM', 'TRASH']],
  ['CommentNodeIdTypeEnum', 'What identifies a comment.', ['DATABASE_ID', 'ID']],
  ['ContentNodeIdTypeEnum', 'What identifies content.', ['DATABASE_ID', 'ID', 'URI']],
  ['TermNodeIdTypeEnum', 'What identifies a term.', ['DATABASE_ID', 'ID', 'NAME', 'SLUG', 'URI']],
  [
    'UserNodeIdTypeEnum',
    'What identifies a user.',
    ['DATABASE_ID', 'EMAIL', 'ID', 'SLUG', 'URI', 'USERNAME'],
  ],
  ['ContentTypeIdTypeEnum', 'What identifies a content type.', ['ID', 'NAME']],
  ['TaxonomyIdTypeEnum', 'What identifies a taxonomy.', ['ID', 'NAME']],
  ['MenuNodeIdTypeEnum', 'What identifies a menu.', ['DATABASE_ID', 'ID', 'LOCATION', 'NAME', 'SLUG']],
  ['MenuItemNodeIdTypeEnum', 'What identifies an item of a menu.', ['DATABASE_ID', 'ID']],
  [
    'PluginStatusEnum',
    'Status of a plugin.',
    ['ACTIVE', 'DROP_IN', 'INACTIVE', 'MUST_USE', 'PAUSED', 'RECENTLY_ACTIVE', 'UPGRADE'],
  ],
  [
    'UserRoleEnum',
    'A role of a stock WordPress.',
    ['ADMINISTRATOR', 'AUTHOR', 'CONTRIBUTOR', 'EDITOR', 'SUBSCRIBER'],
  ],
];

/** Statuses of content; resolvers get WordPress' own names. */
const statuses = [
  ...['auto-draft', 'draft', 'future', 'inherit', 'pending', 'private', 'publish', 'trash'],
  ...['request-completed', 'request-confirmed', 'request-failed', 'request-pending'],
];

const mediaStatuses = ['auto-draft', 'inherit', 'private', 'trash'];

/** All enums, and the input objects that `where` tables name. */
export function createInputs(
  builder: Builder,
  site: Site,
  taxonomies: readonly Resource[],
): Map<string, InputTypeRef> {
  const inputs = new Map<string, InputTypeRef>();
  const valued = (name: string, description: string, values: readonly (readonly [string, string])[]) => {
    const entries = values.map(([key, value]) => [key, { value }] as const);
    inputs.set(name, builder.enumType(name, { description, values: Object.fromEntries(entries) }));
  };
  for (const [name, description, values] of fixedEnums) {
    valued(
      name,
      description,
      values.map((value) => [value, value]),
    );
  }
  const byWordPressName = (values: readonly string[]) =>
    values.map((value) => [enumName(value), value] as const);
  valued('PostStatusEnum', 'Status of content.', byWordPressName(statuses));
  valued('ContentTemplateEnum', 'A template of the theme.', [
    ['DEFAULT_TEMPLATE', ''],
    ...namedTemplates(site).map(({ enumName: name, file }) => [name, file] as const),
  ]);
  valued('MediaItemStatusEnum', 'Status of a media item.', byWordPressName(mediaStatuses));
  valued('MediaItemSizeEnum', 'Size of an image.', byWordPressName(imageSizes));
  valued('MimeTypeEnum', 'Type of a file.', byWordPressName(mimeTypes));
  const contents = resourcesOf(site, 'content').map(({ name }) => name);
  valued('ContentTypeEnum', 'A type of content.', byWordPressName(contents));
  for (const taxonomy of taxonomies) {
    const types = contents.filter((name) => taxonomy.linked.includes(name));
    const name = `ContentTypesOf${taxonomy.typeName}Enum`;
    if (types.length > 0)
      valued(name, `Types of content that have ${taxonomy.plural}.`, byWordPressName(types));
  }
  valued(
    'TaxonomyEnum',
    'A taxonomy.',
    taxonomies.map((taxonomy) => [taxonomy.typeName.toUpperCase(), taxonomy.name]),
  );
  const locations = [...new Set(locationsOf(site).map(enumName))];
  valued(
    'MenuLocationEnum',
    'A place of the theme for a menu.',
    locations.map((location) => [location, location]),
  );
  addInputObjects(builder, inputs);
  return inputs;
}

/**
 * Places for menus: the theme's own and those of menus that the operator wrote down. Where nobody may be asked for
 * the theme's, those that most themes have, so that documents which name them are understood.
 */
function locationsOf({ menuLocations, menus }: Site): readonly string[] {
  const known = [...(menuLocations ?? []), ...menus.map(({ location }) => location)];
  if (menuLocations === null) return [...known, ...usualLocations];
  return known.length > 0 ? known : ['EMPTY'];
}

const usualLocations = [
  ...['primary', 'secondary', 'footer', 'header', 'main', 'menu-1', 'menu-2', 'mobile', 'social', 'top'],
  ...['expanded', 'primary-menu', 'secondary-menu', 'footer-menu', 'header-menu', 'main-menu', 'mobile-menu'],
  ...['top-menu', 'social-menu', 'primary-navigation', 'footer-navigation', 'navigation'],
];

/** WPGraphQL's rule: upper case, all but letters, digits and underscores replaced, a letter or underscore first. */
export function enumName(value: string): string {
  const name = value.replaceAll(/[^A-Za-z0-9_]/g, '_').toUpperCase();
  return /^[A-Z_]/.test(name) ? name : `_${name}`;
}

function addInputObjects(builder: Builder, inputs: Map<string, InputTypeRef>): void {
  const units = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;
  const dateInput = builder.inputRef<object>('DateInput').implement({
    description: 'A date, or a period: a year, a month of a year …',
    fields: (t) => Object.fromEntries(units.map((unit) => [unit, t.int({ description: `The ${unit}.` })])),
  });
  const dateQuery = builder.inputRef<object>('DateQueryInput').implement({
    description: 'Content of a period.',
    fields: (t) => ({
      ...Object.fromEntries(
        [...units, 'week' as const].map((unit) => [unit, t.int({ description: `The ${unit}.` })]),
      ),
      after: t.field({ type: dateInput, description: 'Later than this.' }),
      before: t.field({ type: dateInput, description: 'Earlier than this.' }),
      column: t.field({
        type: named(inputs, 'PostObjectsConnectionDateColumnEnum'),
        description: 'Which date.',
      }),
      compare: t.string({ description: 'Only `=`.' }),
      inclusive: t.boolean({ description: 'Whether the bounds themselves count.' }),
      relation: t.field({
        type: named(inputs, 'RelationEnum'),
        description: 'How the parts combine; only AND.',
      }),
    }),
  });
  inputs.set('DateQueryInput', dateQuery);
  const orderings = [
    ['PostObjectsConnectionOrderbyInput', 'PostObjectsConnectionOrderbyEnum', true],
    ['UsersConnectionOrderbyInput', 'UsersConnectionOrderbyEnum', false],
  ] as const;
  for (const [name, field, required] of orderings) {
    const input = builder.inputRef<object>(name).implement({
      description: 'An ordering.',
      fields: (t) => ({
        field: t.field({ type: named(inputs, field), required: true, description: 'What to order by.' }),
        order: t.field({ type: named(inputs, 'OrderEnum'), required, description: 'In which direction.' }),
      }),
    });
    inputs.set(name, input);
  }
}

function named(inputs: ReadonlyMap<string, InputTypeRef>, name: string): InputTypeRef {
  const type = inputs.get(name);
  if (!type) throw new Error(`The graph has no input type "${name}"`);
  return type;
}
