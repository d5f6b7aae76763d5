import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { createPressQL } from '../../src/edge/index.ts';
import { pressqlVersion } from '../../src/wordpress/version.edge.ts';
import { bundle } from './bundle.ts';

const url = 'https://site.example';

describe('an option that does not exist at the edge', () => {
  it.each([
    [{ redis: 'redis://127.0.0.1' }, '`redis`', '`ages`'],
    [{ cacheDir: '/tmp' }, '`cacheDir`', 'no disk'],
    [{ feed: 5000 }, '`feed`', '`ages`'],
    [{ webhookSecret: 'secret' }, '`webhookSecret`', 'Node'],
    [{ webhooks: [] }, '`webhooks`', 'Node'],
    [{ typedByExample: ['meta_box'] }, '`typedByExample`', 'JSON schema'],
    [{ graphiql: true }, '`graphiql`', 'Apollo Sandbox'],
    [{ rateWrites: 10 }, '`rateWrites`', 'the host'],
    [{ allowFileUrls: true }, '`allowFileUrls`', 'upload'],
    [{ trustedDocuments: 'documents.json' }, '`trustedDocuments', 'Import the JSON'],
    [{ acf: './acf-json' }, '`acf', 'Import the JSON'],
    [{ url: undefined }, '`url`', 'address'],
  ])('is an error that says what to do: %o', (options, name, advice) => {
    const create = () => createPressQL({ url, ...(options as object) });
    expect(create).toThrow(TypeError);
    expect(create).toThrow(name);
    expect(create).toThrow(advice);
  });

  it('is a 500 if a function returns it: a Worker gets its variables with the first request', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const { fetch } = createPressQL(() => ({ url, redis: 'redis://127.0.0.1' }));
    expect((await fetch(new Request('https://graph.example/graphql?query={__typename}'))).status).toBe(500);
    expect(String(log.mock.calls[0]?.[0])).toContain('`redis` does not exist at the edge');
    log.mockRestore();
  });

  it('may be switched off', () => {
    const off = { feed: 0, graphiql: false, rateReads: 0, redis: null, cacheDir: undefined };
    expect(() => createPressQL({ url, ...off })).not.toThrow();
  });
});

describe('the bundle of a Worker', () => {
  it('imports nothing, and is small enough for every plan of Cloudflare', async () => {
    const { code, metafile } = await bundle(
      "import { createPressQL } from 'pressql/edge';\nexport default createPressQL({ url: 'https://site.example' });",
    );
    const [output] = Object.values(metafile.outputs);
    expect(output?.imports).toEqual([]);
    const inputs = Object.values(metafile.inputs).flatMap(({ imports }) => imports);
    expect(inputs.filter(({ path }) => path.startsWith('node:'))).toEqual([]);
    expect(
      Object.keys(metafile.inputs).filter((file) => file.endsWith('.node.js') && file.startsWith('dist')),
    ).toEqual([]);
    // 3 MB on the free plan.
    expect(gzipSync(code).length).toBeLessThan(1024 * 1024);
  });

  it('has the version of the package', () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(pressqlVersion).toBe(version);
  });
});
