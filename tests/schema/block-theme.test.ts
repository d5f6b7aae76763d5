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

/** Returns the root fields for block themes on a site with these routes. */
function fieldsWith(...routes: readonly string[]): readonly string[] {
  const schema = buildSchema(siteOf('https://site.example', { routes: new Set(routes) }));
  const fields = schema.getQueryType()?.getFields() ?? {};
  return names.filter((name) => name in fields);
}

describe('root fields for block themes', () => {
  it('exist for the routes that the site has', () => {
    expect(fieldsWith('/wp/v2/posts')).toEqual([]);
    expect(fieldsWith('/wp/v2/block-types')).toEqual(['blockType', 'blockTypes']);
    expect(fieldsWith('/wp/v2/templates', '/wp/v2/themes')).toEqual([
      'blockTemplate',
      'blockTemplates',
      'globalStyles',
    ]);
  });

  it('all exist if the site hides its routes', () => {
    expect(fieldsWith()).toEqual(names);
  });
});
