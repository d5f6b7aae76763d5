import { describe, expect, it } from 'vitest';
import { flattened } from '../../src/content/blocks/block.ts';
import { blocksOfHtml } from '../../src/content/blocks/blocks.ts';
import { blocksOfRaw } from '../../src/content/blocks/saved.ts';
import { fullExcerpt } from '../../src/content/excerpt.ts';
import { parseHtml } from '../../src/content/html.ts';
import { imagesOf } from '../../src/content/images.ts';
import { linksOf } from '../../src/content/links.ts';
import { markdownOf } from '../../src/content/markdown/markdown.ts';
import { navigationLinks } from '../../src/content/navigation.ts';
import { headingsOf } from '../../src/content/outline.ts';
import { textOf } from '../../src/content/text.ts';
import { countWords } from '../../src/content/words.ts';

/** Converts HTML in all ways. Returns the lengths of its text and its Markdown. */
function readAll(html: string): { text: string; markdown: string } {
  const document = parseHtml(html);
  const text = textOf(document.children);
  const markdown = markdownOf(document.children);
  headingsOf(document);
  linksOf(document);
  imagesOf(document);
  navigationLinks(document.children);
  blocksOfHtml(document);
  blocksOfRaw({ raw: html, reader: 'visitor', patterns: {}, classic: 'whole' }, document);
  countWords(text);
  fullExcerpt({ rendered: `<!--more-->${html}`, raw: null, teaser: '' });
  fullExcerpt({ rendered: `${html}<!--more-->`, raw: null, teaser: '' });
  return { text, markdown };
}

/** Returns a generator of numbers from 0 up to 1. Its numbers depend only on the seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const real = `<!-- wp:heading {"level":3} --><h3 id="a">Fog &amp; tide</h3><!-- /wp:heading -->
<!-- wp:paragraph --><p>One <strong>two</strong> <a href="https://a.example/?b=1&amp;c=2" title="T">three</a><sup data-fn="x" class="fn"><a href="#x" id="x-link">1</a></sup></p><!-- /wp:paragraph -->
<!-- wp:list --><ul><li>a<ul><li>b</li></ul></li></ul><!-- /wp:list -->
<!-- wp:image {"id":7} --><figure class="wp-block-image"><img src="a.png" alt="A" srcset="a.png 1x, b.png 2x" class="wp-image-7"/><figcaption>C</figcaption></figure><!-- /wp:image -->
<!-- wp:table --><figure class="wp-block-table"><table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1<table><tr><td>2</td></tr></table></td></tr></tbody></table></figure><!-- /wp:table -->
<!-- wp:code --><pre class="wp-block-code"><code>a &lt; b</code></pre><!-- /wp:code -->
<!-- wp:columns --><div class="wp-block-columns"><!-- wp:column --><div class="wp-block-column"><blockquote><p>q</p><cite>c</cite></blockquote></div><!-- /wp:column --></div><!-- /wp:columns -->
<!-- wp:latest-posts /--><script>var a = "</p>";</script><style>p{}</style><![CDATA[x]]><iframe src="https://v.example/"></iframe><ol class="wp-block-footnotes"><li id="x">f <a href="#x-link">↩︎</a></li></ol>`;

const pieces = [
  '<',
  '>',
  '</',
  '<!--',
  '-->',
  '"',
  "'",
  '&',
  '&#',
  '\u0000',
  '<p',
  '</div>',
  '<table>',
  '<td>',
  '<li>',
  '{"',
  '\u202e',
  '😀',
  '<pre>',
  '`',
  '|',
];

/** Returns HTML with parts cut, doubled, swapped and mixed with pieces of markup. */
function mangled(html: string, next: () => number): string {
  let result = html;
  for (let times = 1 + Math.floor(next() * 12); times > 0; times--) {
    const at = Math.floor(next() * result.length);
    const to = Math.min(result.length, at + Math.floor(next() * 80));
    const piece = pieces[Math.floor(next() * pieces.length)] ?? '';
    const [before, middle, after] = [result.slice(0, at), result.slice(at, to), result.slice(to)];
    const ways = [
      before + after,
      before + middle + middle + after,
      before + piece + middle + after,
      after + before,
    ];
    result = ways[Math.floor(next() * ways.length)] ?? result;
  }
  return result;
}

describe('content', () => {
  it('is read without an error if it is malformed, and the result is not longer than the HTML', () => {
    const next = random(20_260_510);
    for (let turn = 0; turn < 600; turn++) {
      const html = mangled(real, next);
      const { text, markdown } = readAll(html);
      expect(text.length, html).toBeLessThanOrEqual(html.length + 200);
      expect(markdown.length, html).toBeLessThanOrEqual(html.length * 4 + 1000);
    }
  });

  it.each([
    ['lists', '<ul><li>', '</li></ul>', 120],
    [
      'tables',
      '<figure class="wp-block-table"><table><tbody><tr><td>',
      '</td></tr></tbody></table></figure>',
      45,
    ],
    ['captions', '<figure class="wp-block-image"><figcaption>', '</figcaption></figure>', 120],
  ])(
    'of %s inside of one another has attributes about as long as its blocks',
    (_what, open, close, depth) => {
      const nested = `${open.repeat(depth)}${'<b>x</b><br>'.repeat(200)}${close.repeat(depth)}`;
      const blocks = flattened(blocksOfHtml(parseHtml(nested)));
      const sum = (values: readonly unknown[]) => JSON.stringify(values).length;
      expect(sum(blocks.map(({ attributes }) => attributes))).toBeLessThan(
        12 * sum(blocks.map(({ html }) => html)),
      );
    },
  );

  it.each([
    ['elements', '<div>', '</div>'],
    ['lists', '<ul><li>', '</li></ul>'],
    ['tables', '<table><tr><td>', '</td></tr></table>'],
    ['quotes', '<blockquote>', '</blockquote>'],
    ['words', '<b><i>', '</i></b>'],
    ['links', '<a href="/x">', '</a>'],
    ['headings', '<h2>', '</h2>'],
    ['unclosed elements', '<section><p>', ''],
    ['blocks', '<!-- wp:group --><div>', '</div><!-- /wp:group -->'],
  ])(
    'of %s nested without end is read',
    (_what, open, close) => {
      const depth = 20_000;
      const { text } = readAll(`${open.repeat(depth)}deep${close.repeat(depth)}<p>after</p>`);
      expect(text.length).toBeLessThan(20_000);
    },
    60_000,
  );

  it.each([
    ['a word', 'x'.repeat(3_000_000)],
    ['many paragraphs', '<p>one two</p>'.repeat(20_000)],
    ['a long line of tags', '<br>'.repeat(60_000)],
    ['many brackets', '<'.repeat(300_000)],
    ['many entities', '&amp;'.repeat(60_000)],
    ['one attribute', `<p title="${'a'.repeat(2_000_000)}">x</p>`],
    ['many attributes', `<p ${Array.from({ length: 50_000 }, (_, index) => `a${index}=1`).join(' ')}>x</p>`],
    ['many comments', '<!-- a -->'.repeat(100_000)],
    ['many delimiters without an end', '<!-- wp:a '.repeat(50_000)],
    ['many blocks', '<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph -->'.repeat(5000)],
  ])(
    'of %s is read in time that grows with its length',
    (_what, html) => {
      readAll(html);
    },
    60_000,
  );
});
