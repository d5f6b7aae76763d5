import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf, startGateway, type TestGateway } from './gateway.ts';

/** The ids of the posts, by the name of their content. */
type Ids = Readonly<Record<string, number>>;

const paragraph = (text: string) => `<!-- wp:paragraph -->\n<p>${text}</p>\n<!-- /wp:paragraph -->\n\n`;
const list =
  '<!-- wp:list -->\n<ul class="wp-block-list"><!-- wp:list-item -->\n<li>one</li>\n<!-- /wp:list-item -->\n\n<!-- wp:list-item -->\n<li>two</li>\n<!-- /wp:list-item --></ul>\n<!-- /wp:list -->\n\n';
const more = '<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->\n\n';
const words = Array.from({ length: 80 }, (_, n) => `word${n}`).join(' ');
const [before, after] = [paragraph('Before <strong>it’s</strong> out'), paragraph(`After "it" - ${words}`)];
const image =
  '<!-- wp:image -->\n<figure class="wp-block-image"><img src="/a.png" alt=""/><figcaption>A caption</figcaption></figure>\n<!-- /wp:image -->\n\n';
const quote = `<!-- wp:quote -->\n<blockquote class="wp-block-quote">${paragraph('Said')}<cite>She</cite></blockquote>\n<!-- /wp:quote -->\n\n`;
const group = `<!-- wp:group -->\n<div class="wp-block-group">${paragraph('Inside')}${list}</div>\n<!-- /wp:group -->\n\n`;
const buttons =
  '<!-- wp:buttons -->\n<div class="wp-block-buttons"><!-- wp:button -->\n<div class="wp-block-button"><a class="wp-block-button__link">Buy</a></div>\n<!-- /wp:button --></div>\n<!-- /wp:buttons -->\n\n';

/** Contents whose rendered HTML is enough to generate the excerpt. */
const sufficient: Readonly<Record<string, string>> = {
  'More in blocks': before + more + after,
  'More in classic content': `Before it's "out" & 3x4.\n\n<!--more-->\n\nAfter -- so... ${words}`,
  'More amid a line, with a text': 'Before<!--more Read on-->after it\n\nand so on :)',
  'little content': before + more + paragraph('After'),
  'no teaser to show': before + more.replace('<!--more-->', '<!--more-->\n<!--noteaser-->') + after,
  'nothing before More': more + after,
  'a long teaser': after + more + before,
  'two Mores': before + more + paragraph('Middle') + more + after,
  'another page after More': `${before + more + paragraph('After')}<!-- wp:nextpage -->\n<!--nextpage-->\n<!-- /wp:nextpage -->\n\n${after}`,
  'another page before More': `${before}<!-- wp:nextpage -->\n<!--nextpage-->\n<!-- /wp:nextpage -->\n\n${paragraph('Two')}${more}${after}`,
  'blocks that are left out': before + more + list + image + buttons + after,
  'a quote and a group': before + more + quote + group + after,
  'a list in classic content': '<p>Before</p>\n<!--more-->\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\nAfter',
  'blocks without lines between them': (
    before +
    more +
    paragraph('One<br>line<br><br>by line') +
    paragraph('Two')
  ).replaceAll('\n', ''),
  'a footnote':
    before + more + paragraph('After<sup data-fn="a" class="fn"><a href="#a" id="a-link">1</a></sup> it'),
};

/** Contents whose rendered HTML is not enough: WordPress removes or changes text when it makes an excerpt. */
const insufficient: Readonly<Record<string, string>> = {
  'a shortcode': 'Before\n\n<!--more-->\n\nAfter [caption width="10"]<img src="/a.png"> Caption[/caption] it',
  'code in quotes': before + more + paragraph("After <code>'it'</code>"),
  'media beside text': `${before + more}<!-- wp:media-text -->\n<div class="wp-block-media-text"><div class="wp-block-media-text__content">${paragraph('Beside')}</div></div>\n<!-- /wp:media-text -->`,
};

let gateway: TestGateway;
let ids: Ids;
beforeAll(async () => {
  gateway = await startGateway();
  const contents = JSON.stringify({
    ...sufficient,
    ...insufficient,
    plain: after,
    own: before + more + after,
  });
  ids = await gateway.site.phpJson<Ids>(`
    $ids = [];
    foreach (json_decode(base64_decode('${Buffer.from(contents).toString('base64')}'), true) as $name => $content) {
      $ids[$name] = wp_insert_post(wp_slash(['post_title' => $name, 'post_content' => $content, 'post_status' => 'publish',
        'post_excerpt' => $name === 'own' ? 'By hand' : '']));
    }
    $content = get_post($ids['little content'])->post_content;
    $ids['draft'] = wp_insert_post(wp_slash(['post_title' => 'Draft', 'post_content' => $content, 'post_status' => 'draft']));
    wp_create_post_autosave(['post_ID' => $ids['draft'], 'post_type' => 'post', 'post_title' => 'Draft', 'post_excerpt' => '',
      'post_content' => wp_slash(str_replace('After', 'Saved', $content)), 'post_author' => get_current_user_id()]);
    $ids['revised'] = wp_insert_post(wp_slash(['post_title' => 'Revised', 'post_type' => 'post', 'post_content' => $content, 'post_status' => 'publish']));
    wp_update_post(wp_slash(['ID' => $ids['revised'], 'post_content' => $content . $content]));
    wp_update_post(wp_slash(['ID' => $ids['revised'], 'post_content' => 'No More', 'post_excerpt' => 'By hand']));
    echo json_encode($ids);`);
});
afterAll(() => gateway.close());

/** Returns the excerpts that WordPress makes on the page of each content, as WPGraphQL does. */
const excerptsOnPages = (postIds: readonly number[]) =>
  gateway.site.phpJson<Readonly<Record<number, string>>>(`
    global $wp_query, $post;
    $excerpts = [];
    foreach (${JSON.stringify(postIds)} as $id) {
      $post = get_post($id);
      $wp_query->parse_query(['p' => $post->post_parent ?: $id]);
      $wp_query->queried_object = $post;
      $wp_query->queried_object_id = $id;
      $excerpts[$id] = apply_filters('the_excerpt', apply_filters('get_the_excerpt', $post->post_excerpt, $post));
    }
    echo json_encode($excerpts);`);

interface Node {
  readonly databaseId: number;
  readonly excerpt: string | null;
}

const read = async (names: readonly string[], fields: string) => {
  const postIds = names.map((name) => ids[name]);
  const { posts } = await gateway.data<{ posts: { nodes: readonly Node[] } }>(
    `query ($in: [ID]) { posts(first: 50, where: { in: $in }) { nodes { databaseId ${fields} } } }`,
    { in: postIds },
  );
  return new Map(posts.nodes.map((node) => [node.databaseId, node.excerpt]));
};

describe('a generated excerpt', () => {
  it('ignores the More block if the query selects the content, as on the page of the post', async () => {
    const names = [...Object.keys(sufficient), 'plain', 'own'];
    const excerpts = await read(names, 'content excerpt');
    const expected = await excerptsOnPages(names.flatMap((name) => ids[name] ?? []));
    for (const name of names) {
      const id = ids[name] ?? 0;
      expect({ [name]: excerpts.get(id) }).toEqual({ [name]: expected[id] });
    }
  });

  it('is REST’s excerpt if the query does not select the content, or if the HTML is not enough', async () => {
    const names = [...Object.keys(sufficient), ...Object.keys(insufficient)];
    const alone = await read(names, 'excerpt');
    const beside = await read(Object.keys(insufficient), 'content excerpt');
    expect(alone.get(ids['More in blocks'] ?? 0)).toBe('<p>Before it’s out</p>\n');
    expect(beside.size).toBe(Object.keys(insufficient).length);
    for (const [id, excerpt] of beside) expect(excerpt).toBe(alone.get(id));
  });

  it('adds no paths to the requests', async () => {
    await read(['plain'], 'excerpt');
    expect(gateway.sent.map(fieldsOf)).toEqual([['excerpt.protected', 'excerpt.rendered', 'id']]);
    await read(['plain'], 'excerpt content');
    expect(gateway.sent.map(fieldsOf)).toEqual([
      ['content.rendered', 'excerpt.protected', 'excerpt.rendered', 'id'],
    ]);
  });

  it('respects the filters of the site', async () => {
    await gateway.site.plugin(`add_filter('the_excerpt', fn($e) => $e . '<p>Read on</p>');`);
    const excerpts = await read(['little content'], 'content excerpt');
    await gateway.site.plugin('');
    expect([...excerpts.values()]).toEqual(['<p>Before it’s out</p>\n<p>Read on</p>']);
  });

  it('ignores the More block of a draft, if the user may edit the draft', async () => {
    const { post } = await gateway
      .as('admin')
      .data<{ post: Node }>(`{ post(id: "${ids['draft']}", idType: DATABASE_ID) { excerpt content } }`);
    expect(post.excerpt).toBe('<p>Before it’s out After</p>\n');
  });
});

describe('the excerpt of a revision', () => {
  const revisions = (
    fields: string,
  ) => `{ post(id: "${ids['revised']}", idType: DATABASE_ID, asPreview: true) { excerpt content }
    saved: post(id: "${ids['draft']}", idType: DATABASE_ID, asPreview: true) { excerpt content }
    published: post(id: "${ids['revised']}", idType: DATABASE_ID) { revisions { nodes { databaseId ${fields} } } } }`;
  interface Found {
    readonly post: Node;
    readonly saved: Node;
    readonly published: { readonly revisions: { readonly nodes: readonly Node[] } };
  }

  it('is generated if the query selects the content', async () => {
    const { post, saved, published } = await gateway.as('admin').data<Found>(revisions('excerpt content'));
    const { nodes } = published.revisions;
    const expected = await excerptsOnPages(nodes.map(({ databaseId }) => databaseId));
    expect(nodes.map(({ excerpt }) => excerpt)).toEqual(nodes.map(({ databaseId }) => expected[databaseId]));
    expect(nodes.map(({ excerpt }) => excerpt)).toContain(
      '<p>Before it’s out After Before it’s out After</p>\n',
    );
    expect(post.excerpt).toBe('<p>By hand</p>\n');
    expect(saved.excerpt).toBe('<p>Before it’s out Saved</p>\n');
  });

  it('is the handwritten excerpt if the query does not select the content', async () => {
    const { published } = await gateway.as('admin').data<Found>(revisions('excerpt'));
    expect(published.revisions.nodes.map(({ excerpt }) => excerpt)).toEqual(['<p>By hand</p>\n', '']);
  });
});
