import { describe, expect, it } from 'vitest';
import { builtInIntegrations } from '../../src/integrations/built-in.ts';
import { reservedNames } from '../../src/schema/build.ts';
import { type Nameable, nameResources, nothingReserved, rootFieldOf } from '../../src/site/names.ts';
import { pluralOf } from '../../src/site/words.ts';

const reserved = reservedNames(builtInIntegrations);
const type = (name: string, label = ''): Nameable => ({ kind: 'content', name, label });
const taxonomy = (name: string, label = ''): Nameable => ({ kind: 'term', name, label });

function namesOf(...resources: readonly Nameable[]): readonly string[] {
  const { names } = nameResources(resources, { reserved });
  return resources.map(({ name }) => {
    const given = names.get(name);
    return given ? `${given.typeName} ${given.singular} ${given.plural}` : 'none';
  });
}

describe('names in the schema', () => {
  const rows: readonly [string, Nameable, string][] = [
    ["WordPress' own", type('attachment', 'Media'), 'MediaItem mediaItem mediaItems'],
    ['with a label in another language', taxonomy('post_tag', 'Étiquettes'), 'Tag tag tags'],
    ['plain', type('book', 'Books'), 'Book book books'],
    ['with underscores', type('case_study', 'Case Studies'), 'CaseStudy caseStudy caseStudies'],
    ['with hyphens, no label', type('case-study'), 'CaseStudy caseStudy caseStudies'],
    ['with a label of its own', type('team', 'Team Members'), 'Team team teamMembers'],
    ['with a label in no letters of GraphQL', type('book', 'Книги'), 'Book book books'],
    ['with accents in the label', type('libro', 'Números'), 'Libro libro libros'],
    ['with an entity in the label', type('qa', 'Q&amp;A'), 'Qa qa qA'],
    ['with a label that begins with a digit', type('model', '3D Models'), 'Model model models'],
    ['that begin with a digit', type('3d_model'), 'Post3dModel post3dModel post3dModels'],
    ['that are the same in singular and plural', type('news', 'News'), 'News news allNews'],
    ['that are plural already', type('books', 'Books'), 'Books books allBooks'],
    ['in capitals', type('faq', 'FAQ'), 'Faq faq allFaq'],
  ];
  it.each(rows)('%s', (_, resource, names) => {
    expect(namesOf(resource)).toEqual([names]);
  });

  it('get a suffix if two resources have the same name, in any order', () => {
    const both = [
      type('case-study', 'Studies'),
      type('case_study', 'Studies'),
      taxonomy('case__study', 'Studies'),
    ];
    const expected = [
      'CaseStudy caseStudy studies',
      'CaseStudyPost caseStudyPost caseStudyPosts',
      'CaseStudyTerm caseStudyTerm caseStudyTerms',
    ];
    expect(namesOf(...both)).toEqual(expected);
    expect(namesOf(...both.toReversed())).toEqual(expected.toReversed());
  });

  it('do not collide with built-in names', () => {
    expect(
      namesOf(
        type('post', 'Articles'),
        type('menu', 'Menus'),
        type('node', 'Nodes'),
        type('plugin', 'Add-ons'),
        taxonomy('user_role', 'Roles'),
        type('contact_input', 'Inputs'),
        type('story', 'Posts'),
        type('post_by', 'By'),
      ),
    ).toEqual([
      'Post post posts',
      'MenuPost menuPost menuPosts',
      'NodePost nodePost nodePosts',
      'PluginPost pluginPost pluginPosts',
      'UserRoleTerm userRoleTerm userRoleTerms',
      'ContactInputPost contactInputPost contactInputPosts',
      'Story story stories',
      'PostByPost postByPost postByPosts',
    ]);
  });

  it('have a list of the changed ones', () => {
    expect(nameResources([type('menu', 'Menus')], { reserved }).renamed).toEqual([
      { name: 'menu', usualNames: 'Menu, menu, menus', assignedNames: 'MenuPost, menuPost, menuPosts' },
    ]);
  });

  it('never collide, even if many resources have the same name', () => {
    const many = Array.from({ length: 12 }, (_, index) => type(`a${'-'.repeat(index + 1)}b`, 'Ab'));
    const names = [...nameResources(many, { reserved }).names.values()];
    const all = names.flatMap(({ singular, plural }) => [singular, plural]);
    expect(new Set(all).size).toBe(24);
    expect(new Set(names.map(({ typeName }) => typeName)).size).toBe(12);
  });
});

describe('names that a plugin sets', () => {
  it('precede names that the gateway derives', () => {
    const { names } = nameResources([type('post', 'Posts'), type('menu', 'Menus')], {
      reserved,
      overrides: {
        menu: { singular: 'meal', plural: 'meals' },
        post: { singular: 'article', plural: 'articles' },
      },
    });
    expect([...names.values()]).toEqual([
      { typeName: 'Meal', singular: 'meal', plural: 'meals', connection: 'meals' },
      { typeName: 'Article', singular: 'article', plural: 'articles', connection: 'articles' },
    ]);
  });

  it('may be equal, as WPGraphQL allows: the list of the root then has the prefix', () => {
    const { names } = nameResources([type('news')], {
      overrides: { news: { singular: 'News', plural: 'News' } },
    });
    const expected = { typeName: 'News', singular: 'news', plural: 'allNews', connection: 'news' };
    expect(names.get('news')).toEqual(expected);
    expect(nameResources([type('news', 'News')]).names.get('news')).toEqual(expected);
    // The gateway's own field of users keeps its name.
    const plurals = { ...nothingReserved.plurals, content: new Set(['news']) };
    const { names: others } = nameResources([type('news', 'News')], {
      reserved: { ...nothingReserved, plurals },
    });
    expect(others.get('news')).toEqual({ ...expected, connection: 'allNews' });
  });

  it('may have `_`, which root fields do not have in WPGraphQL', () => {
    const { names } = nameResources([type('case_study')], {
      overrides: { case_study: { singular: 'case_study', plural: 'case_studies' } },
    });
    expect(names.get('case_study')).toEqual({
      typeName: 'Case_study',
      singular: 'case_study',
      plural: 'caseStudies',
      connection: 'caseStudies',
    });
    expect(rootFieldOf('case_study')).toBe('caseStudy');
    const clash = { a: { singular: 'case_study', plural: 'a' }, b: { singular: 'caseStudy', plural: 'b' } };
    expect(() => nameResources([type('a'), type('b')], { overrides: clash })).toThrow('which is taken');
  });

  it.each([
    ['3d', 'models', /`names.book` has "3d", which is not a GraphQL name/],
    ['bøk', 'books', /"bøk", which is not a GraphQL name/],
    ['page', 'books', /"Page", which is taken/],
    ['volume', 'menus', /"menus", which is taken/],
  ])('%s, %s: refused', (singular, plural, message) => {
    const resources = [type('page'), type('book')];
    expect(() => nameResources(resources, { reserved, overrides: { book: { singular, plural } } })).toThrow(
      message,
    );
  });
});

it.each([
  ['book', 'books'],
  ['story', 'stories'],
  ['day', 'days'],
  ['box', 'boxes'],
  ['class', 'classes'],
  ['bus', 'buses'],
  ['church', 'churches'],
  ['person', 'people'],
  ['SalesPerson', 'SalesPeople'],
  ['woman', 'women'],
  ['human', 'humans'],
  ['knife', 'knives'],
  ['series', 'series'],
  ['news', 'news'],
])('%s: %s', (singular, plural) => {
  expect(pluralOf(singular)).toBe(plural);
});
