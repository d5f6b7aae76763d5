import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
let ids: Readonly<Record<'draft' | 'author' | 'comment', number>>;
beforeAll(async () => {
  gateway = await startGateway();
  ids = await gateway.site.phpJson(`
    $author = get_user_by('login', '${gateway.site.users['author']?.username}')->ID;
    $draft = wp_insert_post(['post_title' => 'Unfinished', 'post_content' => '<!-- wp:paragraph --><p>Soon</p><!-- /wp:paragraph -->', 'post_status' => 'draft', 'post_author' => $author]);
    $comment = get_comments(['number' => 1, 'status' => 'approve', 'type' => 'comment'])[0]->comment_ID;
    echo json_encode(['draft' => $draft, 'author' => $author, 'comment' => (int) $comment]);`);
});
afterAll(() => gateway.close());

describe('a signed-in user', () => {
  it('is the `viewer`', async () => {
    const question = '{ viewer { name username email roles { nodes { name } } capabilities isRestricted } }';
    expect(await gateway.data(question)).toEqual({ viewer: null });
    const { viewer } = await gateway.as('author').data<{ viewer: Record<string, unknown> }>(question);
    expect(viewer).toMatchObject({
      username: gateway.site.users['author']?.username,
      roles: { nodes: [{ name: 'author' }] },
      isRestricted: false,
    });
    expect(viewer['email']).toContain('@');
    expect(viewer['capabilities']).toContain('publish_posts');
  });

  it('gets an error if the password is wrong', async () => {
    const { data, errors } = await gateway.as(null).ask('{ posts { nodes { title } } }');
    expect(data).toEqual({ posts: null });
    expect(errors?.[0]).toMatchObject({ path: ['posts'], extensions: { code: 'FORBIDDEN' } });
  });

  it.each([
    ['admin', 'Unfinished'],
    ['editor', 'Unfinished'],
    ['author', 'Unfinished'],
    ['contributor', null],
    ['subscriber', null],
  ])('with the role %s sees the draft of an author as %s', async (role, title) => {
    const { post } = await gateway
      .as(role)
      .data<{ post: { title: string } | null }>(
        `{ post(id: "${ids.draft}", idType: DATABASE_ID) { title } }`,
      );
    expect(post?.title ?? null).toBe(title);
  });

  it.each([
    ['author', 'draft', 'Own draft'],
    ['author', 'private', 'Own private'],
    ['subscriber', 'private', 'Own private'],
    ['contributor', 'draft', null],
  ])(
    'with the role %s who may not list %s pages still sees their own page: %s',
    async (role, status, title) => {
      const owner = gateway.site.users[role === 'contributor' ? 'author' : role]?.username;
      const id =
        await gateway.site.php(`echo wp_insert_post(['post_type' => 'page', 'post_title' => 'Own ${status}',
      'post_status' => '${status}', 'post_author' => get_user_by('login', '${owner}')->ID]);`);
      const { page } = await gateway
        .as(role)
        .data<{ page: { title: string } | null }>(`{ page(id: "${id}", idType: DATABASE_ID) { title } }`);
      expect(page?.title.replace('Private: ', '') ?? null).toBe(title);
    },
  );

  it('is a visitor if the header is empty, because some clients send an empty header without credentials', async () => {
    const response = await gateway.pressql.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: '' },
        body: JSON.stringify({ query: '{ viewer { name } }' }),
      }),
    );
    expect(await response.json()).toEqual({ data: { viewer: null } });
  });

  it('sees no draft without credentials', async () => {
    const { post, posts } = await gateway.data<{ post: object | null; posts: { nodes: object[] } }>(
      `{ post(id: "${ids.draft}", idType: DATABASE_ID) { title } posts(where: { status: DRAFT }) { nodes { id } } }`,
    );
    expect(post).toBeNull();
    expect(posts.nodes).toEqual([]);
  });

  it('lists drafts if WordPress lists them for the role', async () => {
    const question = '{ posts(where: { status: DRAFT }) { nodes { title } } }';
    type Posts = { posts: { nodes: { title: string }[] } };
    const forAdmin = await gateway.as('admin').data<Posts>(question);
    expect(forAdmin.posts.nodes.map(({ title }) => title)).toContain('Unfinished');
    const forSubscriber = await gateway.as('subscriber').data<Posts>(question);
    expect(forSubscriber.posts.nodes).toEqual([]);
  });

  it('costs one more request for fields that only editors see, for any number of documents', async () => {
    const { users } = await gateway
      .as('admin')
      .data<{ users: { nodes: { email: string | null; firstName: string | null }[] } }>(
        '{ users { nodes { email firstName lastName username } } }',
      );
    expect(users.nodes.every(({ email }) => email?.includes('@'))).toBe(true);
    expect(gateway.sent.map(({ query }) => query['context'] ?? 'view').sort()).toEqual(['edit', 'view']);
  });

  it('with the role author sees only their own e-mail address', async () => {
    const { users } = await gateway
      .as('author')
      .data<{ users: { nodes: { databaseId: number; email: string | null }[] } }>(
        '{ users { nodes { databaseId email } } }',
      );
    const shown = users.nodes.filter(({ email }) => email !== null).map(({ databaseId }) => databaseId);
    expect(shown.filter((id) => id !== ids.author)).toEqual([]);
  });

  it('with the role editor sees the e-mail address of a comment’s author', async () => {
    const question = `{ comment(id: "${ids.comment}", idType: DATABASE_ID) { isRestricted author { email node { ... on CommentAuthor { email } } } } }`;
    type Found = { comment: { isRestricted: boolean; author: { email: string | null; node: object } } };
    const visitor = await gateway.data<Found>(question);
    expect(visitor.comment).toEqual({ isRestricted: true, author: { email: null, node: { email: null } } });
    const editor = await gateway.as('editor').data<Found>(question);
    expect(editor.comment.isRestricted).toBe(false);
    expect(editor.comment.author.email).toContain('@');
    expect(editor.comment.author.node).toEqual({ email: editor.comment.author.email });
  });

  it('with the role editor sees the texts of pingbacks, even if another field reads their types first', async () => {
    type Comments = { comments: { nodes: { type: string; content?: string | null }[] } };
    const comments = (fields: string) =>
      `posts(first: 100) { nodes { comments(first: 50) { nodes { ${fields} } } } }`;
    const answer = await gateway
      .as('editor')
      .data<Record<'types' | 'texts', { nodes: Comments[] }>>(
        `{ types: ${comments('type')} texts: ${comments('type content')} }`,
      );
    const texts = answer.texts.nodes.flatMap((post) => post.comments.nodes);
    expect(texts.map(({ type }) => type)).toContain('pingback');
    for (const { content } of texts) expect(content).toMatch(/^<p>/);
  });

  it('sees a pingback by its id, and so does a visitor, although WordPress lists none for visitors', async () => {
    const pingback = await gateway.site.phpJson<number>(
      "echo get_comments(['type' => 'pingback', 'number' => 1, 'fields' => 'ids'])[0];",
    );
    const question = `{ comment(id: "${pingback}", idType: DATABASE_ID) { type content } none: comment(id: "999999", idType: DATABASE_ID) { type } }`;
    for (const client of [gateway, gateway.as('subscriber'), gateway.as('editor')]) {
      expect(await client.data(question)).toEqual({
        comment: { type: 'pingback', content: expect.stringMatching(/^<p>/) },
        none: null,
      });
    }
  });

  it('with the role admin sees the settings of types', async () => {
    const question =
      '{ contentType(id: "post", idType: NAME) { public hasArchive isRestricted labels { singularName } } taxonomy(id: "category", idType: NAME) { label public } }';
    expect(await gateway.data(question)).toEqual({
      contentType: { public: null, hasArchive: null, isRestricted: true, labels: null },
      taxonomy: { label: null, public: null },
    });
    expect(await gateway.as('admin').data(question)).toEqual({
      contentType: { public: true, hasArchive: true, isRestricted: false, labels: { singularName: 'Post' } },
      taxonomy: { label: 'Categories', public: true },
    });
  });
});

describe('constants of WordPress that REST does not return', () => {
  it('include properties of built-in types and taxonomies, for users who may edit', async () => {
    const question = `{ page: contentType(id: "page", idType: NAME) { canExport menuPosition publiclyQueryable restControllerClass }
      review: contentType(id: "review", idType: NAME) { canExport menuPosition publiclyQueryable restControllerClass }
      taxonomy(id: "category", idType: NAME) { showInMenu restControllerClass } }`;
    const unknown = { canExport: null, menuPosition: null, restControllerClass: null };
    expect(await gateway.as('admin').data(question)).toEqual({
      page: {
        canExport: true,
        menuPosition: 20,
        publiclyQueryable: false,
        restControllerClass: 'WP_REST_Posts_Controller',
      },
      review: { ...unknown, publiclyQueryable: true },
      taxonomy: { showInMenu: true, restControllerClass: 'WP_REST_Terms_Controller' },
    });
    expect(await gateway.data(question)).toMatchObject({
      page: { ...unknown, publiclyQueryable: null },
      taxonomy: { showInMenu: null, restControllerClass: null },
    });
  });

  it('include the capabilities of a role, taken from a user who has only this role', async () => {
    const { user } = await gateway.as('admin').data<{
      user: { roles: { nodes: Record<string, unknown>[] }; extraCapabilities: string[] };
    }>(
      `{ user(id: "${ids.author}", idType: DATABASE_ID) { extraCapabilities roles { nodes { name displayName capabilities } } } }`,
    );
    const capabilities = await gateway.site.phpJson(
      "echo json_encode(array_keys(get_role('author')->capabilities));",
    );
    expect(user.roles.nodes).toEqual([{ name: 'author', displayName: 'Author', capabilities }]);
    expect(user.extraCapabilities).toEqual(expect.arrayContaining(['author', 'upload_files']));
  });
});

describe('revisions', () => {
  it('are visible to users who may edit the document', async () => {
    await gateway.site.php(
      `wp_update_post(['ID' => ${ids.draft}, 'post_title' => 'Nearly done', 'post_status' => 'publish']);`,
    );
    const question = `{ post(id: "${ids.draft}", idType: DATABASE_ID) {
      title isRevision revisions { nodes { title isRevision revisionOf { node { databaseId } } } } } }`;
    type Found = { post: { revisions: { nodes: object[] } } };
    const visitor = await gateway.data<Found>(question);
    expect(visitor.post.revisions.nodes).toEqual([]);
    const editor = await gateway.as('editor').data<Found>(question);
    expect(editor.post).toMatchObject({
      title: 'Nearly done',
      isRevision: false,
      revisions: {
        nodes: [{ title: 'Nearly done', isRevision: true, revisionOf: { node: { databaseId: ids.draft } } }],
      },
    });
  });
});

describe('cookies of WordPress', () => {
  /** Returns the cookie of a signed-in browser, and the nonce that pages pass to their scripts. */
  const session = () =>
    gateway.site.phpJson<{ cookie: string; nonce: string }>(`
      $user = get_user_by('login', '${gateway.site.users['author']?.username}');
      $expires = time() + 3600;
      $token = WP_Session_Tokens::get_instance($user->ID)->create($expires);
      $cookie = wp_generate_auth_cookie($user->ID, $expires, 'logged_in', $token);
      $_COOKIE[LOGGED_IN_COOKIE] = $cookie;
      wp_set_current_user($user->ID);
      echo json_encode(['cookie' => LOGGED_IN_COOKIE . '=' . rawurlencode($cookie), 'nonce' => wp_create_nonce('wp_rest')]);`);

  const ask = async (headers: Record<string, string>) => {
    const response = await gateway.pressql.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query: '{ viewer { username } }' }),
      }),
    );
    return { cookies: response.headers.getSetCookie(), ...((await response.json()) as object) };
  };

  it('sign in together with their nonce, and the answer sets no cookie', async () => {
    const { cookie, nonce } = await session();
    const answer = await ask({ cookie: `theme=dark; ${cookie}`, 'x-wp-nonce': nonce });
    expect(answer).toEqual({
      cookies: [],
      data: { viewer: { username: gateway.site.users['author']?.username } },
    });
  });

  it('without a nonce do not sign in', async () => {
    const { cookie } = await session();
    expect(await ask({ cookie })).toMatchObject({ data: { viewer: null } });
  });

  it('with a wrong nonce are refused', async () => {
    const { cookie } = await session();
    expect(await ask({ cookie, 'x-wp-nonce': '0123456789' })).toMatchObject({
      data: { viewer: null },
      errors: [{ path: ['viewer'], extensions: { code: 'FORBIDDEN' } }],
    });
  });
});
