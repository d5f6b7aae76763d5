import { describe, expect, it } from 'vitest';
import { buildSchema } from '../../src/schema/build.ts';
import { siteOf } from '../site/site-of.ts';

const names = [
  'blockTemplate',
  'blockTemplates',
  'blockTemplatePart',
  'blockTemplateParts',
  'blockPatterns',
  'blockPatternCategories',
  'blockType',
  'blockTypes',
  'globalStyles',
];

/** Which fields of a block theme a site with these routes has. */
function fieldsWith(...routes: readonly string[]): readonly string[] {
  const schema = buildSchema(siteOf('https://site.example', { routes: new Set(routes) }));
  const fields = schema.getQueryType()?.getFields() ?? {};
  return names.filter((name) => name in fields);
}

describe('a block theme in the graph', () => {
  it('is as much as the site has routes for', () => {
    expect(fieldsWith('/wp/v2/posts')).toEqual([]);
    expect(fieldsWith('/wp/v2/block-types')).toEqual(['blockType', 'blockTypes']);
    expect(fieldsWith('/wp/v2/templates', '/wp/v2/themes')).toEqual([
      'blockTemplate',
      'blockTemplates',
      'globalStyles',
    ]);
  });

  it('is all of it where the site hides its routes', () => {
    expect(fieldsWith()).toEqual(names);
  });
});
