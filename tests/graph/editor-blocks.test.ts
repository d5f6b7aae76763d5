import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPressQL } from '../../src/index.ts';
import { fieldsOf, type Answer as GatewayAnswer, startGateway, type TestGateway } from './gateway.ts';

type Shown = Record<string, unknown> & { clientId: string; parentClientId: string | null };
type Answer = { page: { editorBlocks: Shown[] } };

const content = `<!-- wp:paragraph {"className":"lead","style":{"color":{"text":"#a00"}}} -->
<p class="lead" style="color:#a00">It's "so" &amp; <strong>bold</strong></p>
<!-- /wp:paragraph -->
<!-- wp:columns {"isStackedOnMobile":false} -->
<div class="wp-block-columns is-not-stacked-on-mobile"><!-- wp:column -->
<div class="wp-block-column"><!-- wp:heading {"level":3} --><h3 class="wp-block-heading" id="a">A title</h3><!-- /wp:heading --></div>
<!-- /wp:column --></div>
<!-- /wp:columns -->
<!-- wp:table --><figure class="wp-block-table"><table><tbody><tr><td data-align="right">1</td></tr></tbody></table></figure><!-- /wp:table -->
<!-- wp:latest-posts {"postsToShow":2} /-->
<!-- wp:paragraph {"metadata":{"blockVisibility":false}} --><p>Hidden by the editor</p><!-- /wp:paragraph -->
<!-- wp:block {"ref":PATTERN} /--><!-- wp:block {"ref":UNPUBLISHED} /-->
<!-- wp:acme/card --><p class="wp-block-acme-card">Hidden by a plugin</p><!-- /wp:acme/card -->`;

let gateway: TestGateway;
let ids: Record<'whole' | 'locked' | 'draft' | 'classic' | 'large', number>;
beforeAll(async () => {
  gateway = await startGateway({ service: 'editor', grants: ['editor-blocks'] });
  await gateway.site.plugin(
    `add_filter('render_block', fn($html, $block) => $block['blockName'] === 'acme/card' ? '' : $html, 10, 2);`,
  );
  ids = await gateway.site.phpJson(`
    $make = fn($post) => wp_insert_post(wp_slash($post + ['post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Blocks']));
    $pattern = $make(['post_type' => 'wp_block', 'post_content' => '<!-- wp:paragraph --><p>From a pattern</p><!-- /wp:paragraph -->']);
    $unpublished = $make(['post_type' => 'wp_block', 'post_status' => 'draft', 'post_content' => '<!-- wp:paragraph --><p>Not yet</p><!-- /wp:paragraph -->']);
    $content = strtr(${JSON.stringify(content).replaceAll('$', '\\$')}, ['PATTERN' => $pattern, 'UNPUBLISHED' => $unpublished]);
    echo json_encode([
      'whole' => $make(['post_content' => $content]),
      'locked' => $make(['post_password' => 'x', 'post_content' => $content]),
      'draft' => $make(['post_status' => 'draft', 'post_content' => $content]),
      'large' => $make(['post_content' => implode('', array_map(fn($letter) => sprintf('<!-- wp:block {"ref":%d} /-->', $make([
        'post_type' => 'wp_block', 'post_content' => sprintf('<!-- wp:paragraph {"x":"%s"} --><p>Part %s</p><!-- /wp:paragraph -->', str_repeat($letter, 200000), $letter)])), ['a', 'b', 'c']))]),
      'classic' => $make(['post_content' => 'Old "text"']),
    ]);`);
});
afterAll(() => gateway.close());

const query = (id: number, fields: string) =>
  `{ page(id: "${id}", idType: DATABASE_ID) { editorBlocks { __typename clientId parentClientId ${fields} } } }`;

const blocksOf = async (id: number, fields: string, asked: Pick<TestGateway, 'data'> = gateway) =>
  (await asked.data<Answer>(query(id, fields))).page.editorBlocks;

const attributes = `
  ... on CoreParagraph { attributes { content className style dropCap cssClassName } }
  ... on CoreColumns { attributes { isStackedOnMobile } }
  ... on CoreHeading { attributes { level content anchor } }
  ... on CoreTable { attributes { body { cells { content tag align } } hasFixedLayout } }
  ... on CoreLatestPosts { attributes { postsToShow displayAuthor } }`;

describe('blocks as the editor saved them, with the grant', () => {
  it('are flat and have the attributes that only the saved text has, in two requests and one for patterns', async () => {
    const blocks = await blocksOf(ids.whole, `renderedHtml cssClassNames isDynamic ${attributes}`);
    expect(
      blocks.map(({ __typename: type, clientId, parentClientId }) => [type, clientId, parentClientId]),
    ).toEqual([
      ['CoreParagraph', '0', null],
      ['CoreColumns', '1', null],
      ['CoreColumn', '1.0', '1'],
      ['CoreHeading', '1.0.0', '1.0'],
      ['CoreTable', '2', null],
      ['CoreLatestPosts', '3', null],
      ['CoreParagraph', '4', null],
      // WordPress does not show the pattern that is not published.
      ['CoreBlock', '5', null],
      ['GenericBlock', '6', null],
    ]);
    const [paragraph, columns, , heading, table, latest, pattern, unpublished, hidden] = blocks;
    expect(paragraph).toMatchObject({
      cssClassNames: ['lead'],
      isDynamic: false,
      attributes: {
        content: 'It\'s "so" &amp; <strong>bold</strong>',
        style: '{"color":{"text":"#a00"}}',
        dropCap: false,
      },
    });
    expect(paragraph?.['renderedHtml']).toMatch(
      /^\n<p class="[^"]*lead[^"]*" style="color:#a00">It's "so" &amp;/,
    );
    expect(columns).toMatchObject({ attributes: { isStackedOnMobile: false } });
    // WordPress adds the classes of the layout when it renders the block.
    expect(columns?.['renderedHtml']).toContain('is-layout-flex');
    expect(heading).toMatchObject({ attributes: { level: 3, content: 'A title', anchor: 'a' } });
    expect(table).toMatchObject({
      attributes: { body: [{ cells: [{ content: '1', tag: 'td', align: 'right' }] }] },
    });
    expect(latest).toMatchObject({ isDynamic: true, attributes: { postsToShow: 2, displayAuthor: false } });
    expect(latest?.['renderedHtml']).toContain('wp-block-latest-posts');
    expect(pattern).toMatchObject({ attributes: { content: 'From a pattern' } });
    expect([unpublished, hidden]).toMatchObject([{ renderedHtml: null }, { renderedHtml: null }]);
    expect(gateway.sent.map(({ route, query: { context } }) => [route, context])).toEqual([
      ['/wp/v2/pages', undefined],
      ['/wp/v2/pages', 'edit'],
      ['/wp/v2/blocks', 'edit'],
    ]);
    const [, saved] = gateway.sent;
    expect(saved && fieldsOf(saved)).toEqual(['content.protected', 'content.raw', 'id', 'status']);
  });

  it('never show what visitors do not see', async () => {
    const shown = JSON.stringify(
      await blocksOf(
        ids.whole,
        `renderedHtml text attributesJson ${attributes} innerBlocks { renderedHtml attributesJson }`,
      ),
    );
    for (const secret of ['Hidden by the editor', 'Hidden by a plugin', 'Not yet'])
      expect(shown).not.toContain(secret);
    expect(await blocksOf(ids.locked, 'renderedHtml')).toEqual([]);
    expect(await gateway.data(query(ids.draft, 'renderedHtml'))).toEqual({ page: null });
    expect(gateway.sent.filter(({ query: { context } }) => context === 'edit')).toEqual([]);
  });

  it('of many documents take one request more', async () => {
    await gateway.data('{ posts(first: 20) { nodes { editorBlocks { name } } } }');
    expect(gateway.sent.map(({ route }) => route)).toEqual(['/wp/v2/posts', '/wp/v2/posts']);
  });

  it('of patterns that are too long together are those of the first patterns', async () => {
    expect(await blocksOf(ids.large, 'renderedHtml')).toMatchObject([
      { __typename: 'CoreParagraph', renderedHtml: expect.stringContaining('Part a') },
      { __typename: 'CoreBlock' },
      { __typename: 'CoreBlock' },
    ]);
  });

  it('are those of `blocks`, too', async () => {
    const { page } = await gateway.data<{ page: { blocks: readonly unknown[] } }>(
      `{ page(id: "${ids.whole}", idType: DATABASE_ID) { blocks { __typename ... on CoreParagraph { attributes { className } } } } }`,
    );
    expect(page.blocks[0]).toEqual({ __typename: 'CoreParagraph', attributes: { className: 'lead' } });
    expect(JSON.stringify(page.blocks)).not.toContain('Hidden by');
  });

  it('are a tree if the query says so, and one block for content of the classic editor', async () => {
    const { page } = await gateway.data<Answer>(
      `{ page(id: "${ids.whole}", idType: DATABASE_ID) { editorBlocks(flat: false) { name innerBlocks { name innerBlocks { name } } } } }`,
    );
    expect(page.editorBlocks[1]).toEqual({
      name: 'core/columns',
      innerBlocks: [{ name: 'core/column', innerBlocks: [{ name: 'core/heading' }] }],
    });
    expect(await blocksOf(ids.classic, 'renderedHtml')).toMatchObject([
      { __typename: 'CoreFreeform', renderedHtml: 'Old "text"' },
    ]);
  });

  it('are all there for those who may edit the content', async () => {
    const editor = gateway.as('editor');
    expect(JSON.stringify(await blocksOf(ids.draft, 'renderedHtml', editor))).toContain(
      'Hidden by the editor',
    );
    const author = await blocksOf(ids.whole, attributes, gateway.as('author'));
    expect(JSON.stringify(author)).not.toContain('Hidden by');
    expect(author).toMatchObject([{ attributes: { className: 'lead' } }, ...Array(8).fill({})]);
  });
});

describe('blocks of rendered HTML, without the grant', () => {
  it('have what the HTML shows, and a notice that names the grant', async () => {
    const plain = await createPressQL({ url: gateway.site.url, cache: false, feed: 0, timeout: 60_000 });
    const response = await plain.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: query(ids.whole, `cssClassNames ${attributes}`) }),
      }),
    );
    const { data, errors, extensions } = (await response.json()) as GatewayAnswer<Answer>;
    await plain.close();
    expect(errors).toBeUndefined();
    expect(data.page.editorBlocks).toMatchObject([
      {
        __typename: 'CoreParagraph',
        cssClassNames: null,
        attributes: { className: null, style: null, dropCap: false },
      },
      { __typename: 'CoreColumns', attributes: { isStackedOnMobile: false } },
      { __typename: 'CoreColumn', clientId: '1.0', parentClientId: '1' },
      { __typename: 'CoreHeading', attributes: { level: 3, content: 'A title' } },
      { __typename: 'CoreTable', attributes: { hasFixedLayout: expect.any(Boolean) } },
      // Its settings are nowhere in the HTML, and their defaults may be wrong.
      { __typename: 'CoreLatestPosts', attributes: null },
      { __typename: 'CoreParagraph' },
    ]);
    expect(new Set(extensions?.pressql.notices.map(({ grant }) => grant))).toEqual(
      new Set(['editor-blocks']),
    );
  });
});
