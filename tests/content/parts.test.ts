import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/content/html.ts';
import { imagesOf } from '../../src/content/images.ts';
import { linksOf } from '../../src/content/links.ts';
import { headingsOf } from '../../src/content/outline.ts';
import { countWords, readingMinutes } from '../../src/content/words.ts';

describe('headings', () => {
  it('have unique slugs, and the id that links can use', () => {
    const html =
      '<h2>Notes</h2><h3 id="here">Notes</h3><h2>Notes</h2><h4><a id="in"></a>Prix d’été</h4><h2> </h2><h2>火</h2><h2>!</h2>';
    expect(headingsOf(parseHtml(html))).toEqual([
      { level: 2, text: 'Notes', id: null, slug: 'notes' },
      { level: 3, text: 'Notes', id: 'here', slug: 'here' },
      { level: 2, text: 'Notes', id: null, slug: 'notes-2' },
      { level: 4, text: 'Prix d’été', id: 'in', slug: 'in' },
      { level: 2, text: '火', id: null, slug: '火' },
      { level: 2, text: '!', id: null, slug: 'section' },
    ]);
  });
});

describe('links', () => {
  it('are the links with a target', () => {
    const html =
      '<a href=" /a " rel="nofollow" target="_blank" title="T"><b>x</b> y</a><a name="z">z</a><a href="javascript:x()">j</a><a href="#f">f</a><template><a href="/t">t</a></template>';
    expect(linksOf(parseHtml(html))).toEqual([
      { url: '/a', text: 'x y', title: 'T', rel: 'nofollow', target: '_blank' },
      { url: '#f', text: 'f', title: null, rel: null, target: null },
    ]);
  });
});

describe('images', () => {
  it('have the URLs that lazy loading sets later, each image once', () => {
    const html = `<figure class="wp-block-image"><img src="a.png" alt="" class="wp-image-7" width="4" height="3"><figcaption>So <b>it</b> is</figcaption></figure>
      <img src="data:image/gif;base64,R0" data-src="late.png" data-srcset="late.png 2x"><noscript><img src="late.png"></noscript><img alt="nothing">`;
    expect(imagesOf(parseHtml(html))).toMatchObject([
      { src: 'a.png', alt: '', attachment: 7, width: 4, height: 3, caption: 'So <b>it</b> is' },
      { src: 'late.png', srcSet: 'late.png 2x', alt: null, attachment: null, caption: null },
    ]);
  });
});

describe('words', () => {
  it.each([
    ['', 0],
    ['one', 1],
    ['It’s a well-known 3.14 – “fact”.', 5],
    ['これは本です。', 4],
    ['日本 and Japan', 3],
  ])('of %j are %i', (text, count) => {
    expect(countWords(text)).toBe(count);
  });

  it('have a reading time', () => {
    expect([0, 1, 200, 201].map((count) => readingMinutes('word '.repeat(count), 200))).toEqual([0, 1, 1, 2]);
    expect(readingMinutes('火'.repeat(500), 200)).toBe(1);
  });
});
