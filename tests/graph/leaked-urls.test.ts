import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
let post: { id: number; link: string };
beforeAll(async () => {
  gateway = await startGateway();
  post = await gateway.site.phpJson(
    `$id = wp_insert_post(['post_title' => 'Leaky', 'post_content' => 'Body', 'post_excerpt' => 'Short', 'post_status' => 'publish']);
     wp_insert_comment(['comment_post_ID' => $id, 'comment_content' => 'Mine', 'comment_approved' => 1]);
     echo json_encode(['id' => $id, 'link' => get_permalink($id)]);`,
  );
  await gateway.site.plugin(`
    $leak = function ($html) {
      $here = home_url($_SERVER['REQUEST_URI']);
      return $html . '<p><a href="' . esc_url(add_query_arg('replytocom', 5)) . '#respond">Reply</a>'
        . '<a href="' . esc_url(wp_login_url($here)) . '">Log in</a><a href="' . esc_url($here) . '">Read on</a>'
        . '<form action="' . esc_attr($_SERVER['REQUEST_URI']) . '"></form>'
        . '<a href="' . esc_url(home_url('/wp-json/wp/v2/types')) . '">API</a></p>';
    };
    foreach (['the_content', 'the_excerpt', 'comment_text'] as $f) add_filter($f, $leak, 99);`);
});
afterAll(() => gateway.close());

it('links that plugins build from the URL of the request point to the page instead', async () => {
  const data = await gateway.data<{
    post: { content: string; links: { url: string }[] } & Record<string, unknown>;
  }>(
    `{ post(id: "${post.id}", idType: DATABASE_ID) { content excerpt markdown: content(format: MARKDOWN) links { url }
       blocks { __typename renderedHtml } comments { nodes { content } } } }`,
  );
  expect(JSON.stringify(data)).not.toMatch(/_fields/);
  const path = new URL(post.link).pathname;
  const reply = new URL(post.link);
  reply.searchParams.set('replytocom', '5');
  reply.hash = 'respond';
  expect(data.post.links.map(({ url }) => url)).toEqual([
    reply.href,
    expect.stringContaining(`redirect_to=${encodeURIComponent(post.link)}`),
    post.link,
    expect.stringMatching(/wp-json\/wp\/v2\/types$/),
  ]);
  expect(data.post.content).toContain(path);
  expect(data.post['excerpt']).toContain('replytocom=5#respond');
});
