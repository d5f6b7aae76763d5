// Builds one frontend with each endpoint, and compares its pages.
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { buildAndStart, prepare } from './build.mjs';
import { crawl, readPage } from './crawl.mjs';
import { modes } from './modes.mjs';
import { ownWords } from './own-words.mjs';
import { textsOf } from './site.mjs';
import { firstDifference, visibleLines } from './visible.mjs';

/**
 * Returns how many pages each mode has in common with WPGraphQL, and the first difference of each other page. Pages that show nothing of
 * the site are empty: they are not compared.
 *
 * @param {import('./starters.mjs').Starter} starter
 * @param {object} options
 * @param {import('./site.mjs').RunningSite} options.site
 * @param {number} options.port Where the frontend listens.
 * @param {number} options.limit The most pages to read.
 * @param {readonly string[]} options.modes
 */
export async function compareFrontend(starter, options) {
  const frontend = prepare(starter, options);
  const own = `http://127.0.0.1:${options.port}`;
  const entries = starter.entries ?? ['/'];
  const builtSince = new Date();
  const expected = await withFrontend(frontend, 'wpgraphql', options, () =>
    crawl(own, { entries, limit: options.limit }),
  );
  if (expected.size === 0) throw new Error('over WPGraphQL it has no page');
  const isShown = ownWords(textsOf(options.site));
  const shown = new Map([...expected].filter(([, page]) => isShown(page)));
  const result = { pages: expected.size, empty: expected.size - shown.size, modes: {} };
  for (const mode of options.modes) {
    try {
      result.modes[mode] = await withFrontend(frontend, mode, options, async (endpoint) => {
        const pages = new Map();
        for (const path of expected.keys()) pages.set(path, await readPage(own, path));
        const runs = [...pages.values()].every(({ status }) => status === 200);
        const differences = differencesOf(shown, pages, {
          builtSince,
          wpgraphql: addressesOf(`${options.site.url}/graphql`, { starter, site: options.site }),
          pressql: addressesOf(endpoint, { starter, site: options.site }),
        });
        return { runs, ...differences };
      });
    } catch (error) {
      result.modes[mode] = { runs: false, equal: 0, equalOutsideOfNav: 0, failed: error.message };
    }
  }
  return result;
}

/** Compares all pages that show something. `wpgraphql` and `pressql` are the texts of each side that name its endpoint, and so must differ. */
function differencesOf(expected, actual, { wpgraphql, pressql, builtSince }) {
  const compare = (without) =>
    [...expected].flatMap(([path, page]) => {
      const before = visibleLines(page, { addresses: wpgraphql, without, builtSince });
      const after = visibleLines(actual.get(path), { addresses: pressql, without, builtSince });
      const difference = firstDifference(before, after);
      return difference ? [{ path, ...difference }] : [];
    });
  const differences = compare([]);
  const outsideOfNav = compare(['nav']);
  return {
    equal: expected.size - differences.length,
    equalOutsideOfNav: expected.size - outsideOfNav.length,
    differences,
    outsideOfNav,
  };
}

/**
 * Returns the texts in pages that name an endpoint. A frontend that is given the endpoint's origin takes it for that of WordPress,
 * so both then count as one.
 */
function addressesOf(endpoint, { starter, site }) {
  const isGivenOrigin = JSON.stringify([starter.env, starter.edits ?? []]).includes('{origin}');
  return isGivenOrigin ? [new URL(endpoint).origin, site.url] : [endpoint];
}

/** Runs a function while a frontend is served over an endpoint. */
async function withFrontend(frontend, mode, { site, port, work }, use) {
  const stderr = openSync(join(work, `${frontend.starter.name}.${mode}.log`), 'w');
  const { endpoint, close } = await modes[mode](site, { stderr });
  try {
    const own = `http://127.0.0.1:${port}`;
    const words = {
      graphql: endpoint,
      origin: new URL(endpoint).origin,
      site: site.url,
      own,
      port: String(port),
    };
    const stop = await buildAndStart(frontend, words);
    try {
      return await use(endpoint);
    } finally {
      await stop();
    }
  } finally {
    await close();
    closeSync(stderr);
  }
}
