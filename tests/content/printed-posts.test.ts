import { expect, it } from 'vitest';
import { parseHtml } from '../../src/content/html.ts';
import { printedPosts } from '../../src/content/printed-posts.ts';

const idsIn = (html: string) => printedPosts(parseHtml(html));
const post = (id: number, type = 'post') =>
  `<article class="post-${id} ${type} type-${type} hentry"></article>`;

it.each<[string, string, readonly (number | null)[]]>([
  ['classic themes', `<article id="post-9" class="post-9 post type-post"></article>${post(8)}`, [9, 8]],
  ['block themes', '<ul><li class="wp-block-post post-7 post type-post"><div>Words</div></li></ul>', [7]],
  [
    'an element inside of another',
    `<div class="col post-6 post type-post">${post(6)}</div>${post(5)}`,
    [6, 5],
  ],
  ['other types', post(4) + post(3, 'page') + post(2), [4, null, 2]],
  ['a page without them', '<body class="blog paged paged-2"><article id="post-9">Nine</article></body>', []],
  ['a single post', '<body class="single postid-7 post-template-default">Seven</body>', []],
  [
    'two ids, and one that is none',
    '<p class="post-1 post-2 type-post"></p><p class="post-x type-post"></p>',
    [],
  ],
  [
    'comments and scripts',
    `<!-- ${post(1)} --><script>"${post(2)}"</script><template>${post(3)}</template>`,
    [],
  ],
])('finds the ids of posts in %s', (_, html, ids) => {
  expect(idsIn(html)).toEqual(ids);
});
