import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { builtInIntegrations } from '../../src/integrations/built-in.ts';
import { buildSchema } from '../../src/schema/build.ts';
import { stockSite } from '../../src/site/stock.ts';
import { versionChanges } from '../../src/values/wpgraphql.ts';

const root = new URL('../../', import.meta.url);

describe('docs/differences.md', () => {
  it('is up to date (npm run differences)', async () => {
    const { differencesPage } = await import(new URL('scripts/differences/page.mjs', root).href);
    const page = readFileSync(new URL('docs/differences.md', root), 'utf8');
    expect(page).toBe(differencesPage(buildSchema(stockSite()), builtInIntegrations, versionChanges));
  });

  it('has a row for a difference without a remedy', async () => {
    const { differencesPage } = await import(new URL('scripts/differences/page.mjs', root).href);
    const lost = {
      name: 'own',
      differences: [{ subject: /x/, what: 'x', why: 'Nobody has it.', instead: null }],
    };
    const page = differencesPage(buildSchema(stockSite()), [lost], versionChanges);
    expect(page).toContain('| `own` | x | Nobody has it. | – |');
  });

  it('names what each built-in integration lacks of its WPGraphQL extension', () => {
    const page = readFileSync(new URL('docs/differences.md', root), 'utf8');
    const rows = builtInIntegrations.flatMap(({ name, differences = [] }) =>
      differences.map(({ why }) => ({ name, why })),
    );
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['yoast', 'rank-math']));
    const lines = page.split('\n');
    const unlisted = rows.filter(
      ({ name, why }) => !lines.some((line) => line.includes(`\`${name}\``) && line.includes(why)),
    );
    expect(unlisted).toEqual([]);
  });

  it('is linked from the README', () => {
    const link = /\]\((docs\/differences\.md)\)/.exec(readFileSync(new URL('README.md', root), 'utf8'))?.[1];
    expect(link && existsSync(new URL(link, root))).toBe(true);
  });
});
