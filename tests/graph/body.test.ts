import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { lastOf } from '../../src/content/parts.ts';
import { turns } from '../../src/values/loop.node.ts';
import { startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
let id: number;
beforeAll(async () => {
  gateway = await startGateway({ frontendUrl: 'https://front.example/' });
  id = await gateway.site.phpJson(`
    $image = get_posts(['post_type' => 'attachment', 'post_mime_type' => 'image', 'numberposts' => 1, 'fields' => 'ids'])[0];
    $home = home_url();
    echo wp_insert_post(['post_title' => 'A body', 'post_status' => 'publish', 'post_content' => wp_slash(
      '<!-- wp:heading --><h2 class="wp-block-heading" id="top">First &amp; last</h2><!-- /wp:heading -->' .
      '<!-- wp:paragraph --><p>See <a href="' . $home . '/about/">us</a> and <a href="https://else.example/">them</a>.</p><!-- /wp:paragraph -->' .
      '<!-- wp:list --><ul class="wp-block-list"><!-- wp:list-item --><li>one</li><!-- /wp:list-item --></ul><!-- /wp:list -->' .
      '<!-- wp:image {"id":' . $image . '} --><figure class="wp-block-image"><img src="' . wp_get_attachment_url($image) . '" alt="It" class="wp-image-' . $image . '"/></figure><!-- /wp:image -->')]);`);
});
afterAll(() => gateway.close());

const body = async (fields: string) => {
  const { post } = await gateway.data<{ post: Record<string, unknown> }>(
    `{ post(id: "${id}", idType: DATABASE_ID) { ${fields} } }`,
  );
  return post;
};

describe('content', () => {
  it('is available as text and as Markdown without a further request', async () => {
    const post = await body(
      'html: content text: content(format: TEXT) md: content(format: MARKDOWN) wordCount readingTime raw: content(format: RAW)',
    );
    expect(post['html']).toContain('<h2');
    expect(post['text']).toContain('First & last');
    expect(post['text']).not.toContain('<');
    expect(post['md']).toContain('## First & last');
    expect(post['md']).toContain('[them](https://else.example/)');
    expect(post).toMatchObject({ wordCount: 7, readingTime: 1, raw: null });
    expect(gateway.sent).toHaveLength(1);
  });

  it('is converted once, however often a query asks for it', async () => {
    const aliases = Array.from({ length: 40 }, (_, n) => `m${n}: content(format: MARKDOWN, urls: SITE)`);
    let parts = 0;
    const next = vi.spyOn(turns, 'finish').mockImplementation(async (work) => {
      parts += 1;
      return lastOf(work);
    });
    const post = await body(aliases.join(' '));
    next.mockRestore();
    expect(new Set(Object.values(post)).size).toBe(1);
    // It is parsed, and converted.
    expect(parts).toBe(2);
  });

  it('that is too long to convert is still there as HTML, and the error says so', async () => {
    const long = await gateway.site.phpJson<number>(
      "echo wp_insert_post(['post_title' => 'Long', 'post_status' => 'publish', 'post_content' => str_repeat('<p>word</p>', 30000)]);",
    );
    const { data, errors } = await gateway.ask<{ post: Record<string, string | null> }>(
      `{ post(id: "${long}", idType: DATABASE_ID) { html: content(urls: SITE) text: content(format: TEXT) md: content(format: MARKDOWN) blocks { name } } }`,
    );
    expect(data.post['html']?.length).toBeGreaterThan(300_000);
    expect(data.post['text']?.length).toBeGreaterThan(100_000);
    expect(data.post).toMatchObject({ md: null, blocks: null });
    expect(errors?.map(({ path }) => path?.[1]).sort()).toEqual(['blocks', 'md']);
    expect(errors?.[0]?.message).toMatch(/has 3\d{5} characters of HTML.*at most 250000/);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('is available as typed blocks, and costs one more request for media', async () => {
    const { blocks } = await body(
      'blocks { __typename name ... on CoreHeading { attributes { level } } ... on CoreImage { mediaItem { mimeType } } innerBlocks { name } }',
    );
    expect(blocks).toMatchObject([
      { __typename: 'CoreHeading', name: 'core/heading', attributes: { level: 2 } },
      { __typename: 'CoreParagraph', innerBlocks: [] },
      { __typename: 'CoreList', innerBlocks: [{ name: 'core/list-item' }] },
      { __typename: 'CoreImage', mediaItem: { mimeType: expect.stringContaining('image/') } },
    ]);
    expect(gateway.sent.map(({ route }) => route)).toEqual(['/wp/v2/posts', '/wp/v2/media']);
  });

  it('has lists of its headings, links and images', async () => {
    const { headings, links, images } = await body(
      'headings { level text id } links { text isExternal } images { alt }',
    );
    expect(headings).toEqual([{ level: 2, text: 'First & last', id: 'top' }]);
    expect(links).toEqual([
      { text: 'us', isExternal: false },
      { text: 'them', isExternal: true },
    ]);
    expect(images).toEqual([{ alt: 'It' }]);
  });

  it('links to the frontend if the operator sets `frontendUrl`, and to the site for files', async () => {
    const { content } = await body('content');
    expect(content).toContain('href="https://front.example/about/"');
    expect(content).toContain('href="https://else.example/"');
    expect(content).toContain(`src="${gateway.site.url}/`);
  });

  it('is null if it is empty or has a password', async () => {
    const locked = await gateway.site.phpJson<number>(
      `echo wp_insert_post(['post_title' => 'Locked', 'post_status' => 'publish', 'post_password' => 'x', 'post_content' => 'Secret']);`,
    );
    const { post } = await gateway.data<{ post: object }>(
      `{ post(id: "${locked}", idType: DATABASE_ID) { content text: content(format: TEXT) blocks { name } wordCount headings { text } } }`,
    );
    expect(post).toEqual({ content: null, text: null, blocks: null, wordCount: null, headings: null });
  });
});
