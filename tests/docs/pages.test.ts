import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { homeFile, sections } from '../../docs/sections.ts';
import { requestedText } from '../../src/cli/arguments.ts';
import { compareFlagsTable } from '../../src/cli/compare-flags.ts';
import { loadSettings } from '../../src/config/load.ts';
import { options } from '../../src/config/options.ts';
import { optionsTable } from '../../src/config/table.ts';
import { grants } from '../../src/loading/access/grants.ts';
import { blocksIn, readPages, root } from './blocks.ts';
import { checkCommand, commandsIn } from './shell.ts';

const pages = readPages();
const blocks = pages.flatMap((page) => page.blocks);
const textOf = (name: string) => pages.find((page) => page.name === name)?.text ?? '';
const linesOf = (code: string) => code.split('\n').filter((line) => line.trim() !== '');

/** Blocks that no test runs, each with its reason. A new one needs a row here. */
const notRun = [
  ['README.md', 'a drawing'],
  ['docs/caching.md', 'a part of wp-config.php'],
  ['docs/caching.md', 'it waits for changes'],
  ['docs/comparing.md', 'the output for a site with WPGraphQL'],
  ['docs/custom-fields.md', 'the demo has no ACF'],
  ['docs/custom-fields.md', 'the demo has no Rank Math'],
  ['docs/federation.md', 'the graph of another service'],
  ['docs/gravity-forms.md', 'the demo has no forms'],
  ['docs/gravity-forms.md', 'the demo has no forms'],
  ['docs/many-sites.md', 'needs several sites'],
  ['docs/operating.md', 'a line of a log'],
  ['docs/operating.md', 'needs packages of the operator'],
  ['docs/woocommerce.md', 'the demo has no shop'],
  ['docs/woocommerce.md', 'the demo has no shop'],
];

/** What the test does with blocks, by language: see "How the documentation is tested" in CONTRIBUTING.md. */
const languages = ['sh', 'graphql', 'json', 'ts', 'php', 'text', 'mermaid', 'diff'];

describe('the documentation', () => {
  it('has no block that is neither run nor listed', () => {
    const marked = blocks.filter(({ marks }) => 'not-run' in marks);
    expect(marked.map(({ place, marks }) => [place.replace(/:\d+$/, ''), marks['not-run']])).toEqual(notRun);
    expect(blocks.filter(({ language }) => !languages.includes(language))).toEqual([]);
    const texts = blocks.filter(({ language, marks }) => language === 'text' && !('not-run' in marks));
    expect(texts.filter(({ marks }) => !('usage' in marks))).toEqual([]);
  });

  it.each(blocks.filter(({ language, marks }) => language === 'sh' && !('not-run' in marks)))(
    'names commands and flags that exist: $place',
    async ({ code }) => {
      const commands = commandsIn(code);
      expect(commands).not.toEqual([]);
      for (const command of commands) if (command.words[0] !== 'curl') await checkCommand(command);
    },
  );

  it.each(blocks.filter(({ marks }) => 'usage' in marks))('shows the usage of --help: $place', ({ code }) => {
    const help = requestedText(['--help']);
    for (const line of linesOf(code)) expect(help).toContain(line.trim());
  });

  it.each(blocks.filter(({ marks }) => 'config' in marks))(
    'shows a config file that can be read: $place',
    async ({ code, language }) => {
      const folder = mkdtempSync(join(tmpdir(), 'pressql-docs-'));
      writeFileSync(join(folder, `pressql.config.${language}`), code);
      try {
        const settings = await loadSettings({}, {}, folder);
        if (language === 'json') {
          const { $schema: _, ...values } = JSON.parse(code) as Record<string, unknown>;
          expect(settings).toEqual(values);
        } else {
          const [first] = Object.values(settings.sites ?? {});
          expect(settings.url ?? first?.url).toBe('https://site.example');
        }
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );

  it.each(pages)('links to files and headings that exist: $name', ({ name, text }) => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)\s#]*)(?:#([^)\s]+))?\)/g)];
    for (const [, path = '', anchor] of links) {
      const file = path === '' ? name : join(dirname(name), path);
      expect(existsSync(new URL(file, root)), `${name} links to ${file}`).toBe(true);
      if (anchor) expect(headingsOf(textOf(file)), `${name} links to ${file}#${anchor}`).toContain(anchor);
    }
  });

  it.each(pages)('names files that exist: $name', ({ text }) => {
    const named = [...text.matchAll(/`((?:src|tests|scripts|docs|packages|bench|tools)\/[\w./-]*\w)\/?`/g)];
    expect(named.map(([, file = '']) => file).filter((file) => !existsSync(new URL(file, root)))).toEqual([]);
  });
});

describe('the README', () => {
  it('is short', () => {
    expect(textOf('README.md').split('\n').length).toBeLessThanOrEqual(150);
  });

  it('links to every page of the documentation', () => {
    const linked = [...textOf('README.md').matchAll(/\]\((docs\/[\w-]+\.md)\)/g)].map(([, file]) => file);
    const all = pages.map(({ name }) => name).filter((name) => name.startsWith('docs/'));
    expect([...linked].sort()).toEqual(expect.arrayContaining(all));
  });
});

describe('the site of the documentation', () => {
  it('has every page in its sidebar, once', () => {
    const inSidebar = sections.flatMap(({ files }) => files);
    expect(inSidebar).toEqual([...new Set(inSidebar)]);
    const all = pages.map(({ name }) => name).filter((name) => name !== homeFile);
    expect(inSidebar).toEqual(expect.arrayContaining(all));
    expect(inSidebar.filter((file) => !existsSync(new URL(file, root)))).toEqual([]);
  });
});

describe('a fact that the code has, too', () => {
  it('is the same in the table of options (npm run options)', () => {
    expect(textOf('docs/configuration.md')).toContain(optionsTable());
  });

  it('is the same in the table of the flags of compare (npm run options)', () => {
    expect(textOf('docs/comparing.md')).toContain(compareFlagsTable());
  });

  it('is the same in the table of grants', () => {
    const rows = [...textOf('docs/permissions.md').matchAll(/^\| `([\w-]+)` \|.*\| (an? [\w ]+) \|$/gm)];
    expect(rows.map(([, grant, role]) => [grant, role])).toEqual(
      Object.entries(grants).map(([grant, { role }]) => [grant, role]),
    );
  });

  it('is the same in the table of limits', () => {
    const rows = [...textOf('docs/limits.md').matchAll(/^\| .* \| ([\d,]+)(?: (\w+))? \| `(\w+)` \|$/gm)];
    const units: Readonly<Record<string, number>> = { MB: 1024 ** 2, GB: 1024 ** 3, s: 1000 };
    const values = rows.map(([, number = '', unit = '', key]) => [
      key,
      String(Number(number) * (units[unit] ?? 1)),
    ]);
    const defaults = options.map(({ key, default: value }) => [key, String(value)]);
    expect(values.length).toBeGreaterThan(5);
    expect(defaults).toEqual(expect.arrayContaining(values));
  });
});

describe('the test of the documentation', () => {
  it.each([
    'npm run nonsense',
    'npx pressql --nonsense',
    'npx pressql compare x.example --runs many',
    'PRESSQL_NONSENSE=1 npx pressql x.example',
    'npx nonsense',
    'node scripts/nonsense.mjs',
    'nonsense',
  ])('finds a command that does not exist: %s', async (line) => {
    await expect(Promise.all(commandsIn(line).map(checkCommand))).rejects.toThrow();
  });

  it('finds a block that never ends or names no language', () => {
    expect(() => blocksIn('x.md', '```sh\nls')).toThrow('x.md:1');
    expect(() => blocksIn('x.md', '```\nls\n```')).toThrow('x.md:1');
  });

  it('reads quotes, comments, continued lines and variables as a shell does', () => {
    const [first, second] = commandsIn(`A='b c' npx x "d \\"e\\"" \\\n  f\\ g > out && npm test # h`);
    expect(first).toMatchObject({ env: { A: 'b c' }, words: ['npx', 'x', 'd "e"', 'f g'] });
    expect(second).toMatchObject({ words: ['npm', 'test'] });
  });
});

/** Anchors of a page's headings, as GitHub makes them. */
function headingsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}
