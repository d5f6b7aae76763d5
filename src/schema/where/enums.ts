import type { ReservedNames } from '../../site/names.ts';
import { type Resource, resourcesOf, type Site } from '../../site/site.ts';
import { namedTemplates } from '../../site/templates.ts';
import { mimeTypes } from '../kit/base/mime-types.ts';
import type { Builder } from '../kit/graph/builder.ts';
import type { InputTypeRef } from '../kit/graph/graph.ts';
import { contentStatuses, fixedEnums, mediaStatuses, stockImageSizes } from './enum-values.ts';

/** A value of an enum: its name, what resolvers get, what it means. */
type EnumValue = readonly [name: string, value: string, meaning: string];

/** All enums, and the input objects that `where` tables name. */
export function createInputs(
  builder: Builder,
  { site, taxonomies, reserved }: { site: Site; taxonomies: readonly Resource[]; reserved: ReservedNames },
): Map<string, InputTypeRef> {
  const inputs = new Map<string, InputTypeRef>();
  const valued = (name: string, description: string, values: readonly EnumValue[]) => {
    const entries = distinct(values).map(
      ([key, value, meaning]) => [key, { value, description: meaning }] as const,
    );
    inputs.set(name, builder.enumType(name, { description, values: Object.fromEntries(entries) }));
  };
  const byWordPressName = (meanings: Readonly<Record<string, string>>) =>
    Object.entries(meanings).map(([value, meaning]): EnumValue => [enumName(value), value, meaning]);
  for (const { name, description, values } of fixedEnums) {
    valued(
      name,
      description,
      Object.entries(values).map(([value, meaning]) => [value, value, meaning]),
    );
  }
  valued('PostStatusEnum', 'Status of content.', byWordPressName(contentStatuses));
  valued('ContentTemplateEnum', 'A template of the theme.', [
    ['DEFAULT_TEMPLATE', '', "The theme's own choice."],
    ...namedTemplates(site, reserved).map(
      ({ enumName: name, file, label }): EnumValue => [name, file, `The template "${label}" (${file}).`],
    ),
  ]);
  valued('MediaItemStatusEnum', 'Status of a media item.', byWordPressName(mediaStatuses));
  valued('MediaItemSizeEnum', 'Size of an image.', byWordPressName(stockImageSizes));
  valued(
    'MimeTypeEnum',
    'Type of a file.',
    mimeTypes.map((type) => [enumName(type), type, `Files of the type ${type}.`]),
  );
  const contents = resourcesOf(site, 'content');
  const asTypes = (types: readonly Resource[]) =>
    types.map(({ name, label }): EnumValue => [enumName(name), name, `${label} (\`${name}\`).`]);
  valued('ContentTypeEnum', 'A type of content.', asTypes(contents));
  for (const taxonomy of taxonomies) {
    const types = contents.filter(({ name }) => taxonomy.linked.includes(name));
    const name = `ContentTypesOf${taxonomy.typeName}Enum`;
    if (types.length > 0) valued(name, `Types of content that have ${taxonomy.plural}.`, asTypes(types));
  }
  valued(
    'TaxonomyEnum',
    'A taxonomy.',
    taxonomies.map(({ typeName, name, label }) => [typeName.toUpperCase(), name, `${label} (\`${name}\`).`]),
  );
  const locations = [...new Set(locationsOf(site).map(enumName))];
  valued(
    'MenuLocationEnum',
    'A place of the theme for a menu.',
    locations.map((location) => [location, location, `The place ${location}.`]),
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

/**
 * WPGraphQL's rule: upper case, all but letters, digits and underscores replaced, a letter or underscore first. Of
 * several underscores at the start one stays: GraphQL keeps names that begin with two for itself.
 */
export function enumName(value: string): string {
  const name = value
    .replaceAll(/[^A-Za-z0-9_]/g, '_')
    .toUpperCase()
    .replace(/^__+/, '_');
  return /^[A-Z_]/.test(name) ? name : `_${name}`;
}

/** Values of an enum. Where several have one name (`case-study` and `case_study`), all but the first get a number. */
function distinct(values: readonly EnumValue[]): readonly EnumValue[] {
  const used = new Set<string>();
  return values.map(([wanted, value, meaning]) => {
    let name = wanted;
    for (let number = 2; used.has(name); number++) name = enumName(`${wanted}_${number}`);
    used.add(name);
    return [name, value, meaning];
  });
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
        type: inputNamed(inputs, 'PostObjectsConnectionDateColumnEnum'),
        description: 'Which date.',
      }),
      compare: t.string({ description: 'Only `=`.' }),
      inclusive: t.boolean({ description: 'Whether the bounds themselves count.' }),
      relation: t.field({
        type: inputNamed(inputs, 'RelationEnum'),
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
        field: t.field({ type: inputNamed(inputs, field), required: true, description: 'What to order by.' }),
        order: t.field({
          type: inputNamed(inputs, 'OrderEnum'),
          required,
          description: 'In which direction.',
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
