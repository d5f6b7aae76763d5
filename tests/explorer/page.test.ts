import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fragmentOf } from '../../packages/explorer/src/state/link.ts';
import { listen } from '../../src/server/node.ts';
import { startGateway, type TestGateway } from '../graph/gateway.ts';
import { faultsIn, hasBrowser, layoutFaults, type OpenPage, openPage, startBrowser } from './browser.ts';

// Each width and each colour scheme. Colours do not depend on the width, but phones are the tightest.
const views = (
  [
    [390, 844, 'light'],
    [390, 844, 'dark'],
    [768, 1024, 'dark'],
    [1280, 800, 'light'],
  ] as const
).map(([width, height, colorScheme]) => ({ viewport: { width, height }, colorScheme, width }));

describe.skipIf(!hasBrowser())('the explorer in a browser', () => {
  let gateway: TestGateway;
  let listener: Awaited<ReturnType<typeof listen>>;
  let browser: Browser;
  let endpoint: string;
  beforeAll(async () => {
    gateway = await startGateway({ cache: true });
    listener = await listen(gateway.pressql.fetch, { port: 0, host: '127.0.0.1' });
    browser = await startBrowser();
    endpoint = `${listener.origin}/graphql`;
  });
  afterAll(async () => {
    await browser.close();
    await listener.close();
    await gateway.close();
  });

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });

  const opened: OpenPage[] = [];
  const open = async (address = endpoint, options: Parameters<typeof openPage>[2] = {}) => {
    const each = await openPage(browser, address, options);
    opened.push(each);
    return each.page;
  };
  const linkTo = (query: string, variables = '') =>
    endpoint + fragmentOf({ query, variables, operationName: null });
  const admin = () => {
    const user = gateway.site.users['admin'];
    if (!user) throw new Error('The site has no administrator.');
    return user;
  };

  it.each(views)(
    'runs a query at $width px, $colorScheme, readable and large enough to touch',
    async (view) => {
      const page = await open(endpoint, view);
      const check = async () => {
        expect(await faultsIn(page)).toEqual([]);
        expect(await layoutFaults(page, 40)).toEqual([]);
      };
      await check();
      await page.getByRole('button', { name: 'Run' }).click();
      await page.getByText('200 OK').waitFor();
      expect(await page.getByRole('status', { name: 'Status' }).textContent()).toMatch(
        /\d+ ms total.*ms gateway.*\d+ WordPress requests?.*\d+ cache hits?/,
      );
      expect(await textIn(page, 'Answer')).toContain('"totalCount"');
      await check();
      for (const panel of ['Docs', 'Examples', 'Saved', 'History']) {
        await page.getByRole('button', { name: panel, exact: true }).click();
        if (panel === 'Docs') await page.getByLabel('Search types and fields').fill('post');
        await check();
      }
      await page.getByRole('button', { name: 'Settings' }).click();
      await check();
    },
  );

  it('tells the rows of a wrong query as somebody types, and completes names', async () => {
    const page = await open(linkTo('{ po }'));
    await page.getByText('Cannot query field "po"').or(page.locator('.cm-lintRange-error')).first().waitFor();
    await page.getByLabel('Query', { exact: true }).and(page.locator('.cm-content')).click();
    await page.keyboard.press('Control+Home');
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight'])
      await page.keyboard.press(key);
    await page.keyboard.type('sts');
    await page
      .getByRole('option', { name: /^posts/ })
      .first()
      .waitFor();
  });

  it('validates variables', async () => {
    const page = await open(
      linkTo('query ($first: Int!) { posts(first: $first) { nodes { id } } }', '{"first":"a","b":1}'),
    );
    await page.locator('[aria-label="Variables"] .cm-lintRange-error').nth(1).waitFor();
  });

  it('checks an application password at once, and then shows what the user may see', async () => {
    const page = await open(linkTo('{ viewer { name } }'));
    await run(page);
    expect(await textIn(page, 'Answer')).toContain('"viewer": null');
    await page.getByRole('button', { name: 'Me', exact: true }).click();
    await page.getByLabel('User name or e-mail').fill(admin().username);
    await page.getByLabel('Application password', { exact: true }).fill('wrong');
    await page.getByRole('button', { name: 'Check and sign in' }).click();
    expect(await page.getByRole('alert').textContent()).toMatch(/^WordPress does not accept/);
    await page.getByLabel('Application password', { exact: true }).fill(admin().applicationPassword);
    await page.getByRole('button', { name: 'Check and sign in' }).click();
    await page.getByText(/^Signed in as/).waitFor();
    await run(page);
    expect(await textIn(page, 'Answer')).not.toContain('"viewer": null');
    await page.getByRole('button', { name: 'Visitor' }).click();
    await run(page);
    expect(await textIn(page, 'Answer')).toContain('"viewer": null');
    const stored = await page.evaluate('JSON.stringify({ ...localStorage }) + location.href');
    expect(stored).not.toContain(btoa(`${admin().username}:${admin().applicationPassword}`));
    expect(stored).not.toContain(admin().applicationPassword);
  });

  it('opens the query again after a reload, and from a shared link', async () => {
    const context = { permissions: ['clipboard-read', 'clipboard-write'] };
    const page = await open(`${endpoint}?query={ shared: __typename }&variables={"a":1}`, context);
    expect(new URL(page.url()).search).toBe('');
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByText(/^Link copied/).waitFor();
    const link = String(await page.evaluate('navigator.clipboard.readText()'));
    await page.reload();
    expect(await textIn(page, 'Query')).toContain('{ shared: __typename }');
    expect(await textIn(page, 'Variables')).toContain('"a": 1');
    const other = await open(link);
    expect(await textIn(other, 'Query')).toContain('{ shared: __typename }');
  });

  it('stores headers only if somebody says so', async () => {
    const page = await open(linkTo('{ __typename }'));
    const type = async () => {
      await page.getByRole('tab', { name: 'Headers' }).first().click();
      await page.locator('.cm-content[aria-label="Headers"]').fill('{ "x-secret": "abc" }');
    };
    const stored = () => page.evaluate<string>('JSON.stringify({ ...localStorage })');
    await type();
    expect(await stored()).toContain('__typename');
    expect(await stored()).not.toContain('x-secret');
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByLabel(/^Store headers/).check();
    expect(await stored()).toContain('x-secret');
    await page.getByLabel(/^Store headers/).uncheck();
    expect(await stored()).not.toContain('x-secret');
  });

  it('saves queries under names, keeps a history, and deletes both', async () => {
    const page = await open(linkTo('query Mine { __typename }'));
    await run(page);
    await page.keyboard.press('Control+s');
    await page.getByLabel('Name').fill('My query');
    await page.keyboard.press('Enter');
    await page.getByText('Saved as “My query”.').waitFor();
    await page.getByRole('button', { name: 'Close Mine' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Saved', exact: true }).click();
    await page.getByRole('button', { name: /^My query/ }).click();
    expect(await textIn(page, 'Query')).toContain('query Mine');
    await page.getByRole('button', { name: 'Delete My query' }).click();
    await page.getByText('No saved queries yet').waitFor();
    await page.getByRole('button', { name: 'History', exact: true }).click();
    await page.locator('.panel').getByText('Mine', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Clear the history' }).click();
    await page.getByText('No history yet').waitFor();
  });

  it('runs one of several operations, and prettifies without losing comments', async () => {
    const page = await open(linkTo('query A { a: __typename } # note\nquery B { b: __typename }'));
    await page.getByLabel('Operation').selectOption('B');
    await run(page);
    expect(await textIn(page, 'Answer')).toContain('"b": "RootQuery"');
    await page.keyboard.press('Shift+Alt+F');
    await expect.poll(() => textIn(page, 'Query')).toMatch(/\{\s+a: __typename\s+\} # note/);
  });

  it('listens to a subscription until somebody stops it', async () => {
    const page = await open(linkTo('subscription { contentChanged { databaseId } }'));
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByText(/^Listening · 0 events/).waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText(/^Ended · 0 events/).waitFor();
  });

  it('is used with the keyboard alone', async () => {
    const page = await open(linkTo('{ __typename }'));
    await page.keyboard.press('Control+Enter');
    await page.getByText('200 OK').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('RootQuery.nodeByUri');
    await page.getByRole('list', { name: 'Search results' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'nodeByUri' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('.panel').count()).toBe(0);
    await page.locator('.cm-content[aria-label="Query"]').focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('separator');
  });

  it('takes every letter of a search, also while it still reads the schema', async () => {
    const page = await open(linkTo('{ __typename }'));
    const held: Route[] = [];
    await page.route('**/graphql', (route) => {
      held.push(route);
    });
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Read again' }).click();
    await page.keyboard.press('Escape');
    await page.locator('.cm-content[aria-label="Query"]').focus();
    const ctrlK = "dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true }))";
    expect(await page.evaluate(`${ctrlK}; document.activeElement.id`)).toBe('docs-search');
    await page.keyboard.type('nodeByUri');
    await page.getByText('Reading the schema …').waitFor();
    for (const route of held) await route.continue();
    await page.getByRole('button', { name: 'RootQuery.nodeByUri' }).waitFor();
    expect(await textIn(page, 'Query')).toBe('{ __typename }');
  });

  it('says what is wrong without a schema, without an answer and without a query', async () => {
    const page = await open(linkTo('{ __typename }'));
    await page.route('**/graphql', (route) => route.abort());
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByText('does not answer').waitFor();
    await page.getByRole('button', { name: 'New query' }).click();
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByText('Write a query first').waitFor();
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Read again' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Docs', exact: true }).click();
    await page.getByText('No schema').waitFor();
  });

  it('keeps to its policy, and asks no other host', () => {
    expect(opened.length).toBeGreaterThan(10);
    expect(opened.flatMap(({ foreign }) => foreign)).toEqual([]);
    const expected = /net::ERR_FAILED|status of 40[13]/;
    expect(opened.flatMap(({ complaints }) => complaints).filter((text) => !expected.test(text))).toEqual([]);
  });
});

async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run' }).click();
  await page.getByText(/^(200 OK|\d+ with errors)$/).waitFor();
}

/** Returns the text in an editor. */
async function textIn(page: Page, label: string): Promise<string> {
  return page.locator(`.cm-content[aria-label="${label}"]`).innerText();
}
