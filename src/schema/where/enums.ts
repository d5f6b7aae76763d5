import type { ReservedNames } from '../../site/names.ts';
import { type Resource, resourcesOf, type Site } from '../../site/site.ts';
import { namedTemplates } from '../../site/templates.ts';
import { freeName } from '../../values/free-name.ts';
import { mimeTypes } from '../kit/base/mime-types.ts';
import type { Builder } from '../kit/graph/builder.ts';
import type { InputTypeRef } from '../kit/graph/graph.ts';
import { contentStatuses, fixedEnums, mediaStatuses, stockImageSizes } from './enum-values.ts';

/** A value of an enum. Resolvers get `value`. */
type EnumValue = readonly [name: string, value: string, description: string];

/** Creates the input types of a graph: all enums, and the input objects of `where` arguments. Returns them by name. */
export function createInputs(
  builder: Builder,
  { site, taxonomies, reserved }: { site: Site; taxonomies: readonly Resource[]; reserved: ReservedNames },
): Map<string, InputTypeRef> {
  const inputs = new Map<string, InputTypeRef>();
  const addEnum = (name: string, description: string, values: readonly EnumValue[]) => {
    const entries = distinct(values).map(
      ([key, value, text]) => [key, { value, description: text }] as const,
    );
    inputs.set(name, builder.enumType(name, { description, values: Object.fromEntries(entries) }));
  };
  const byWordPressName = (descriptions: Readonly<Record<string, string>>) =>
    Object.entries(descriptions).map(([value, text]): EnumValue => [enumName(value), value, text]);
  for (const { name, description, values } of fixedEnums) {
    addEnum(
      name,
      description,
      Object.entries(values).map(([value, text]) => [value, value, text]),
    );
  }
  addEnum('PostStatusEnum', 'The status of content.', byWordPressName(contentStatuses));
  addEnum('ContentTemplateEnum', 'A template of the theme.', [
    ['DEFAULT_TEMPLATE', '', "The theme's default template."],
    ...namedTemplates(site, reserved).map(
      ({ enumName: name, file, label }): EnumValue => [name, file, `The template "${label}" (${file}).`],
    ),
  ]);
  addEnum('MediaItemStatusEnum', 'The status of a media item.', byWordPressName(mediaStatuses));
  addEnum(
    'MediaItemSizeEnum',
    'The size of an image.',
    byWordPressName({ ...stockImageSizes, ...site.imageSizes }),
  );
  addEnum(
    'MimeTypeEnum',
    'The MIME type of a file.',
    mimeTypes.map((type) => [enumName(type), type, `The MIME type ${type}.`]),
  );
  const contents = resourcesOf(site, 'content');
  const asTypes = (types: readonly Resource[]) =>
    types.map(({ name, label }): EnumValue => [enumName(name), name, `${label} (\`${name}\`).`]);
  addEnum('ContentTypeEnum', 'A type of content.', asTypes(contents));
  for (const taxonomy of taxonomies) {
    const types = contents.filter(({ name }) => taxonomy.linked.includes(name));
    const name = `ContentTypesOf${taxonomy.typeName}Enum`;
    if (types.length > 0) addEnum(name, `Types of content that have ${taxonomy.plural}.`, asTypes(types));
  }
  addEnum(
    'TaxonomyEnum',
    'A taxonomy.',
    taxonomies.map(({ typeName, name, label }) => [typeName.toUpperCase(), name, `${label} (\`${name}\`).`]),
  );
  const locations = [...new Set(locationsOf(site).map(enumName))];
  addEnum(
    'MenuLocationEnum',
    "A location for menus in the site's theme.",
    locations.map((location) => [location, location, `The location ${location}.`]),
  );
  addInputObjects(builder, inputs);
  return inputs;
}

/**
 * Returns the locations for menus: those of the theme, and those of menus in the operator's configuration. If WordPress
 * does not let the gateway read the theme's, adds the locations of most themes, so that documents with them validate.
 */
function locationsOf({ menuLocations, menus }: Site): readonly string[] {
  const locations = [...(menuLocations ?? []), ...menus.map(({ location }) => location)];
  if (menuLocations === null) return [...locations, ...commonLocations];
  return locations.length > 0 ? locations : ['EMPTY'];
}

const commonLocations = [
  ...['primary', 'secondary', 'footer', 'header', 'main', 'menu-1', 'menu-2', 'mobile', 'social', 'top'],
  ...['expanded', 'primary-menu', 'secondary-menu', 'footer-menu', 'header-menu', 'main-menu', 'mobile-menu'],
  ...['top-menu', 'social-menu', 'primary-navigation', 'footer-navigation', 'navigation'],
];

/**
 * Returns the name of an enum value by WPGraphQL's rule: upper case, with underscores for all characters but letters and
 * digits. A name that begins with a digit gets an underscore. Several underscores at the start become one, because
 * GraphQL reserves names that begin with two.
 */
export function enumName(value: string): string {
  const name = value
    .replaceAll(/[^A-Za-z0-9_]/g, '_')
    .toUpperCase()
    .replace(/^__+/, '_');
  return /^[A-Z_]/.test(name) ? name : `_${name}`;
}

/** Makes the names of values unique. If several have one name (`case-study`, `case_study`), all but the first get a number. */
function distinct(values: readonly EnumValue[]): readonly EnumValue[] {
  const used = new Set<string>();
  return values.map(([preferred, value, text]) => {
    const name = freeName(
      preferred,
      (each) => used.has(each),
      (number) => enumName(`${preferred}_${number}`),
    );
    used.add(name);
    return [name, value, text];
  });
}

function addInputObjects(builder: Builder, inputs: Map<string, InputTypeRef>): void {
  const units = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;
  const dateInput = builder.inputRef<object>('DateInput').implement({
    description: 'A date or a period: a year, a month of a year, and so on.',
    fields: (t) => Object.fromEntries(units.map((unit) => [unit, t.int({ description: `The ${unit}.` })])),
  });
  const dateQuery = builder.inputRef<object>('DateQueryInput').implement({
    description: 'A filter for content by date.',
    fields: (t) => ({
      ...Object.fromEntries(
        [...units, 'week' as const].map((unit) => [unit, t.int({ description: `The ${unit}.` })]),
      ),
      after: t.field({ type: dateInput, description: 'The content is later than this date or period.' }),
      before: t.field({ type: dateInput, description: 'The content is earlier than this date or period.' }),
      column: t.field({
        type: inputNamed(inputs, 'PostObjectsConnectionDateColumnEnum'),
        description: 'The date to compare. The default is DATE.',
      }),
      compare: t.string({ description: 'The comparison operator. Only `=` is supported.' }),
      inclusive: t.boolean({ description: 'Whether `after` and `before` are themselves included.' }),
      relation: t.field({
        type: inputNamed(inputs, 'RelationEnum'),
        description: 'The way to combine the parts. Only AND is supported.',
      }),
    }),
  });
  inputs.set('DateQueryInput', dateQuery);
  const offset = builder.inputRef<object>('OffsetPagination').implement({
    description: 'A page by its number of nodes and the number of nodes before it (beyond WPGraphQL).',
    fields: (t) => ({
      size: t.int({ description: 'The number of nodes on the page. Default: 10.' }),
      offset: t.int({ description: 'The number of nodes before the page. Default: 0.' }),
    }),
  });
  inputs.set('OffsetPagination', offset);
  const orderings = [
    ['PostObjectsConnectionOrderbyInput', 'PostObjectsConnectionOrderbyEnum', true],
    ['UsersConnectionOrderbyInput', 'UsersConnectionOrderbyEnum', false],
  ] as const;
  for (const [name, field, required] of orderings) {
    const input = builder.inputRef<object>(name).implement({
      description: 'An ordering.',
      fields: (t) => ({
        field: t.field({
          type: inputNamed(inputs, field),
          required: true,
          description: 'The value to order by.',
        }),
        order: t.field({
          type: inputNamed(inputs, 'OrderEnum'),
          required,
          description: 'The direction of the ordering.',
        }),
      }),
    });
    inputs.set(name, input);
  }
}

function inputNamed(inputs: ReadonlyMap<string, InputTypeRef>, name: string): InputTypeRef {
  const type = inputs.get(name);
  if (!type) throw new Error(`The graph has no input type "${name}"`);
  return type;
}
