import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/content/html.ts';
import { markdownOf } from '../../src/content/markdown/markdown.ts';
import { textOf } from '../../src/content/text.ts';

const text = (html: string) => textOf(parseHtml(html).children);
const markdown = (html: string) => markdownOf(parseHtml(html).children);

describe('HTML as plain characters', () => {
  it.each([
    ['nothing', '', ''],
    ['paragraphs', '<p>One</p>\n<p>Two</p>', 'One\n\nTwo'],
    ['white space', '<p>  a\n b\t<b> c </b> d </p>', 'a b c d'],
    ['lines', 'a<br>b<br/>\nc', 'a\nb\nc'],
    ['entities', '<p>Tom &amp; Zoë &lt;3 &#8217; &hellip;</p>', 'Tom & Zoë <3 ’ …'],
    ['lists', '<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>', '- a\n- b\n  1. c'],
    ['a table', '<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>', 'A\tB\n1\t2'],
    ['what nobody reads', '<p>a</p><script>x()</script><style>p{}</style><noscript>n</noscript>', 'a'],
    ['unclosed tags', '<p>One<p>Two<b>bold', 'One\n\nTwobold'],
    ['a comment', 'a<!-- secret -->b', 'ab'],
  ])('%s', (_what, html, expected) => {
    expect(text(html)).toBe(expected);
  });
});

describe('HTML as Markdown', () => {
  it.each([
    ['nothing', '', ''],
    ['paragraphs', '<p>One</p><p>Two</p>', 'One\n\nTwo'],
    ['a heading', '<h2>Fog</h2><p>Thick</p>', '## Fog\n\nThick'],
    ['words', '<p><strong>a</strong> <em>b</em> <code>c</code> <del>d</del></p>', '**a** *b* `c` ~~d~~'],
    ['a link', '<p><a href="/x" title="T">y</a></p>', '[y](/x "T")'],
    ['an image', '<p><img src="a.png" alt="A"></p>', '![A](a.png)'],
    ['lists', '<ul><li>a</li><li>b</li></ul><ol start="3"><li>c</li></ol>', '- a\n- b\n\n3. c'],
    ['a quote', '<blockquote><p>a</p></blockquote>', '> a'],
    ['code', '<pre><code class="language-js">a\n  b</code></pre>', '```js\na\n  b\n```'],
    ['a rule', '<p>a</p><hr><p>b</p>', 'a\n\n---\n\nb'],
    [
      'a table',
      '<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1|2</td><td>3</td></tr></tbody></table>',
      '| A | B |\n| --- | --- |\n| 1\\|2 | 3 |',
    ],
    [
      'what Markdown would misread',
      '<p>* a_b_ [x] # 1. `c` &lt;b&gt;</p>',
      '\\* a_b\\_ \\[x] # 1. \\`c\\` \\<b>',
    ],
    ['a number that is no list', '<p>1. January</p>', '1\\. January'],
    ['scripts', '<p>a</p><script>alert(1)</script>', 'a'],
  ])('%s', (_what, html, expected) => {
    expect(markdown(html)).toBe(expected);
  });
});
