// Reads the pages of a frontend.
import { Parser } from 'htmlparser2';

/**
 * What a frontend answers at one path.
 * @typedef {{ status: number, location: string, type: string, body: string }} Page
 */

/**
 * Follows all links to pages of the same frontend, in the order in which pages name them. Returns pages with the status 200: a
 * redirect, and an address that the frontend does not have, would be equal whatever the endpoint answers.
 *
 * @param {string} origin
 * @param {object} options
 * @param {readonly string[]} options.entries Paths to start at.
 * @param {number} options.limit The most pages to read.
 * @returns {Promise<Map<string, Page>>} By path.
 */
export async function crawl(origin, { entries, limit }) {
  const pages = new Map();
  const seen = new Set();
  const waiting = [...entries];
  while (waiting.length > 0 && pages.size < limit) {
    const path = waiting.shift();
    if (seen.has(path)) continue;
    seen.add(path);
    const page = await readPage(origin, path);
    if (page.status === 200) pages.set(path, page);
    waiting.push(...linksOf(page, new URL(path, origin)));
  }
  return pages;
}

/** Reads one page. Redirects are not followed: where they lead is a part of the answer. */
export async function readPage(origin, path) {
  try {
    const response = await fetch(new URL(path, origin), {
      redirect: 'manual',
      signal: AbortSignal.timeout(60_000),
    });
    return {
      status: response.status,
      location: response.headers.get('location') ?? '',
      type: response.headers.get('content-type')?.split(';')[0] ?? '',
      body: await response.text(),
    };
  } catch (error) {
    return { status: 0, location: '', type: '', body: `No answer: ${error.message}` };
  }
}

/** Returns the paths of this origin to which a page leads. */
function linksOf({ location, type, body }, base) {
  const links = location ? [location] : [];
  if (type === 'text/html') {
    const parser = new Parser({ onopentag: (name, { href }) => name === 'a' && href && links.push(href) });
    parser.end(body);
  }
  return links
    .map((link) => (URL.canParse(link, base) ? new URL(link, base) : null))
    .filter((url) => url?.origin === base.origin)
    .map((url) => url.pathname + url.search);
}
