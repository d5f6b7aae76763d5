import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readDefinitions } from '../../../src/integrations/acf/definitions/definitions.ts';
import { loadDefinitions } from '../../../src/integrations/acf/definitions/files.ts';
import { locationsOf } from '../../../src/integrations/acf/definitions/locations.ts';
import { fieldNameOf, typeNameOf } from '../../../src/integrations/acf/definitions/names.ts';
import { planOf } from '../../../src/integrations/acf/definitions/plan.ts';
import { rfc3339Of, timeOf } from '../../../src/integrations/acf/graph/dates.ts';

const read = (value: unknown) => readDefinitions(new Map([['acf', value]]));

/* The names in this file are those that WPGraphQL for ACF 2.7.1 gave for the same JSON. */
describe('names', () => {
  it.each([
    [{ title: 'No declaration 1st-group' }, 'noDeclaration1stGroup', 'NoDeclaration1stGroup'],
    [{ title: 'By category!' }, 'byCategory', 'ByCategory'],
    [{ title: 'Not in REST' }, 'notInREST', 'NotInREST'],
    [{ title: 'Übergröße Feld' }, 'bergrEFeld', 'BergrEFeld'],
    [{ name: 'text_area_br' }, 'textAreaBr', 'TextAreaBr'],
    [{ graphql_field_name: 'other_Name' }, 'other_Name', 'OtherName'],
    [{ graphql_field_name: 'foo graphql' }, 'fooGraphql', 'FooGraphql'],
    [{ title: '1 Number first' }, '', ''],
    [{ graphql_field_name: ' 1a' }, '', ''],
  ])('of %j are those of WPGraphQL for ACF', (settings, field, type) => {
    expect([fieldNameOf(settings), typeNameOf(settings)]).toEqual([field, type]);
  });
});

describe('types', () => {
  const text = (name: string) => ({ key: `field_${name}`, name, type: 'text' });
  const group = (title: string, fields: readonly object[], settings: object = {}) => ({
    key: `group_${title}`,
    title,
    fields,
    ...settings,
  });

  it('are one for each group, nested group, repeater, layout and clone with a prefix', () => {
    const nested = { key: 'field_n', name: 'inner_box', type: 'group', sub_fields: [text('a')] };
    const { types, layouts } = planOf(
      read([
        group('Page parts', [
          { key: 'field_r', name: 'rows', type: 'repeater', sub_fields: [nested] },
          {
            key: 'field_f',
            name: 'sections',
            type: 'flexible_content',
            layouts: [{ key: 'l', name: 'big_quote', sub_fields: [nested] }],
          },
          { key: 'field_c', name: 'copy', type: 'clone', clone: ['group_Shared'], prefix_name: 1 },
          { key: 'field_i', name: 'icon', type: 'icon_picker' },
          { key: 'field_m', name: '', type: 'message' },
          { ...text('hidden'), show_in_graphql: 0 },
        ]),
        group('Shared', [text('shared'), { ...nested, key: 'field_s' }], { active: false }),
        group('Hidden', [text('a')], { show_in_graphql: 0 }),
      ]),
    );
    expect([...types.keys()].sort()).toEqual([
      'PageParts',
      'PagePartsCopy',
      'PagePartsRows',
      'PagePartsRowsInnerBox',
      'PagePartsSectionsBigQuoteLayout',
      'PagePartsSectionsInnerBox',
      'Shared',
      'SharedInnerBox',
    ]);
    expect([...layouts.keys()]).toEqual(['PagePartsSections_Layout']);
    expect(types.get('PageParts')?.fields.map(({ name }) => name)).toEqual(['rows', 'sections', 'copy']);
    expect(types.get('PageParts')?.clonedBy).toEqual(['Shared_Fields']);
  });

  it('end where a group clones itself', () => {
    const itself = { key: 'field_c', name: 'again', type: 'clone', clone: ['group_Loop'], prefix_name: 1 };
    const { types } = planOf(read([group('Loop', [text('a'), itself])]));
    expect(types.get('Loop')?.fields.map(({ name }) => name)).toEqual(['a', 'again']);
  });
});

describe('locations', () => {
  const places = {
    contentTypes: new Map([
      ['post', 'Post'],
      ['page', 'Page'],
    ]),
    taxonomies: new Map([['category', 'Category']]),
    templates: new Map([
      ['default', 'DefaultTemplate'],
      ['wide.php', 'Template_Wide'],
    ]),
  };
  const typesFor = (location: unknown, settings: object = {}) =>
    locationsOf(
      read([
        { key: 'group_a', title: 'hero', fields: [], location, ...settings },
        { key: 'group_b', title: 'other', fields: [], location: [] },
      ]),
      places,
    ).get('group_a');
  const rule = (param: string, value: string, operator = '==') => ({ param, operator, value });

  it.each([
    [[[rule('post_type', 'post')]], ['Post']],
    [[[rule('post_type', 'all')]], ['Post', 'Page']],
    [[[rule('post_type', 'page', '!=')]], ['Post']],
    [
      [[rule('post_type', 'post')], [rule('taxonomy', 'category')]],
      ['Post', 'Category'],
    ],
    [[[rule('post_type', 'post'), rule('post_category', 'category:news')]], ['Post']],
    [[[rule('post_category', 'category:news')]], []],
    [[[rule('post_type', 'post'), rule('taxonomy', 'category')]], []],
    [[[rule('page_template', 'wide.php')]], ['Template_Wide']],
    [[[rule('page_type', 'front_page')]], ['Page']],
    [[[rule('user_role', 'administrator')]], ['User']],
    [[[rule('attachment', 'image')]], ['MediaItem']],
    [[[rule('comment', 'post')]], ['Comment']],
    [
      [[rule('nav_menu', 'all')], [rule('nav_menu_item', 'all')]],
      ['Menu', 'MenuItem'],
    ],
    [[], []],
  ])('of the rules %j are %j', (location, types) => expect(typesFor(location)).toEqual(types));

  it('are the types that the group names, if it names some', () => {
    expect(typesFor([[rule('post_type', 'post')]], { graphql_types: ['Page'] })).toEqual(['Page']);
    expect(typesFor([[rule('post_type', 'post')]], { graphql_types: '' })).toEqual(['Post']);
  });

  it('are those of WPGraphQL for ACF also where it fails to exclude a type', () => {
    const excludes = [[rule('post_type', 'page', '!=')]];
    expect(typesFor(excludes, { title: 'heroSection' })).toEqual(['Post', 'Page']);
  });
});

describe('files of ACF', () => {
  const folder = mkdtempSync(join(tmpdir(), 'acf-json-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  it('are a folder of local JSON, or an export', () => {
    const group = (key: string, order: number) => ({ key, title: key, fields: [], menu_order: order });
    write('group_a.json', JSON.stringify(group('group_a', 2)));
    write('group_b.json', JSON.stringify(group('group_b', 1)));
    write('post_type_c.json', JSON.stringify({ key: 'post_type_c', post_type: 'c' }));
    expect(loadDefinitions(folder).groups.map(({ key }) => key)).toEqual(['group_b', 'group_a']);
    const file = write('export.json', JSON.stringify([group('group_d', 0)]));
    expect(loadDefinitions(file).groups.map(({ key }) => key)).toEqual(['group_d']);
  });

  it.each([
    ['nowhere', () => loadDefinitions(join(folder, 'nowhere')), /There is no file or folder .*nowhere/],
    ['no JSON', () => loadDefinitions(write('bad.json', '{')), /bad\.json cannot be read as JSON/],
    [
      'another JSON',
      () => loadDefinitions(write('c.json', '{"name":"x"}')),
      /has no `key`.*Export Field Groups/,
    ],
    ['a list of texts', () => loadDefinitions(['a']), /acf\[0\] must be a field group .*it is "a"/],
    ['no group', () => loadDefinitions([]), /acf has no field groups of ACF/],
  ])('with %s are refused with what to do', (_name, load, message) => expect(load).toThrow(message));
});

describe('dates and times', () => {
  it.each([
    ['20260514', 'd/m/Y', '2026-05-14T00:00:00+00:00'],
    ['2026-05-14', '', '2026-05-14T00:00:00+00:00'],
    ['20260514', 'F Y', '2026-05-01T00:00:00+00:00'],
    ['2026-05-14 13:30:00', 'd/m/Y g:i a', '2026-05-14T13:30:00+00:00'],
    ['soon', 'd/m/Y', null],
    ['20261399', 'd/m/Y', null],
  ])('%s in the format %s is %s', (value, format, date) => expect(rfc3339Of(value, format)).toBe(date));

  it.each([
    ['13:30:00', 'g:i a', '1:30 pm'],
    ['00:05:09', 'h:i:s A', '12:05:09 AM'],
    ['13:30:00', 'G\\hi', '13h30'],
    ['later', 'g:i a', 'later'],
  ])('%s in the format %s is %s', (value, format, time) => expect(timeOf(value, format)).toBe(time));
});
