import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';

/** The program of the browser. */
const program = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/**
 * Whether this machine has a browser.
 *
 * @throws Error if it has none, and CI requires one
 */
export function hasBrowser(): boolean {
  if (existsSync(program)) return true;
  if (process.env['PRESSQL_TEST_BROWSER'] === 'required')
    throw new Error(`There is no browser at ${program}.`);
  return false;
}

/** Starts Chromium without a window. It makes no requests of its own. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: program,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page that a test opened, with what went wrong in it. */
export interface OpenPage {
  readonly page: Page;
  /** Errors and warnings of the console, such as violations of the policy. */
  readonly complaints: readonly string[];
  /** Addresses outside of the gateway that the page asked for. */
  readonly foreign: readonly string[];
}

/** Opens a page in a browser that stores nothing yet. */
export async function openPage(
  browser: Browser,
  address: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<OpenPage> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  const foreign: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(new URL(address).origin) && !url.startsWith('data:')) foreign.push(url);
  });
  await page.goto(address);
  await page.getByRole('button', { name: 'Run' }).waitFor();
  return { page, complaints, foreign };
}

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Returns what axe finds wrong with a page (WCAG 2.2, A and AA), each with the element. */
export async function faultsIn(page: Page): Promise<readonly string[]> {
  // The policy of the page forbids a script element, and not the debugger.
  await page.evaluate(`${readFileSync(axe, 'utf8')};null`);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run: (
          options: unknown,
        ) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await axe.run({ runOnly: { type: 'tag', values: tags } });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    );
  });
}

/** Returns what is wrong with the layout of a page: what is wider than the page, and what is too small to touch. */
export function layoutFaults(page: Page, leastTouch: number): Promise<readonly string[]> {
  return page.evaluate((least) => {
    const { documentElement: root } = (globalThis as unknown as { document: DocumentLike }).document;
    const faults = root.scrollWidth > root.clientWidth ? [`The page is ${root.scrollWidth} px wide.`] : [];
    for (const element of root.querySelectorAll('button, select, input, [role="tab"]')) {
      const { width, height } = element.getBoundingClientRect();
      // Words in a text may be smaller (WCAG 2.2, "Target Size").
      if (width === 0 || element.matches('.link, .backdrop, .segments button, .cm-editor *')) continue;
      const label = element.textContent || element.getAttribute('aria-label');
      const target = element.matches('[type="checkbox"]') ? element.closest('label') : element;
      const size = target?.getBoundingClientRect() ?? { width, height };
      if (Math.min(size.width, size.height) < least) faults.push(`${label}: ${size.width} × ${size.height}`);
    }
    return faults;
  }, leastTouch);
}

interface ElementLike {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  matches(selector: string): boolean;
  closest(selector: string): ElementLike | null;
  getBoundingClientRect(): { readonly width: number; readonly height: number };
}

interface DocumentLike {
  readonly documentElement: {
    readonly scrollWidth: number;
    readonly clientWidth: number;
    querySelectorAll(selector: string): Iterable<ElementLike>;
  };
}
