import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readDefinitions } from '../../../src/integrations/acf/definitions/definitions.ts';
import { planOf } from '../../../src/integrations/acf/definitions/plan.ts';
import { proposedGroups } from '../../../src/integrations/acf/definitions/propose.ts';
import { readJsonSchema } from '../../../src/site/json-schema.ts';
import { stockSite } from '../../../src/site/stock.ts';

/** Returns the description that WPGraphQL for ACF 2.7 gives a field. */
const of = (type: string) =>
  `"""Field of the &quot;${type}&quot; Field Type added to the schema as part of the &quot;Hero&quot; Field Group"""`;

const schema = buildSchema(`
  type Query { post: Post page: Page }
  interface AcfFieldGroup { fieldGroupName: String }
  interface WithAcfHero { hero: Hero }
  type Post implements WithAcfHero { hero: Hero }
  type Page implements WithAcfHero { hero: Hero }
  type AcfMediaItemConnectionEdge { cursor: String }
  type AcfContentNodeConnectionEdge { cursor: String }
  interface HeroSections_Layout { fieldGroupName: String }
  type HeroSectionsBigQuoteLayout implements AcfFieldGroup & HeroSections_Layout {
    fieldGroupName: String
    ${of('wysiwyg')} words: String
  }
  type HeroRows implements AcfFieldGroup { fieldGroupName: String ${of('time_picker')} opensAt: String }
  type Hero implements AcfFieldGroup {
    fieldGroupName: String
    ${of('text')} heading2: String
    ${of('date_picker')} startsOn: String
    ${of('image')} heroImage: AcfMediaItemConnectionEdge
    ${of('post_object')} onePost: AcfContentNodeConnectionEdge
    ${of('repeater')} rows: [HeroRows]
    ${of('flexible_content')} sections: [HeroSections_Layout]
    """An editor described this field."""
    isOpen: Boolean
  }
`);

const acf = readJsonSchema({
  type: 'object',
  properties: {
    heading_2: { type: 'string' },
    sections: {
      type: 'array',
      items: { oneOf: [{ type: 'object', properties: { acf_fc_layout: { enum: ['big-quote'] } } }] },
    },
  },
});
const stock = stockSite();
const posts = stock.resources.get('post');
const site = {
  ...stock,
  resources: new Map(posts ? [['post', { ...posts, customFields: new Map([['acf', acf]]) }]] : []),
};

describe('the field groups that a schema tells', () => {
  const proposed = proposedGroups(schema, site);
  const plan = planOf(readDefinitions(new Map([['proposed', proposed]])));

  it('make the types that the schema has', () => {
    expect([...plan.types.keys()].sort()).toEqual(['Hero', 'HeroRows', 'HeroSectionsBigQuoteLayout']);
    expect([...(plan.layouts.get('HeroSections_Layout')?.types ?? [])]).toEqual([
      ['big-quote', 'HeroSectionsBigQuoteLayout'],
    ]);
  });

  it('are on its types, and have its fields, with their kinds and their keys in REST', () => {
    expect(proposed?.groups).toMatchObject([{ graphql_field_name: 'hero', graphql_types: ['Post', 'Page'] }]);
    const fields = plan.types.get('Hero')?.fields ?? [];
    expect(fields.map(({ name, type, paths }) => [name, type, ...paths])).toEqual([
      ['heading2', 'text', ['heading_2']],
      ['startsOn', 'date_picker', ['starts_on']],
      ['heroImage', 'image', ['hero_image']],
      ['onePost', 'post_object', ['one_post']],
      ['rows', 'repeater', ['rows']],
      ['sections', 'flexible_content', ['sections']],
      ['isOpen', 'true_false', ['is_open']],
    ]);
  });

  it('are missing if the schema has none', () => {
    expect(proposedGroups(buildSchema('type Query { a: Int }'), site)).toBeNull();
  });
});
