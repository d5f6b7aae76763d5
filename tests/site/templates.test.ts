import { describe, expect, it } from 'vitest';
import { builtInIntegrations } from '../../src/integrations/built-in.ts';
import { reservedNames } from '../../src/schema/build.ts';
import { namedTemplates } from '../../src/site/templates.ts';
import { siteOf } from './site-of.ts';

const names = (templates: Record<string, string>) =>
  namedTemplates(siteOf('https://a.example', { templates }), reservedNames(builtInIntegrations)).map(
    ({ file, typeName, enumName, label }) => [file, typeName, enumName, label],
  );

describe('templates in the schema', () => {
  it('have the names of WPGraphQL', () => {
    expect(
      names({
        'page-no-title': 'Page No Title',
        'templates/full-width.php': 'full width',
        'templates/full_width.php': 'Wide',
        'my.php': 'My Template',
        '2-columns.php': '2 Columns',
        'oke-ano.php': 'Широкий',
        'è.php': 'è',
      }),
    ).toEqual([
      ['2-columns.php', 'Template_2Columns', '_2_COLUMNS_TEMPLATE', '2 Columns'],
      ['my.php', 'MyTemplate', 'MY_TEMPLATE', 'My Template'],
      ['oke-ano.php', 'Template_OkeAno', 'OKE_ANO_TEMPLATE', 'Широкий'],
      ['page-no-title', 'Template_PageNoTitle', 'PAGE_NO_TITLE_BLOCK_TEMPLATE', 'Page No Title'],
      ['templates/full-width.php', 'Template_FullWidth', 'TEMPLATES_FULL_WIDTH_TEMPLATE', 'Full Width'],
      ['templates/full_width.php', 'Template_Wide', 'TEMPLATES_FULL_WIDTH_TEMPLATE_2', 'Wide'],
    ]);
  });

  it('have valid GraphQL names for any file name and label', () => {
    const odd = ['日本', '🎉', '', '_', '__proto__', '__template', 'constructor', '9', 'x'.repeat(200)];
    for (const ending of ['', '.php']) {
      const labelled = names(Object.fromEntries(odd.map((name) => [`${name}${ending}`, name])));
      const unlabelled = names(Object.fromEntries(odd.map((name) => [`${name}${ending}`, ''])));
      for (const [, typeName, enumName] of [...labelled, ...unlabelled]) {
        expect(typeName).toMatch(/^(?!__)[A-Za-z_]\w*$/);
        expect(enumName).toMatch(/^(?!__)[A-Z_]\w*$/);
      }
    }
  });

  it('never have the name of another type', () => {
    expect(
      names({ 'a.php': 'Content Template', 'b.php': 'Default Template' }).map(([, type]) => type),
    ).toEqual(['Template_ContentTemplate', 'DefaultTemplate']);
  });
});
