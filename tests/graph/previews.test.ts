import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
let ids: Readonly<Record<'changed' | 'plain' | 'secret' | 'scheduled' | 'private', number>>;
beforeAll(async () => {
  gateway = await startGateway();
  ids = await gateway.site.phpJson(`
    $author = get_user_by('login', '${gateway.site.users['author']?.username}')->ID;
    $make = fn($title, $more = []) => wp_insert_post(array_merge(['post_title' => $title, 'post_content' => 'As it was', 'post_status' => 'publish', 'post_author' => $author], $more));
    $changed = $make('Published');
    wp_set_post_tags($changed, ['kept']);
    wp_create_post_autosave(['post_ID' => $changed, 'post_type' => 'post', 'post_title' => 'Being changed', 'post_content' => 'As it is to be', 'post_excerpt' => '', 'post_author' => get_current_user_id()]);
    echo json_encode(['changed' => $changed, 'plain' => $make('Untouched', ['post_status' => 'draft']),
      'secret' => $make('Secret', ['post_password' => 'open sesame', 'post_content' => 'Forty thieves']),
      'scheduled' => $make('Tomorrow', ['post_status' => 'future', 'post_date' => gmdate('Y-m-d H:i:s', time() + 86400)]),
      'private' => $make('Ours alone', ['post_status' => 'private'])]);`);
});
afterAll(() => gateway.close());

const preview = (id: number) => `{ post(id: "${id}", idType: DATABASE_ID, asPreview: true) {
  databaseId title content(format: RAW) isPreview isRevision uri status tags { nodes { name } }
  revisionOf { node { databaseId ... on Post { title } } } } }`;

describe('a preview', () => {
  it('shows the saved but unpublished values with the id of the content', async () => {
    const { post } = await gateway.as('admin').data<{ post: Record<string, unknown> }>(preview(ids.changed));
    expect(post).toEqual({
      databaseId: ids.changed,
      title: 'Being changed',
      content: 'As it is to be',
      isPreview: true,
      isRevision: true,
      status: 'inherit',
      uri: expect.stringMatching(/[?&]preview=true$/),
      tags: { nodes: [{ name: 'kept' }] },
      revisionOf: { node: { databaseId: ids.changed, title: 'Published' } },
    });
  });

  it('is also a field of the content, next to the id of the revision', async () => {
    const question = `{ post(id: "${ids.changed}", idType: DATABASE_ID) {
      title isPreview previewRevisionDatabaseId preview { node { databaseId title isPreview } } lastEditedBy { node { name } } } }`;
    type Found = { post: Record<string, unknown> };
    const { post } = await gateway.as('editor').data<Found>(question);
    expect(post).toMatchObject({
      title: 'Published',
      isPreview: false,
      previewRevisionDatabaseId: expect.any(Number),
      preview: { node: { databaseId: ids.changed, title: 'Being changed', isPreview: true } },
      lastEditedBy: { node: { name: expect.any(String) } },
    });
    expect((await gateway.data<Found>(question)).post).toEqual({
      title: 'Published',
      isPreview: false,
      previewRevisionDatabaseId: null,
      preview: null,
      lastEditedBy: null,
    });
  });

  it.each(['contributor', 'subscriber'])('is null to a %s', async (role) => {
    expect(await gateway.as(role).data(preview(ids.changed))).toEqual({ post: null });
  });

  it('is null to visitors', async () => {
    expect(await gateway.data(preview(ids.changed))).toEqual({ post: null });
  });

  it('is the content itself if it has no revisions', async () => {
    const { post } = await gateway.as('author').data<{ post: object }>(preview(ids.plain));
    expect(post).toMatchObject({
      databaseId: ids.plain,
      title: 'Untouched',
      isPreview: false,
      status: 'draft',
    });
  });

  it.each([
    ['post', `id: "%", idType: DATABASE_ID, asPreview: true`],
    ['contentNode', `id: "%", idType: DATABASE_ID, asPreview: true`],
    ['contentNode', `id: "/?p=%&preview=true", idType: URI`],
    ['post', `id: "once-published", idType: SLUG, asPreview: true`],
  ])('of published content without versions is the content, to visitors too: %s(%s)', async (field, args) => {
    const id = await gateway.site.phpJson<number>(
      `$found = get_posts(['name' => 'once-published']); echo $found ? $found[0]->ID : wp_insert_post(['post_title' => 'Once published', 'post_status' => 'publish']);`,
    );
    const question = `{ ${field}(${args.replace('%', String(id))}) { databaseId isPreview status } }`;
    for (const reader of [gateway, gateway.as('subscriber'), gateway.as('admin')]) {
      const data = await reader.data(question);
      expect(data).toEqual({ [field]: { databaseId: id, isPreview: false, status: 'publish' } });
    }
  });

  it('of a draft or of a changed page is null to visitors', async () => {
    const page = await gateway.site.phpJson<number>(
      `$id = wp_insert_post(['post_type' => 'page', 'post_title' => 'A page', 'post_status' => 'publish']); wp_update_post(['ID' => $id, 'post_content' => 'Changed']); echo $id;`,
    );
    const question = `{ post(id: "${ids.plain}", idType: DATABASE_ID, asPreview: true) { title }
      page(id: "${page}", idType: DATABASE_ID, asPreview: true) { title } }`;
    expect(await gateway.data(question)).toEqual({ post: null, page: null });
    await gateway.site.php(`wp_delete_post(${page}, true);`);
  });

  it('is the node of a URI with preview=true', async () => {
    const { contentNode } = await gateway
      .as('admin')
      .data<{ contentNode: object }>(
        `{ contentNode(id: "/?p=${ids.changed}&preview=true", idType: URI) { databaseId isPreview ... on Post { title } } }`,
      );
    expect(contentNode).toEqual({ databaseId: ids.changed, isPreview: true, title: 'Being changed' });
  });
});

describe('revisions', () => {
  const question =
    '{ revisions { nodes { databaseId contentTypeName isPreview status uri ... on Post { title } } } }';
  type Revisions = { revisions: { nodes: Record<string, unknown>[] } };
  const version = { contentTypeName: 'revision', status: 'inherit' };

  it('of all content are listed to users who may edit it, newest first', async () => {
    await gateway.site.php(
      `wp_update_post(['ID' => ${ids.plain}, 'post_title' => 'First']); sleep(1); wp_update_post(['ID' => ${ids.plain}, 'post_title' => 'Second']);`,
    );
    const { revisions } = await gateway.as('admin').data<Revisions>(question);
    expect(revisions.nodes).toMatchObject([
      { ...version, title: 'Second', isPreview: true, uri: expect.stringMatching(/preview=true$/) },
      { ...version, title: 'First', isPreview: false, uri: expect.stringMatching(/^\/\?p=\d+$/) },
      { ...version, title: 'Being changed', isPreview: true },
    ]);
    const lists = gateway.sent.filter(({ route }) => !route.endsWith('/revisions'));
    expect(lists.every(({ query }) => query['context'] === 'edit' || query['_fields'] === 'id,link')).toBe(
      true,
    );
  });

  it('continue after a cursor', async () => {
    const page = (after: string) =>
      gateway.as('admin').data<{
        revisions: { nodes: { title: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
      }>(
        `{ revisions(first: 2${after}) { nodes { ... on Post { title } } pageInfo { endCursor hasNextPage } } }`,
      );
    const first = (await page('')).revisions;
    expect(first.nodes.map(({ title }) => title)).toEqual(['Second', 'First']);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = (await page(`, after: "${first.pageInfo.endCursor}"`)).revisions;
    expect(second.nodes.map(({ title }) => title)).toEqual(['Being changed']);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  it('of one content have the requested order', async () => {
    const titles = async (field: string, order: string) => {
      const { post } = await gateway
        .as('admin')
        .data<{ post: { revisions: { nodes: { title: string }[] } } }>(
          `{ post(id: "${ids.plain}", idType: DATABASE_ID) {
          revisions(where: { orderby: { field: ${field}, order: ${order} } }) { nodes { title } } } }`,
        );
      return post.revisions.nodes.map(({ title }) => title);
    };
    expect(await titles('MODIFIED', 'DESC')).toEqual(['Second', 'First']);
    expect(await titles('DATE', 'ASC')).toEqual(['First', 'Second']);
  });

  it('cannot be filtered, and cannot be ordered by other fields than dates', async () => {
    const revisions = async (where: string) => {
      const { errors } = await gateway
        .as('admin')
        .ask(
          `{ post(id: "${ids.plain}", idType: DATABASE_ID) { revisions(where: { ${where} }) { nodes { id } } } }`,
        );
      return errors?.[0]?.message;
    };
    expect(await revisions('orderby: { field: TITLE, order: ASC }')).toContain('order by DATE or MODIFIED');
    expect(await revisions('search: "x"')).toContain('`where.search`');
  });

  it('of a user are the revisions that the user saved', async () => {
    const { user } = await gateway
      .as('admin')
      .data<{ user: Revisions }>(
        `{ user(id: "1", idType: DATABASE_ID) { revisions { nodes { databaseId } } } }`,
      );
    expect(user.revisions.nodes.length).toBeGreaterThan(0);
  });

  it('are an empty list to visitors and subscribers', async () => {
    for (const client of [gateway, gateway.as('subscriber')]) {
      expect(await client.data(question)).toEqual({ revisions: { nodes: [] } });
    }
  });
});

describe('content that is not public', () => {
  it.each([
    ['scheduled', 'editor', true],
    ['scheduled', 'author', true],
    ['scheduled', 'contributor', false],
    ['private', 'editor', true],
    ['private', 'author', true],
    ['private', 'subscriber', false],
  ] as const)('%s content is visible to the %s: %s', async (what, role, isVisible) => {
    const { post } = await gateway
      .as(role)
      .data<{ post: object | null }>(`{ post(id: "${ids[what]}", idType: DATABASE_ID) { databaseId } }`);
    expect(post !== null).toBe(isVisible);
  });
});

describe('responses', () => {
  it('of many users at once never contain values for another user', async () => {
    const roles = ['admin', 'editor', 'author', 'contributor', 'subscriber', 'visitor', 'stranger'] as const;
    const question = `{ viewer { databaseId } all: posts(first: 100, where: { stati: [DRAFT, PRIVATE, FUTURE, PUBLISH] }) { nodes { databaseId title status } }
      draft: post(id: "${ids.plain}", idType: DATABASE_ID) { title content(format: RAW) }
      private: post(id: "${ids.private}", idType: DATABASE_ID) { title } }`;
    // Calls the gateway without the test helper, which can record the requests of only one query at a time.
    const ask = async (role: (typeof roles)[number]) => {
      const user = gateway.site.users[role];
      const pair = user ? `${user.username}:${user.applicationPassword}` : 'admin:wrong';
      const headers = { 'content-type': 'application/json' };
      const response = await gateway.pressql.fetch(
        new Request('http://gateway.test/graphql', {
          method: 'POST',
          headers:
            role === 'visitor'
              ? headers
              : { ...headers, authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
          body: JSON.stringify({ query: question }),
        }),
      );
      // The order of errors depends on the order of WordPress' responses, so only the data is compared.
      return JSON.stringify(((await response.json()) as { data: unknown }).data);
    };
    const alone = new Map<string, string>();
    for (const role of roles) alone.set(role, await ask(role));
    expect(new Set(alone.values()).size).toBe(roles.length);
    const order = Array.from(
      { length: 28 },
      (_, turn) => roles[(turn * 5 + Math.floor(turn / 7)) % roles.length],
    );
    const together = await Promise.all(
      order.map(async (role) => [role, await ask(role ?? 'visitor')] as const),
    );
    for (const [role, answer] of together) expect(answer).toBe(alone.get(role ?? ''));
  }, 120_000);
});
