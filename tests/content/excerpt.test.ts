import { describe, expect, it } from 'vitest';
import { fullExcerpt, isCountedInWords } from '../../src/content/excerpt.ts';

describe('the excerpt that the gateway generates from the whole content', () => {
  const excerpt = (rendered: string) => fullExcerpt({ rendered, raw: null, teaser: '<p>Before</p>\n' });

  it.each([
    ['differs from what the site makes of the teaser', '<p>Otherwise</p>\n<!--more-->\n<p>After</p>'],
    ['has an element of a plugin', '<p>Before</p>\n<!--more-->\n<div class="share">Share</div>'],
    ['has a block of a plugin', '<p>Before</p>\n<!--more-->\n<p class="wp-block-acme-note">Note</p>'],
    [
      'has a list that may be of either kind',
      '<p>Before</p>\n<!--more-->\n<ul class="wp-block-list"><li>one</li></ul>',
    ],
    ['has what is no HTML', '<p>Before</p>\n<!--more-->\n<p>1 < 2</p>'],
    ['has no More block', '<p>Before</p>\n<p>After</p>'],
  ])('is unknown if the content %s', (_case, rendered) => {
    expect(excerpt(rendered)).toBeNull();
  });

  it('does not depend on the text after its last word', () => {
    const words = Array.from({ length: 60 }, () => 'word').join(' ');
    expect(excerpt(`<p>Before</p><!--more--><p>${words}</p><div class="share">Share</div>`)).toMatch(
      /^<p>Before (word ){54}\[&hellip;\]<\/p>\n$/,
    );
  });

  it('needs only the beginning of long content', () => {
    const long = '<p>word</p>'.repeat(100_000);
    expect(excerpt(`<p>Before</p><!--more-->${long}`)).toMatch(/^<p>Before word.*\[&hellip;\]<\/p>\n$/);
    expect(excerpt(`<p>Before</p><!--more--><script>${long}</script><p>After</p>`)).toBeNull();
  });

  it('has a length in characters if the locale counts characters', () => {
    expect(isCountedInWords('Lighthouse', 'ja')).toBe(false);
    expect(isCountedInWords('灯台', 'zh_CN')).toBe(false);
    expect(isCountedInWords('灯台', 'en_US')).toBe(true);
    expect(isCountedInWords('灯台', null)).toBe(false);
    expect(isCountedInWords('Lighthouse', null)).toBe(true);
  });
});
