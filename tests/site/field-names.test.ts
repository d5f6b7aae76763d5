import { describe, expect, it } from 'vitest';
import { nameFields } from '../../src/site/field-names.ts';

const namesOf = (keys: readonly string[], taken: readonly string[] = []) =>
  Object.fromEntries(nameFields(keys, new Set(taken)));

describe('names of custom fields', () => {
  it.each([
    ['reading_minutes', 'readingMinutes'],
    ['reading-minutes', 'readingMinutes'],
    ['isFeatured', 'isFeatured'],
    ['_yoast_wpseo_title', 'yoastWpseoTitle'],
    ['__typename', 'typename'],
    ['2nd', '_2nd'],
    ['SKU', 'sku'],
    ['prix_été', 'prixEte'],
    ['Straße', 'strasse'],
    ['price (€)', 'price'],
    ['a.b c', 'aBC'],
  ])('%s is %s', (key, name) => {
    expect(namesOf([key])).toEqual({ [key]: name });
  });

  it.each(['цена', '价格', '', '€', 'цена_usd'])('"%s" is a legal name that never changes', (key) => {
    const [name] = Object.values(namesOf([key]));
    expect(name).toMatch(/^field_[0-9a-f]{6}$/);
    expect(namesOf(['other', key])[key]).toBe(name);
  });

  it('do not depend on the order of registration', () => {
    const keys = ['by_line', 'byLine', 'by-line', 'byLine2', 'by line'];
    const names = {
      byLine: 'byLine',
      byLine2: 'byLine2',
      'by line': 'byLine3',
      'by-line': 'byLine4',
      by_line: 'byLine5',
    };
    expect(namesOf(keys)).toEqual(names);
    expect(namesOf([...keys].reverse())).toEqual(names);
  });

  it('do not take the names of built-in fields', () => {
    expect(namesOf(['author', 'author_field', 'database_id'], ['author', 'databaseId'])).toEqual({
      author: 'authorField',
      author_field: 'authorField2',
      database_id: 'databaseIdField',
    });
  });
});
