import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPressQL, type PressQL } from '../../src/index.ts';
import { type Listener, listen } from '../../src/server/node.ts';
import { pairOf } from '../graph/gateway.ts';
import { startSite, type TestSite } from '../wordpress/site.ts';
import { answerLike } from './answer-like.ts';
import { type Block, readPages } from './blocks.ts';

/** A block that WordPress or a gateway over it has to do something with, and the answer that the page shows. */
interface Example {
  readonly block: Block;
  readonly answer: Block | undefined;
}

const isRun = ({ language, code, marks }: Block) =>
  !('not-run' in marks) && (['graphql', 'php'].includes(language) || /^curl /m.test(code));

const pages = readPages().flatMap(({ name, blocks }) => {
  const examples = blocks.flatMap((block, index): Example[] => {
    const next = blocks[index + 1];
    const isAnswer = next?.language === 'json' && !('config' in next.marks);
    return isRun(block) ? [{ block, answer: isAnswer ? next : undefined }] : [];
  });
  return examples.length > 0 ? [{ name, examples }] : [];
});

/** Whether a block changes WordPress. */
const isChange = ({ language, code }: Block) => language === 'php' || /\bmutation\b|^curl /m.test(code);

/** PHP that gives an external WordPress the demo's permalinks, which the pages show. */
const demoPermalinks =
  "$GLOBALS['wp_rewrite']->set_permalink_structure('/%year%/%monthnum%/%postname%/'); flush_rewrite_rules(false);";

let site: TestSite;
/** Whether the last page has changed the site. */
let isChanged = true;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

describe('the documentation', () => {
  /** Gateways over the site as it is now, by the marks of blocks. */
  const gateways = new Map<string, Promise<PressQL>>();

  async function closeGateways(): Promise<void> {
    for (const opening of gateways.values()) await (await opening).close();
    gateways.clear();
  }

  function gatewayFor({ marks: { grants, strict, routes, typedByExample } }: Block): Promise<PressQL> {
    const key = `${grants} ${strict} ${routes} ${typedByExample}`;
    const service =
      grants === undefined ? {} : { grants: grants.split(','), serviceCredential: pairOf(site, 'admin') };
    const opening =
      gateways.get(key) ??
      createPressQL({
        url: site.url,
        strict: strict !== undefined,
        routes: routes?.split(',') ?? [],
        typedByExample: typedByExample?.split(',') ?? [],
        ...service,
      });
    gateways.set(key, opening);
    return opening;
  }

  afterAll(closeGateways);

  describe.each(pages)('$name', ({ examples }) => {
    beforeAll(async () => {
      if (!isChanged) return;
      await closeGateways();
      await site.reset();
      await site.php(`update_option('pressql_test_fields', 'acf,yoast'); ${demoPermalinks}`);
      isChanged = false;
    });

    it.each(examples)('$block.place', async ({ block, answer }) => {
      isChanged ||= isChange(block);
      if (block.language === 'php') {
        await site.plugin(block.code);
        await closeGateways();
        return;
      }
      const gateway = await gatewayFor(block);
      const got = block.language === 'graphql' ? await ask(gateway, block) : await runShell(gateway, block);
      if (answer) expect(got).toEqual(answerLike(JSON.parse(answer.code)));
      else expect(got).toEqual({ data: expect.any(Object) });
    });
  });
});

async function ask({ fetch }: PressQL, { code, marks }: Block): Promise<unknown> {
  const pair = marks['as'] === undefined ? null : pairOf(site, marks['as']);
  const headers = {
    'content-type': 'application/json',
    ...(pair ? { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } : {}),
  };
  const body = JSON.stringify({ query: code });
  const response = await fetch(new Request('http://gateway.test/graphql', { method: 'POST', headers, body }));
  return response.json();
}

/** Runs `curl` as the page shows it, in a folder with the files that the pages name. */
async function runShell({ fetch }: PressQL, { code }: Block): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'pressql-docs-'));
  const listener: Listener = await listen(fetch, { port: 0, host: '127.0.0.1' });
  try {
    const picture = await fetchPicture();
    writeFileSync(join(folder, 'pier.jpg'), picture);
    const command = code
      .replaceAll('http://localhost:4000', listener.origin)
      .replaceAll('editor:abcd efgh ijkl mnop', pairOf(site, 'editor'));
    return JSON.parse(await run(command, folder));
  } finally {
    await listener.close();
    rmSync(folder, { recursive: true });
  }
}

async function fetchPicture(): Promise<Uint8Array> {
  const path = await site.php('echo wp_get_upload_dir()["baseurl"] . "/2026/09/fog-300x200.jpg";');
  const response = await fetch(path);
  return new Uint8Array(await response.arrayBuffer());
}

function run(command: string, cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('bash', ['-c', command.replace(/^curl /, 'curl -sS ')], { cwd }, (error, stdout, stderr) => {
      if (error) reject(new Error(stderr || error.message));
      else resolve(stdout);
    });
  });
}
