import { describe, expect, it } from 'vitest';
import { type HtmlDocument, parseHtml, parseInParts } from '../../src/content/html.ts';
import { markdownInParts } from '../../src/content/markdown/markdown.ts';
import { lastOf } from '../../src/content/parts.ts';

const pieces = [
  '<h2 id="a">One &amp; two</h2>',
  '<p>Some <b>bold</b> <a href="/x/?a=1&amp;b=2" title=\'T\'>words</a>&hellip;</p>\n',
  '<ul><li>a<ul><li>b</li></ul></li></ul>',
  '<ol start="3"><li>c</li></ol>',
  '<pre><code>d\n  e</code></pre>',
  '<blockquote><p>f</p></blockquote>',
  '<table><tr><th>g</th></tr><tr><td>h|i</td></tr></table>',
  '<hr>',
  '    text * _ [ <!-- comment --> between blocks ',
  '<div><p>j</p><p>1. k</p><p># l</p><p>- m</p></div>',
  '<script>var n = "</p>";</script>',
  '<p></p>',
];

/** Returns HTML of all pairs of pieces, in many orders. */
const samples = pieces.map((_, step) =>
  pieces.map((piece, index) => piece + pieces[(index * (step + 1) + step) % pieces.length]).join(''),
);

/** What a test can compare of a tree, in which children refer to their parents. */
const shown = ({ children }: HtmlDocument) =>
  JSON.stringify(children, (key, value: unknown) =>
    key === 'parent' ? undefined : value instanceof Map ? [...value] : value,
  );

describe('content that is worked on in parts', () => {
  it.each([1, 7, 64])('of %i characters is the same tree', (characters) => {
    for (const html of samples)
      expect(shown(lastOf(parseInParts(html, characters))), html).toBe(shown(parseHtml(html)));
  });

  it.each([1, 3])('of %i nodes is the same Markdown', (nodes) => {
    for (const html of samples) {
      const { children } = parseHtml(html);
      const whole = lastOf(markdownInParts(children, Number.POSITIVE_INFINITY));
      expect(lastOf(markdownInParts(children, nodes)), html).toBe(whole);
    }
  });

  it('has as many parts as it is long', () => {
    const { children } = parseHtml('<p>One</p>'.repeat(1000));
    expect([...markdownInParts(children)]).toHaveLength(50);
    expect([...parseInParts('x'.repeat(1000), 100)]).toHaveLength(10);
  });
});
