import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf, startGateway, type TestGateway } from './gateway.ts';

const question = `{
  blockTemplates(first: 2) { totalCount pageInfo { hasNextPage } nodes { id slug theme title source hasThemeFile blocks { name } } }
  blockTemplateParts { nodes { slug area } }
  blockPatternCategories { nodes { name label } }
  blockType(id: "core/paragraph") { id name title category isDynamic attributes }
  globalStyles { theme settings }
}`;

interface Found {
  readonly blockTemplates: {
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean };
    readonly nodes: readonly (Record<string, unknown> & { id: string; blocks: { name: string }[] })[];
  };
  readonly blockTemplateParts: { readonly nodes: readonly { slug: string; area: string }[] };
  readonly blockPatternCategories: { readonly nodes: readonly object[] };
  readonly blockType: Record<string, unknown> & { id: string };
  readonly globalStyles: { readonly theme: string; readonly settings: Record<string, unknown> };
}

describe('a block theme', () => {
  let gateway: TestGateway;
  let theme: string;
  beforeAll(async () => {
    gateway = await startGateway({ service: 'admin', grants: ['block-theme'] });
    theme = await gateway.site.php('echo get_stylesheet();');
  });
  afterAll(() => gateway.close());

  it('is visible to visitors with the grant', async () => {
    const { blockTemplates, ...found } = await gateway.data<Found>(question);
    expect(blockTemplates.totalCount).toBeGreaterThan(2);
    expect(blockTemplates.pageInfo.hasNextPage).toBe(true);
    expect(blockTemplates.nodes).toHaveLength(2);
    expect(blockTemplates.nodes[0]).toMatchObject({ theme, source: 'theme', hasThemeFile: true });
    expect(blockTemplates.nodes[0]?.blocks.map(({ name }) => name)).toContain('core/template-part');
    expect(found.blockTemplateParts.nodes).toContainEqual({ slug: 'header', area: 'header' });
    expect(found.blockPatternCategories.nodes.length).toBeGreaterThan(5);
    expect(found.blockType).toMatchObject({
      name: 'core/paragraph',
      title: 'Paragraph',
      category: 'text',
      isDynamic: false,
      attributes: { dropCap: { type: 'boolean' } },
    });
    expect(found.globalStyles.theme).toBe(theme);
    expect(found.globalStyles.settings).toHaveProperty('color');
  });

  it('costs requests only for the selected fields', async () => {
    await gateway.data('{ blockTemplates { nodes { slug } } blockPatterns { nodes { title } } }');
    const read = gateway.sent.map((sent) => [sent.route, fieldsOf(sent)] as const);
    expect(read).toHaveLength(2);
    expect(Object.fromEntries(read)).toEqual({
      '/wp/v2/templates': ['id', 'slug'],
      '/wp/v2/block-patterns/patterns': ['name', 'title'],
    });
  });

  it('has nodes that can be looked up by global id', async () => {
    const { blockTemplates, blockType } = await gateway.data<Found>(question);
    const [template] = blockTemplates.nodes;
    const { a, b } = await gateway.data<{ a: object; b: object }>(
      `{ a: node(id: "${template?.id}") { ... on BlockTemplate { slug } } b: node(id: "${blockType.id}") { ... on BlockType { name } } }`,
    );
    expect([a, b]).toEqual([{ slug: template?.['slug'] }, { name: 'core/paragraph' }]);
  });

  it('has the templates that content names', async () => {
    const custom = await gateway.site.phpJson<Record<string, string>>(
      "echo json_encode((object) wp_get_theme()->get_page_templates(null, 'page'));",
    );
    const [file, label] = Object.entries(custom)[0] ?? ['', ''];
    const typeName = `Template_${label.replaceAll(/\W/g, '')}`;
    const value = `${file.replaceAll('-', '_').toUpperCase()}_BLOCK_TEMPLATE`;
    const id = await gateway.site.php(
      `$id = get_posts(['post_type' => 'page'])[0]->ID; update_post_meta($id, '_wp_page_template', '${file}'); echo $id;`,
    );
    const { page, pages } = await gateway.data<{ page: object; pages: { nodes: object[] } }>(
      `{ page(id: "${id}", idType: DATABASE_ID) { template { __typename templateName ... on ${typeName} { templateName } } }
        pages(where: { template: ${value} }) { nodes { databaseId } } }`,
    );
    expect(page).toEqual({ template: { __typename: typeName, templateName: label } });
    expect(pages.nodes).toEqual([{ databaseId: Number(id) }]);
  });

  it.each(['nobody//nothing', '../users', 'a/../../users/1', '//', 'core/paragraph?context=edit'])(
    'has no template with the id %s',
    async (id) => {
      expect(
        await gateway.data('query ($id: ID!) { blockTemplate(id: $id) { id } blockType(id: $id) { id } }', {
          id,
        }),
      ).toEqual({ blockTemplate: null, blockType: null });
      expect(gateway.sent.every(({ route }) => /^\/wp\/v2\/(templates|block-types)\/\w/.test(route))).toBe(
        true,
      );
    },
  );

  describe('with a template that a visitor looks up by name', () => {
    const template = (id: string) =>
      gateway.data<{ blockTemplate: object | null }>(
        'query ($id: ID!) { blockTemplate(id: $id) { slug status content } }',
        { id },
      );
    const isRecent = () => Number.parseFloat(gateway.site.version) >= 6.5;
    let revision: string;
    beforeAll(async () => {
      revision = await gateway.site.php(`
        $make = function ($slug, $status, $theme) {
          $id = wp_insert_post(['post_type' => 'wp_template', 'post_status' => $status, 'post_name' => $slug, 'post_title' => $slug, 'post_content' => 'first']);
          wp_set_object_terms($id, $theme, 'wp_theme');
          return $id;
        };
        $make('unfinished', 'draft', get_stylesheet());
        wp_trash_post($make('given-up', 'publish', get_stylesheet()));
        $make('海', 'publish', get_stylesheet());
        $make('home', 'publish', 'child of 1.2');
        $id = $make('written-twice', 'publish', get_stylesheet());
        wp_update_post(['ID' => $id, 'post_content' => 'second']);
        echo array_key_first(wp_get_post_revisions($id));`);
    });

    it('returns the template, even if its name has special characters', async () => {
      const shown = { status: 'publish', content: 'first' };
      const slug = encodeURIComponent('海').toLowerCase();
      // Earlier versions of WordPress have a route for such a slug only with some permalink structures.
      if (isRecent()) {
        expect((await template(`${theme}//${slug}`)).blockTemplate).toEqual({ slug, ...shown });
      }
      expect((await template('child of 1.2//home')).blockTemplate).toEqual({ slug: 'home', ...shown });
    });

    it('returns the author of the last change', async () => {
      const writer = await gateway.site.phpJson<{ name: string; databaseId: number }>(`
        $writer = get_userdata(get_posts(['numberposts' => 1])[0]->post_author);
        $id = wp_insert_post(['post_type' => 'wp_template_part', 'post_status' => 'publish', 'post_name' => 'signed', 'post_title' => 'Signed', 'post_author' => $writer->ID, 'post_content' => 'x']);
        wp_set_object_terms($id, get_stylesheet(), 'wp_theme');
        echo json_encode(['name' => $writer->display_name, 'databaseId' => $writer->ID]);`);
      const part = (id: string) =>
        `blockTemplatePart(id: "${theme}//${id}") { originalSource author { node { name databaseId } } }`;
      expect(await gateway.data(`{ signed: ${part('signed')} file: ${part('footer')} }`)).toEqual({
        signed: { originalSource: isRecent() ? 'user' : null, author: { node: writer } },
        file: { originalSource: isRecent() ? 'theme' : null, author: null },
      });
    });

    it('hides drafts, revisions and documents in the trash', async () => {
      for (const slug of [
        'unfinished',
        'given-up__trashed',
        'written-twice/revisions',
        `written-twice/revisions/${revision}`,
        `written-twice/autosaves/${revision}`,
      ]) {
        expect([slug, await template(`${theme}//${slug}`)]).toEqual([slug, { blockTemplate: null }]);
      }
    });
  });
});

describe('a block theme without the grant', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  it('is empty for visitors, with a notice that names the grant', async () => {
    const { data, errors, extensions } = await gateway.ask<Found>('{ blockTemplates { nodes { slug } } }');
    expect({ data, errors }).toEqual({ data: { blockTemplates: { nodes: [] } } });
    expect(extensions?.pressql.notices).toMatchObject([
      { path: ['blockTemplates'], reason: 'FORBIDDEN', grant: 'block-theme' },
    ]);
  });

  it('is visible to administrators', async () => {
    const { blockTemplates } = await gateway.as('admin').data<Found>(question);
    expect(blockTemplates.totalCount).toBeGreaterThan(2);
  });
});
