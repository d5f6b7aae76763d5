import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  type ConversionName,
  type Conversions,
  convertInParts,
} from '../../src/content/apart/conversions.ts';
import { NoThread } from '../../src/content/apart/job.ts';
import { ConversionThread } from '../../src/content/apart/thread.node.ts';
import { flattened } from '../../src/content/blocks/block.ts';
import { editorsText } from '../../src/content/blocks/saved.ts';
import { parseHtml } from '../../src/content/html.ts';
import { lastOf } from '../../src/content/parts.ts';
import { textOf } from '../../src/content/text.ts';

/* Node 20 runs a thread from `dist` only. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const built = pathToFileURL(`${root}dist/content/apart/worker.js`);

const account = { client: null };
const never = { signal: new AbortController().signal, account };
const html = `<h2>One</h2><p class="wp-block-paragraph">Two <a href="/2026/05/x/">three</a> <img src="/a.jpg"></p>
<ul class="wp-block-list"><li>four</li></ul>`;
const addresses = { home: 'https://a.test', url: 'https://a.test', address: 'https://a.test' };
const conversionArguments: { readonly [Name in ConversionName]: Conversions[Name]['argument'] } = {
  ...{ markdown: null, text: null, images: null, links: null, headings: null, blocks: null, wordCount: null },
  savedBlocks: editorsText('<!-- wp:heading --><h2>One</h2><!-- /wp:heading -->'),
  readingTime: 200,
  urls: { style: 'ABSOLUTE', frontend: '', site: addresses },
};
const names = Object.keys(conversionArguments) as ConversionName[];
const long = { name: 'markdown', html: '<b>x</b><br>'.repeat(20_000), argument: null } as const;

describe('the thread for long content', () => {
  it.each(names)('computes %s as the event loop does', async (name) => {
    const thread = new ConversionThread(() => built);
    const argument = conversionArguments[name];
    const result = await thread.run<ConversionName>({ name, html, argument }, never);
    const here = lastOf(convertInParts<ConversionName>(name, parseHtml(html), argument));
    const plain = (value: unknown) =>
      JSON.parse(
        JSON.stringify(value, (key, each) => (key === 'nodes' || key === 'text' ? undefined : each)),
      );
    expect(plain(result)).toEqual(plain(here));
  });

  it('sends the text of blocks instead of their parsed HTML', async () => {
    const blocks = await new ConversionThread(() => built).run(
      { name: 'blocks', html, argument: null },
      never,
    );
    const here = lastOf(convertInParts('blocks', parseHtml(html), null));
    expect(flattened(blocks).map(({ text }) => text)).toEqual(
      flattened(here).map(({ nodes }) => textOf(nodes)),
    );
    expect(flattened(blocks).every(({ nodes }) => nodes.length === 0)).toBe(true);
  });

  it('leaves the event loop free', async () => {
    let turns = 0;
    let isRunning = true;
    const tick = () => {
      turns += 1;
      if (isRunning) setImmediate(tick);
    };
    setImmediate(tick);
    await new ConversionThread(() => built).run(long, never);
    isRunning = false;
    expect(turns).toBeGreaterThan(100);
  });

  it('ends a conversion whose client has left, and goes on with the next', async () => {
    const thread = new ConversionThread(() => built);
    const leaving = new AbortController();
    const customer = { signal: leaving.signal, account };
    const [left, waiting] = [thread.run(long, customer), thread.run(long, customer)];
    const next = thread.run({ name: 'text', html: '<p>next</p>', argument: null }, never);
    leaving.abort(new Error('the client has left'));
    await expect(left).rejects.toThrow('the client has left');
    await expect(waiting).rejects.toThrow('the client has left');
    expect(await next).toBe('next');
  });

  it('says at once that it cannot start, so that the event loop converts', async () => {
    const thread = new ConversionThread(() => new URL('missing.js', built));
    const job = { name: 'text', html, argument: null } as const;
    const jobs = [thread.run(job, never), thread.run(job, never)];
    for (const each of jobs) await expect(each).rejects.toBeInstanceOf(NoThread);
    await expect(thread.run(job, never)).rejects.toBeInstanceOf(NoThread);
  });
});
