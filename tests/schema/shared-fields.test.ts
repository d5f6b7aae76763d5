import { isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { builtInIntegrations } from '../../src/integrations/built-in.ts';
import { buildSchema, reservedNames } from '../../src/schema/build.ts';
import { readJsonSchema } from '../../src/site/json-schema.ts';
import { collectionsOf, nameCollections } from '../../src/site/resources.ts';
import { stockSite } from '../../src/site/stock.ts';

/** Fields that all types have share GraphQL types; what a plugin more adds renames none of the others. */

const place = { type: 'object', properties: { city: { type: 'string' } } };
const text = { type: 'string' };

type Keys = Readonly<Record<string, object>>;

/** Names of the types of `meta` and of its fields, by GraphQL type, on a site with two types of its own. */
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

describe('a field of every type of content', () => {
  it('has one type, and so has the object of types that have no fields of their own', () => {
    const typeOf = typesOf(everywhere);
    expect([typeOf('Book'), typeOf('Film')]).toEqual(['ContentNodeMeta', 'ContentNodeMeta']);
    expect([typeOf('Post'), typeOf('Page')]).toEqual(['PostMeta', 'PageMeta']);
    for (const type of ['PostMeta', 'PageMeta', 'ContentNodeMeta']) {
      expect(typeOf(type, 'venue')).toBe('ContentNodeMetaVenue');
    }
  });

  it('leaves the names of fields alone that some types have', () => {
    const some = (name: string): Keys => (['post', 'book'].includes(name) ? { venue: place } : {});
    const typeOf = typesOf((name) => ({ ...some(name), note: text }));
    expect(typeOf('Book')).toBe('BookMeta');
    expect([typeOf('PostMeta', 'venue'), typeOf('BookMeta', 'venue')]).toEqual([
      'PostMetaVenue',
      'BookMetaVenue',
    ]);
    expect(typeOf('Film')).toBe('ContentNodeMeta');
  });

  it('is another one where its schema differs', () => {
    const typeOf = typesOf((name) => ({
      venue: name === 'film' ? { ...place, description: 'Studio' } : place,
    }));
    expect([typeOf('PostMeta', 'venue'), typeOf('FilmMeta', 'venue')]).toEqual([
      'PostMetaVenue',
      'FilmMetaVenue',
    ]);
  });

  it('may lack footnotes, which WordPress has for the block editor alone', () => {
    const typeOf = typesOf((name) => ({
      ...everywhere(name),
      ...(name === 'film' ? { footnotes: text } : {}),
    }));
    expect([typeOf('Book'), typeOf('Film')]).toEqual(['ContentNodeMeta', 'ContentNodeMetaWithFootnotes']);
    expect(typeOf('ContentNodeMetaWithFootnotes', 'venue')).toBe('ContentNodeMetaVenue');
  });
});

it('a group of ACF is shared by all types but media, which have locations of their own', () => {
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

it('meta of terms and users has the names that it had', () => {
  const typeOf = typesOf((name) => (['genre', 'user'].includes(name) ? { venue: place } : null));
  expect([typeOf('Genre'), typeOf('User'), typeOf('UserMeta', 'venue')]).toEqual([
    'GenreMeta',
    'UserMeta',
    'UserMetaVenue',
  ]);
});
