import { isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { builtInIntegrations } from '../../src/integrations/built-in.ts';
import { buildSchema, reservedNames } from '../../src/schema/build.ts';
import { readJsonSchema } from '../../src/site/json-schema.ts';
import { collectionsOf, nameCollections } from '../../src/site/resources.ts';
import { stockSite } from '../../src/site/stock.ts';

/* Fields that all types have share GraphQL types. A field of another plugin does not rename these types. */

const place = { type: 'object', properties: { city: { type: 'string' } } };
const text = { type: 'string' };

type Keys = Readonly<Record<string, object>>;

/** Returns a function for the type name of a field, on a site with two custom types. */
function typesOf(keysOf: (name: string) => Keys | null, group: 'meta' | 'acf' = 'meta') {
  const row = (name: string) => ({ slug: name, name: `${name}s`, rest_base: `${name}s` });
  const collections = collectionsOf({
    types: { book: row('book'), film: row('film') },
    taxonomies: { genre: { ...row('genre'), types: ['book'] } },
    routes: {},
  });
  const { resources } = nameCollections(
    collections.map((each) => {
      const keys = keysOf(each.name);
      const schema = keys && readJsonSchema({ type: 'object', properties: keys });
      const properties = new Set([...each.properties, ...(keys ? [group] : [])]);
      return { ...each, properties, customFields: new Map(schema ? [[group, schema]] : []) };
    }),
    { reserved: reservedNames(builtInIntegrations) },
  );
  const schema = buildSchema({ ...stockSite(), resources }, { integrations: builtInIntegrations });
  return (type: string, field: string = group) => {
    const found = schema.getType(type);
    return isObjectType(found) ? String(found.getFields()[field]?.type).replace('!', '') : undefined;
  };
}

const contents = ['post', 'page', 'attachment', 'book', 'film'];
const everywhere = (name: string): Keys => (contents.includes(name) ? { venue: place, note: text } : {});

describe('a field that every type of content has', () => {
  it('has one type, and so has the object of types without further fields', () => {
    const typeOf = typesOf(everywhere);
    expect([typeOf('Book'), typeOf('Film')]).toEqual(['ContentNodeMeta', 'ContentNodeMeta']);
    expect([typeOf('Post'), typeOf('Page')]).toEqual(['PostMeta', 'PageMeta']);
    for (const type of ['PostMeta', 'PageMeta', 'ContentNodeMeta']) {
      expect(typeOf(type, 'venue')).toBe('ContentNodeMetaVenue');
    }
  });

  it('does not rename the types of fields that only some types have', () => {
    const some = (name: string): Keys => (['post', 'book'].includes(name) ? { venue: place } : {});
    const typeOf = typesOf((name) => ({ ...some(name), note: text }));
    expect(typeOf('Book')).toBe('BookMeta');
    expect([typeOf('PostMeta', 'venue'), typeOf('BookMeta', 'venue')]).toEqual([
      'PostMetaVenue',
      'BookMetaVenue',
    ]);
    expect(typeOf('Film')).toBe('ContentNodeMeta');
  });

  it('has a type per object if the schemas differ', () => {
    const typeOf = typesOf((name) => ({
      venue: name === 'film' ? { ...place, description: 'Studio' } : place,
    }));
    expect([typeOf('PostMeta', 'venue'), typeOf('FilmMeta', 'venue')]).toEqual([
      'PostMetaVenue',
      'FilmMetaVenue',
    ]);
  });

  it('shares its type if some types lack footnotes, which only the block editor adds', () => {
    const typeOf = typesOf((name) => ({
      ...everywhere(name),
      ...(name === 'film' ? { footnotes: text } : {}),
    }));
    expect([typeOf('Book'), typeOf('Film')]).toEqual(['ContentNodeMeta', 'ContentNodeMetaWithFootnotes']);
    expect(typeOf('ContentNodeMetaWithFootnotes', 'venue')).toBe('ContentNodeMetaVenue');
  });
});

it('all types but media share the type of an ACF group, since ACF has separate location rules for media', () => {
  const group = (names: readonly string[]) =>
    typesOf((name) => (names.includes(name) ? { box: place } : null), 'acf');
  const all = group(['post', 'page', 'book', 'film']);
  expect([all('Book'), all('Film'), all('PostAcf', 'box')]).toEqual([
    'ContentNodeAcf',
    'ContentNodeAcf',
    'ContentNodeAcfBox',
  ]);
  const some = group(['post', 'page', 'book']);
  expect([some('Book'), some('PostAcf', 'box'), some('BookAcf', 'box')]).toEqual([
    'BookAcf',
    'PostAcfBox',
    'BookAcfBox',
  ]);
});

it('types for meta of terms and users keep their names', () => {
  const typeOf = typesOf((name) => (['genre', 'user'].includes(name) ? { venue: place } : null));
  expect([typeOf('Genre'), typeOf('User'), typeOf('UserMeta', 'venue')]).toEqual([
    'GenreMeta',
    'UserMeta',
    'UserMetaVenue',
  ]);
});
