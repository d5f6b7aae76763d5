import { type GraphQLSchema, isEnumType, isInterfaceType, isObjectType, validateSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { builtInIntegrations } from '../../src/integrations/built-in.ts';
import { buildSchema, reservedNames } from '../../src/schema/build.ts';
import { readJsonSchema } from '../../src/site/json-schema.ts';
import { collectionsOf, nameCollections } from '../../src/site/resources.ts';
import type { Site } from '../../src/site/site.ts';
import { stockSite } from '../../src/site/stock.ts';

/* The schema is valid and complete for all names of types, taxonomies and fields that WordPress accepts. */

const reserved = reservedNames(builtInIntegrations);

/** Fields of plugins that add types to the schema: ACF's kinds of fields, Yoast SEO's head. */
const fieldsWithTypes = new Map([
  [
    'acf',
    readJsonSchema({
      type: 'object',
      properties: {
        image: { type: ['integer', 'null'] },
        gallery: { type: ['array', 'null'], items: { type: ['number'] } },
        related: { type: ['integer', 'array', 'null'], items: { type: ['integer'] } },
      },
    }),
  ],
  ['yoast_head_json', readJsonSchema({ type: 'object' })],
]);

/** A stock WordPress with everything that adds a type to the schema without a resource. */
function siteWithAllTypes(): Site {
  const site = stockSite();
  const resources = [...site.resources].map(([name, resource]) => {
    const customFields = name === 'post' ? fieldsWithTypes : resource.customFields;
    return [name, { ...resource, customFields }] as const;
  });
  return { ...site, resources: new Map(resources) };
}

interface Named {
  readonly types?: readonly string[];
  readonly taxonomies?: readonly string[];
  /** Labels by name. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Keys of custom fields of every type: top-level fields, and fields in `meta` and `acf`. */
  readonly keys?: readonly string[];
}

/** Returns a site with all supported plugins, in which every type has every taxonomy. */
function siteWith({ types = [], taxonomies = [], labels = {}, keys = [] }: Named): Site {
  const row = (name: string) => ({ slug: name, name: labels[name] ?? '', rest_base: name });
  const collections = collectionsOf({
    types: Object.fromEntries(
      types.map((name, index) => [name, { ...row(name), taxonomies, hierarchical: index % 2 === 0 }]),
    ),
    taxonomies: Object.fromEntries(
      taxonomies.map((name, index) => [name, { ...row(name), types, hierarchical: index % 2 === 0 }]),
    ),
    routes: {},
  });
  const stock = siteWithAllTypes();
  const fields = Object.fromEntries(keys.map((key) => [key, { type: 'object', properties: { [key]: {} } }]));
  const group = readJsonSchema({ type: 'object', properties: fields });
  const own = new Map([...keys.map((key) => [key, group] as const), ['meta', group], ['acf', group]]);
  const { resources } = nameCollections(
    collections.map((each) => ({
      ...each,
      customFields: keys.length > 0 ? own : (stock.resources.get(each.name)?.customFields ?? new Map()),
    })),
    { reserved },
  );
  return { ...stock, resources };
}

/** Returns the schema of a site. Asserts that it is valid, and that every type has its root fields. */
function graphOf(site: Site): GraphQLSchema {
  const schema = buildSchema(site, { integrations: builtInIntegrations });
  expect(validateSchema(schema).map(({ message }) => message)).toEqual([]);
  const roots = schema.getQueryType()?.getFields() ?? {};
  for (const { typeName, singular, plural } of site.resources.values()) {
    expect(isObjectType(schema.getType(typeName)), typeName).toBe(true);
    expect(String(roots[singular]?.type)).toBe(typeName);
    expect(String(roots[plural]?.type)).toBe(`RootQueryTo${typeName}Connection`);
  }
  return schema;
}

const stockNames = siteWithAllTypes().resources;
const stock = buildSchema(siteWithAllTypes(), { integrations: builtInIntegrations });

/** Returns a name in snake case: `core_image_attributes` for `CoreImageAttributes`. */
const slugOf = (name: string) => name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase();

/** Names with a special meaning in JavaScript, JSON or GraphQL. */
const inherited = [
  ...['constructor', '__proto__', 'toString', 'to_string', 'hasOwnProperty', 'has_own_property', 'valueOf'],
  ...['prototype', 'null', 'true', 'false', 'undefined', 'query', 'mutation', 'on', '__typename', '__schema'],
];

const odd = [
  ...['3d_model', '2', '-', '_', '--', 'case-study', 'case_study', 'casestudy', 'case--study', 'caseStudy'],
  ...[
    'a'.repeat(20),
    'a-b',
    'a_b',
    'ab',
    'news',
    'series',
    'books',
    'book',
    'жанр',
    '日本',
    'catégorie',
    '🎉',
  ],
];

describe('a name that WordPress accepts', () => {
  it.each([
    ['with a meaning in JavaScript', inherited],
    ['with digits, hyphens and other scripts', odd],
  ])('%s works for a type, a taxonomy and a field', (_what, names) => {
    graphOf(siteWith({ types: names }));
    graphOf(siteWith({ taxonomies: names }));
    graphOf(siteWith({ types: ['book'], taxonomies: ['genre'], keys: names }));
  });

  it('does not change a built-in type of the same name', () => {
    const names = Object.keys(stock.getTypeMap()).map(slugOf);
    for (const kind of ['types', 'taxonomies'] as const) {
      const { resources } = siteWith({ [kind]: names });
      const custom = [...resources.values()].filter(({ name }) => !stockNames.has(name));
      expect(custom.length).toBeGreaterThan(600);
      expect(custom.map(({ typeName }) => typeName).filter((name) => reserved.types.has(name))).toEqual([]);
      expect(new Set(custom.map(({ typeName }) => typeName)).size).toBe(custom.length);
    }
  });

  it('builds a valid schema if it equals the name of a built-in type', () => {
    const hard = Object.values(stock.getTypeMap()).filter(
      (type) => !/Connection|Edge$|PageInfo$|^__/.test(type.name) && !isEnumType(type),
    );
    const names = hard.map(({ name }) => slugOf(name)).filter((_, index) => index % 8 === 0);
    graphOf(siteWith({ types: [...names, 'core_image_attributes', 'root_query', 'seo_user'] }));
  });

  it('works for a type and a taxonomy if it equals the name of a field, in singular and plural', () => {
    const types = Object.values(stock.getTypeMap()).filter(
      (type) =>
        isInterfaceType(type) ||
        (isObjectType(type) && /^(Root\w+|Post|Page|Category|Tag|User|\w+Payload)$/.test(type.name)),
    );
    const fields = types.flatMap((type) =>
      isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [],
    );
    const names = [...new Set(fields)].map((field) => slugOf(field.replace(/Id$/, '')));
    const rare = [...new Set(names)].filter((_, index) => index % 6 === 0);
    const some = [...rare, 'author', 'parent', 'database', 'comments', 'client_mutation', 'deleted'];
    const labels = Object.fromEntries(some.map((name) => [name, name.replaceAll('_', ' ')]));
    graphOf(siteWith({ types: some.slice(0, 30), taxonomies: some.slice(30, 50), labels }));
    graphOf(siteWith({ types: some.slice(-14), taxonomies: some.slice(0, 30), labels }));
    const plurals = ['children', 'title', 'content', 'status', 'parent', 'terms', 'seo', 'clientMutationId'];
    const asPlural = Object.fromEntries(plurals.map((label, index) => [`own${index}`, label]));
    const own = Object.keys(asPlural);
    graphOf(siteWith({ types: own, labels: asPlural }));
    graphOf(siteWith({ types: ['book'], taxonomies: own, labels: asPlural }));
  });

  it('may collide with another name, and both types exist', () => {
    const types = ['foo', 'foo_to_bar', 'bar', 'bar_to_foo', 'foo_meta', 'foo_meta_input', 'post_acf'];
    const taxonomies = ['baz', 'bar_to_baz', 'foo_bar', 'foo-bar', 'fooBar'];
    graphOf(siteWith({ types, taxonomies, keys: ['meta', 'input', 'foo', 'foo-', '_foo', 'FOO'] }));
  });

  it('is one value of the enums for each type', () => {
    const names = ['case-study', 'case_study', 'casestudy', 'CaseStudy', 'constructor'];
    const schema = graphOf(siteWith({ types: names }));
    const other = graphOf(siteWith({ types: ['book'], taxonomies: names }));
    const valuesOf = (graph: GraphQLSchema, name: string) => {
      const type = graph.getType(name);
      return isEnumType(type) ? type.getValues().map(({ value }) => value as string) : [];
    };
    expect(valuesOf(schema, 'ContentTypeEnum')).toEqual(expect.arrayContaining(names));
    expect(valuesOf(other, 'TaxonomyEnum')).toEqual(expect.arrayContaining(names));
  });
});
