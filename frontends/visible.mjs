// What a visitor sees of a page, and where two pages differ.
import { Parser } from 'htmlparser2';

/** Elements that no visitor sees. Their content has hashes of files and the data that the page is made of. */
const unseen = ['script', 'style', 'template', 'noscript'];
/** Links that mean something to readers and search engines. The others name files of the build. */
const meaningfulLinks = new Set(['canonical', 'alternate', 'next', 'prev', 'icon']);

/** Elements of feeds and sitemaps with a time: of the build, or of a post. */
const times = /<(lastmod|lastBuildDate|pubDate)>([^<]*)<\/\1>/g;

/**
 * Returns the tags, attributes and texts of a page, one in each line, without what names the build or the endpoint.
 *
 * @param {import('./crawl.mjs').Page} page
 * @param {object} options
 * @param {readonly string[]} options.addresses Addresses of the endpoint. They differ between the two sides.
 * @param {readonly string[]} [options.without] Names of elements to leave out. @default []
 * @param {Date} [options.builtSince] Times of feeds and sitemaps from then on are those of the build, and left out. @default none
 */
export function visibleLines({ status, location, type, body }, { addresses, without = [], builtSince }) {
  const lines = [`status ${status} ${type} ${location}`];
  if (type === 'text/html') lines.push(...htmlLines(body, new Set([...unseen, ...without])));
  else lines.push(...withoutBuildTimes(body, builtSince).split('\n'));
  return lines.map((line) => addresses.reduce((text, address) => replaceAddress(text, address), line));
}

/** Returns the texts in the body of an HTML page, each as long as no tag interrupts it. */
export function visibleTexts({ body }) {
  const lines = htmlLines(body, new Set([...unseen, 'head']));
  return lines.filter((line) => !line.startsWith('<'));
}

/** Keeps the times of posts, which are older than the build: they are a part of the answer. */
function withoutBuildTimes(body, builtSince) {
  if (!builtSince) return body;
  return body.replace(times, (element, _name, time) => {
    // Texts have no milliseconds, so the second of the start counts as later.
    return new Date(time).getTime() >= Math.floor(builtSince.getTime() / 1000) * 1000 ? '' : element;
  });
}

function replaceAddress(text, address) {
  return text.replaceAll(address, '{endpoint}').replaceAll(encodeURIComponent(address), '{endpoint}');
}

function htmlLines(body, skipped) {
  const lines = [];
  let hidden = 0;
  let text = '';
  const flush = () => {
    const visible = text.replace(/\s+/g, ' ').trim();
    if (visible) lines.push(visible);
    text = '';
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      if (skipped.has(name)) hidden += 1;
      if (hidden > 0 || (name === 'link' && !meaningfulLinks.has(attributes['rel']))) return;
      flush();
      const pairs = Object.entries(attributes).map(
        ([key, value]) => ` ${key}="${value.replace(/\s+/g, ' ')}"`,
      );
      lines.push(`<${name}${pairs.sort().join('')}>`);
    },
    ontext(part) {
      if (hidden === 0) text += part;
    },
    onclosetag(name) {
      if (skipped.has(name)) hidden -= 1;
      else if (hidden === 0) flush();
    },
  });
  parser.end(body);
  flush();
  return lines;
}

/**
 * Returns the first lines in which two pages differ, or null.
 *
 * @param {readonly string[]} expected
 * @param {readonly string[]} actual
 */
export function firstDifference(expected, actual) {
  const index = expected.findIndex((line, place) => line !== actual[place]);
  if (index < 0 && expected.length === actual.length) return null;
  const place = index < 0 ? expected.length : index;
  const shown = (lines) => (lines[place] ?? '(the end)').slice(0, 400);
  return {
    line: place,
    wpgraphql: shown(expected),
    pressql: shown(actual),
    before: (expected[place - 1] ?? '').slice(0, 200),
  };
}
