import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
beforeEach(() => gateway.site.reset());
afterAll(() => gateway.close());

type Node = Record<string, unknown> & {
  databaseId: number;
  id: string;
  categories?: { nodes: { count: number }[] };
};

const none: Node = { databaseId: 0, id: '' };

const admin = () => gateway.as('admin');

/** What WordPress itself has of a post. */
const stored = (id: number) =>
  gateway.site.phpJson<Record<string, unknown>>(`
    $post = get_post(${id});
    echo json_encode($post ? ['title' => $post->post_title, 'status' => $post->post_status, 'content' => $post->post_content,
      'categories' => wp_get_post_categories($post->ID, ['fields' => 'slugs']), 'sticky' => is_sticky($post->ID),
      'format' => get_post_format($post->ID), 'author' => (int) $post->post_author, 'parent' => $post->post_parent,
      'thumbnail' => (int) get_post_thumbnail_id($post->ID)] : null);`);

const write = async (name: string, input: object, selection: string, role = 'admin') => {
  const type = name[0]?.toUpperCase() + name.slice(1);
  const answer = await gateway
    .as(role)
    .ask<Record<string, Record<string, Node> | null>>(
      `mutation Write($input: ${type}Input!) { ${name}(input: $input) { clientMutationId ${selection} } }`,
      { input: { clientMutationId: 'one', ...input } },
    );
  return { payload: answer.data?.[name] ?? null, errors: answer.errors };
};

const posts = () => gateway.sent.filter(({ method }) => method === 'POST' || method === 'DELETE');

describe('content', () => {
  it('is made in one request, and answered from it', async () => {
    const { payload, errors } = await write(
      'createPost',
      { title: 'High water', content: '<p>Tonight</p>', status: 'PUBLISH', isSticky: true },
      'post { databaseId title(format: RAW) content status isSticky author { node { name } } }',
    );
    expect(errors).toBeUndefined();
    expect(payload).toMatchObject({
      clientMutationId: 'one',
      post: { title: 'High water', content: '<p>Tonight</p>\n', status: 'publish', isSticky: true },
    });
    expect(posts()).toHaveLength(1);
    expect(await stored(payload?.['post']?.databaseId ?? 0)).toMatchObject({
      title: 'High water',
      status: 'publish',
      sticky: true,
    });
  });

  it('is a draft unless said otherwise', async () => {
    const { payload } = await write('createPage', { title: 'Later' }, 'page { status }');
    expect(payload?.['page']).toEqual({ status: 'draft' });
  });

  it('gets terms by id, slug and name, and those that are not there yet', async () => {
    const { harbour, markets } = await gateway.site.phpJson<Record<string, number>>(
      `echo json_encode(['harbour' => get_term_by('slug', 'harbour', 'category')->term_id, 'markets' => get_term_by('name', 'Bakeries', 'category')->term_id]);`,
    );
    const { payload, errors } = await write(
      'createPost',
      {
        title: 'Sorted',
        categories: {
          nodes: [{ id: String(harbour) }, { name: 'bakeries' }, { slug: 'tides', name: 'Tides' }],
        },
        tags: { nodes: [{ name: 'never seen' }, { name: 'never seen' }] },
        postFormats: { nodes: [{ slug: 'post-format-aside' }] },
      },
      'post { databaseId categories { nodes { databaseId slug } } tags { nodes { name } } format }',
    );
    expect(errors).toBeUndefined();
    expect(payload?.['post']).toMatchObject({
      categories: { nodes: [{ databaseId: markets }, { databaseId: harbour }, { slug: 'tides' }] },
      tags: { nodes: [{ name: 'never seen' }] },
      format: 'aside',
    });
  });

  it('keeps its terms where more are appended, and loses them where not', async () => {
    const id = await gateway.site.phpJson<number>(
      `echo wp_insert_post(['post_title' => 'Kept', 'post_status' => 'publish', 'post_category' => [get_term_by('slug', 'harbour', 'category')->term_id]]);`,
    );
    const selection = 'post { categories { nodes { slug } } }';
    const added = await write('updatePost', { id, categories: { nodes: [{ slug: 'bakeries' }] } }, selection);
    expect(added.payload?.['post']).toEqual({
      categories: { nodes: [{ slug: 'bakeries' }, { slug: 'harbour' }] },
    });
    const only = { append: false, nodes: [{ slug: 'bakeries' }] };
    const replaced = await write('updatePost', { id, categories: only }, selection);
    expect(replaced.payload?.['post']).toEqual({ categories: { nodes: [{ slug: 'bakeries' }] } });
  });

  it('goes to the trash as it was, and is gone for good when forced', async () => {
    const { payload: made } = await write(
      'createPost',
      { title: 'Short', status: 'PUBLISH' },
      'post { id databaseId slug }',
    );
    const { id, databaseId } = made?.['post'] ?? none;
    const trashed = await write('deletePost', { id }, 'deletedId post { slug status }');
    expect(trashed.payload).toMatchObject({ deletedId: id, post: { slug: 'short', status: 'trash' } });
    const again = await write('deletePost', { id }, 'deletedId');
    expect(again.payload).toBeNull();
    expect(again.errors?.[0]).toMatchObject({
      path: ['deletePost'],
      extensions: { restCode: 'rest_already_trashed', parameters: { id: expect.any(String) } },
    });
    const forced = await write('deletePost', { id, forceDelete: true }, 'deletedId post { title }');
    expect(forced.payload).toMatchObject({ deletedId: id, post: { title: 'Short' } });
    expect(await stored(databaseId)).toBeNull();
  });

  it('goes to the trash by its status too', async () => {
    const { payload: made } = await write(
      'createPost',
      { title: 'Out', status: 'PUBLISH' },
      'post { databaseId }',
    );
    const id = made?.['post']?.databaseId;
    const { payload } = await write(
      'updatePost',
      { id, title: 'Out!', status: 'TRASH' },
      'post { title status }',
    );
    expect(payload?.['post']).toEqual({ title: 'Out!', status: 'trash' });
    expect(await stored(id ?? 0)).toMatchObject({ status: 'trash', title: 'Out!' });
  });

  it('of a site’s own type, with its terms and typed meta', async () => {
    const { payload, errors } = await write(
      'createReview',
      {
        title: 'A café',
        status: 'PUBLISH',
        meta: { rating: 4.5, recommended: true },
        genres: { nodes: [{ name: 'Coffee' }] },
      },
      'review { title meta { rating recommended } genres { nodes { name } } }',
    );
    expect(errors).toBeUndefined();
    expect(payload?.['review']).toEqual({
      title: 'A café',
      meta: { rating: 4.5, recommended: true },
      genres: { nodes: [{ name: 'Coffee' }] },
    });
  });

  it('takes objects and lists of a site’s own meta', async () => {
    const location = { city: 'Porto', lat: 41.1 };
    const { payload, errors } = await write(
      'createPost',
      { title: 'Typed', meta: { subtitle: 'S', sources: ['a', 'b'], location } },
      'post { meta { subtitle sources location { city lat } } }',
    );
    expect(errors).toBeUndefined();
    expect(payload?.['post']).toEqual({ meta: { subtitle: 'S', sources: ['a', 'b'], location } });
    const wrong = await write('createPost', { title: 'x', meta: { readingMinutes: 'five' } }, 'post { id }');
    expect(wrong.errors?.[0]?.message).toContain('Int cannot represent');
  });

  it('is read anew after a write in the same operation', async () => {
    const data = await admin().data<Record<string, { post: Node }>>(`mutation {
      one: createPost(input: { title: "First", status: PUBLISH, categories: { nodes: [{ slug: "harbour" }] } }) { post { categories { nodes { count } } } }
      two: createPost(input: { title: "Second", status: PUBLISH, categories: { nodes: [{ slug: "harbour" }] } }) { post { categories { nodes { count } } } }
    }`);
    const count = (name: string) => (data[name]?.post ?? none).categories?.nodes[0]?.count ?? 0;
    expect(count('two')).toBe(count('one') + 1);
  });
});

describe('a refusal', () => {
  it('is at the mutation’s place; those after it are still done', async () => {
    const { data, errors } = await admin().ask<Record<string, { post: object } | null>>(`mutation {
      bad: updatePost(input: { id: 999999, title: "x" }) { post { title } }
      good: createPost(input: { title: "Still done" }) { post { title } }
    }`);
    expect(data).toEqual({ bad: null, good: { post: { title: 'Still done' } } });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({
      path: ['bad'],
      extensions: {
        code: 'NOT_FOUND',
        restCode: 'rest_post_invalid_id',
        parameters: { id: expect.any(String) },
      },
    });
  });

  it.each([
    ['a parameter', { title: 'x', commentStatus: 'perhaps' }, 'commentStatus'],
    ['an author', { title: 'x', authorId: 99999 }, 'authorId'],
  ])('names the input’s field for %s', async (_what, input, field) => {
    const { errors } = await write('createPost', input, 'post { id }');
    expect(errors?.[0]?.extensions?.['parameters']).toHaveProperty(field);
  });

  it('is an error of the input where REST can’t do it', async () => {
    const { payload, errors } = await write(
      'createPost',
      { title: 'x', toPing: ['https://a.example'] },
      'post { id }',
    );
    expect(payload).toBeNull();
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(errors?.[0]?.message).toContain('input.toPing');
    expect(gateway.sent).toEqual([]);
  });

  it('of a term that is there names it', async () => {
    await write('createCategory', { name: 'Fog' }, 'category { id }');
    const { errors } = await write('createCategory', { name: 'Fog' }, 'category { id }');
    expect(errors?.[0]?.extensions).toMatchObject({
      restCode: 'term_exists',
      parameters: { name: expect.any(String) },
    });
  });
});

describe('who may', () => {
  it.each([
    ['admin', 'publish'],
    ['editor', 'publish'],
    ['author', 'publish'],
    ['contributor', null],
    ['subscriber', null],
  ])('%s publishes: %s', async (role, status) => {
    const { payload, errors } = await write(
      'createPost',
      { title: 'x', status: 'PUBLISH' },
      'post { status }',
      role,
    );
    expect(payload?.['post']?.['status'] ?? null).toBe(status);
    if (!status) expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('no visitor, and nobody with a wrong password', async () => {
    const mutation = 'mutation { createPost(input: { title: "x" }) { post { id } } }';
    for (const asking of [gateway, gateway.as(null)]) {
      const { data, errors } = await asking.ask(mutation);
      expect(data).toEqual({ createPost: null });
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'FORBIDDEN',
        advice: expect.stringContaining('Sign in'),
      });
    }
  });
});

describe('terms', () => {
  it('are made, changed and deleted', async () => {
    const made = await write(
      'createCategory',
      { name: 'Fog', description: 'Thick' },
      'category { id slug description }',
    );
    expect(made.payload?.['category']).toMatchObject({ slug: 'fog', description: 'Thick' });
    const id = made.payload?.['category']?.id;
    const child = await write('createCategory', { name: 'Sea fog', parentId: id }, 'category { parentId }');
    expect(child.payload?.['category']).toEqual({ parentId: id });
    const changed = await write('updateCategory', { id, name: 'Mist' }, 'category { name description }');
    expect(changed.payload?.['category']).toEqual({ name: 'Mist', description: 'Thick' });
    const gone = await write('deleteCategory', { id }, 'deletedId category { name }');
    expect(gone.payload).toMatchObject({ deletedId: id, category: { name: 'Mist' } });
  });
});

describe('comments', () => {
  const post = () =>
    gateway.site.phpJson<number>(
      `update_option('comment_moderation', 0); update_option('comment_previously_approved', 0); echo wp_insert_post(['post_title' => 'Talk', 'post_status' => 'publish', 'comment_status' => 'open']);`,
    );

  it('are written by visitors as by the site’s form', async () => {
    const commentOn = await post();
    const mutation = `mutation Say($input: CreateCommentInput!) { createComment(input: $input) { success comment { content author { node { name } } } } }`;
    const input = { commentOn, content: 'Lovely fog', author: 'Ines', authorEmail: 'ines@example.org' };
    const { data, errors } = await gateway.ask(mutation, { input });
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      createComment: {
        success: true,
        comment: { content: '<p>Lovely fog</p>\n', author: { node: { name: 'Ines' } } },
      },
    });
    const twice = await gateway.ask(mutation, { input });
    expect(twice.data).toEqual({ createComment: null });
    expect(twice.errors?.[0]?.message).toContain('Duplicate comment');
  });

  it('of visitors that wait for approval are not shown', async () => {
    const commentOn = await post();
    await gateway.site.php(`update_option('comment_moderation', 1);`);
    const { data } = await gateway.ask(
      `mutation { createComment(input: { commentOn: ${commentOn}, content: "Waiting", author: "Ines", authorEmail: "ines@example.org" }) { success comment { id } } }`,
    );
    expect(data).toEqual({ createComment: { success: true, comment: null } });
  });

  it('are approved, binned and restored by moderators', async () => {
    const commentOn = await post();
    const made = await write(
      'createComment',
      { commentOn, content: 'Mine' },
      'success comment { id status }',
    );
    expect(made.payload).toMatchObject({ success: true, comment: { status: 'APPROVE' } });
    const id = made.payload?.['comment']?.id;
    const held = await write(
      'updateComment',
      { id, status: 'HOLD', content: 'Mine!' },
      'comment { status content }',
    );
    expect(held.payload?.['comment']).toEqual({ status: 'HOLD', content: '<p>Mine!</p>\n' });
    const binned = await write('deleteComment', { id }, 'deletedId');
    expect(binned.payload).toMatchObject({ deletedId: id });
    const restored = await write('restoreComment', { id }, 'restoredId comment { status }');
    expect(restored.payload).toMatchObject({ restoredId: id, comment: { status: 'HOLD' } });
  });
});

describe('users', () => {
  it('are made, changed and deleted by administrators', async () => {
    const made = await write(
      'createUser',
      { username: 'wren', email: 'wren@example.org', displayName: 'Wren', firstName: 'W', roles: ['author'] },
      'user { id databaseId name firstName username roles { nodes { name } } }',
    );
    expect(made.errors).toBeUndefined();
    expect(made.payload?.['user']).toMatchObject({
      name: 'Wren',
      firstName: 'W',
      username: 'wren',
      roles: { nodes: [{ name: 'author' }] },
    });
    const { id, databaseId } = made.payload?.['user'] ?? none;
    const changed = await write('updateUser', { id, description: 'Sings' }, 'user { description }');
    expect(changed.payload?.['user']).toEqual({ description: 'Sings' });
    const post = await gateway.site.phpJson<number>(
      `echo wp_insert_post(['post_title' => 'Song', 'post_status' => 'publish', 'post_author' => ${databaseId}]);`,
    );
    const gone = await write('deleteUser', { id, reassignId: 1 }, 'deletedId user { name }');
    expect(gone.payload).toMatchObject({ deletedId: id, user: { name: 'Wren' } });
    expect(await stored(post)).toMatchObject({ author: 1, status: 'publish' });
  });

  it('change themselves, and nobody else', async () => {
    const me = await gateway.as('subscriber').data<{ viewer: Node }>('{ viewer { databaseId } }');
    const own = await write(
      'updateUser',
      { id: me.viewer.databaseId, description: 'Me' },
      'user { description }',
      'subscriber',
    );
    expect(own.payload?.['user']).toEqual({ description: 'Me' });
    const other = await write('updateUser', { id: 1, description: 'You' }, 'user { id }', 'subscriber');
    expect(other.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('settings', () => {
  it('are changed by administrators, and read anew by all', async () => {
    const { payload, errors } = await write(
      'updateSettings',
      { generalSettingsTitle: 'The New Lantern', readingSettingsPostsPerPage: 7 },
      'generalSettings { title } allSettings { readingSettingsPostsPerPage generalSettingsDescription }',
    );
    expect(errors).toBeUndefined();
    expect(payload).toMatchObject({
      generalSettings: { title: 'The New Lantern' },
      allSettings: { readingSettingsPostsPerPage: 7, generalSettingsDescription: expect.any(String) },
    });
    expect(await gateway.data('{ generalSettings { title } }')).toEqual({
      generalSettings: { title: 'The New Lantern' },
    });
  });

  it('are not for editors', async () => {
    const { errors } = await write(
      'updateSettings',
      { generalSettingsTitle: 'Mine' },
      'generalSettings { title }',
      'editor',
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('passwords', () => {
  const login = () => gateway.site.users['subscriber']?.username ?? '';
  const reset = (key: string, password: string) =>
    gateway.ask(
      'mutation Reset($input: ResetUserPasswordInput!) { resetUserPassword(input: $input) { clientMutationId user { id } } }',
      { input: { key, login: login(), password, clientMutationId: 'r' } },
    );

  it('are set anew with the key of the link', async () => {
    const key = await gateway.site.php(`echo get_password_reset_key(get_user_by('login', '${login()}'));`);
    const { data, errors } = await reset(key, 'another word, longer');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ resetUserPassword: { clientMutationId: 'r', user: null } });
    const isSet = await gateway.site.phpJson<boolean>(
      `echo json_encode(!is_wp_error(wp_authenticate_username_password(null, '${login()}', 'another word, longer')));`,
    );
    expect(isSet).toBe(true);
    const again = await reset(key, 'a third word');
    expect(again.errors?.[0]?.message).toContain('input.key');
  });

  it('are not set anew with a wrong key', async () => {
    const { data, errors } = await reset('wrong', 'another word');
    expect(data).toEqual({ resetUserPassword: null });
    expect(errors?.[0]?.message).toContain('the password reset link is invalid');
  });

  it('that are forgotten: nobody learns who is a user', async () => {
    const ask = (username: string) =>
      gateway.ask(
        `mutation { sendPasswordResetEmail(input: { username: "${username}" }) { success user { id } } }`,
      );
    const known = await ask(login());
    expect(known).toEqual({ data: { sendPasswordResetEmail: { success: true, user: null } } });
    expect(await ask('nobody-of-that-name')).toEqual(known);
    const isSent = await gateway.site.phpJson<boolean>(
      `echo json_encode(get_user_by('login', '${login()}')->user_activation_key !== '');`,
    );
    expect(isSent).toBe(true);
  });
});

describe('signing in by password', () => {
  it('is there only where a plugin of the site does it', async () => {
    const { errors } = await gateway.ask(
      'mutation { login(input: { username: "a", password: "b" }) { authToken } }',
    );
    expect(errors?.[0]?.message).toContain('Cannot query field "login"');
  });
});

describe('fields that plugins register', () => {
  it('are written to terms, users, comments and media too', async () => {
    await gateway.site.php("update_option('pressql_test_fields', 'meta');");
    await gateway.pressql.refresh();
    const ask = (mutation: string) =>
      admin().data<Record<string, Record<string, unknown>>>(`mutation { ${mutation} }`);
    expect(
      await ask(
        `createCategory(input: { name: "Dyed", meta: { color: "#00ff00" } }) { category { meta { color } } }`,
      ),
    ).toEqual({ createCategory: { category: { meta: { color: '#00ff00' } } } });
    expect(
      await ask(`updateUser(input: { id: 1, meta: { city: "Faro" } }) { user { meta { city } } }`),
    ).toEqual({
      updateUser: { user: { meta: { city: 'Faro' } } },
    });
    const comment = await gateway.site.php("echo get_comments(['number' => 1])[0]->comment_ID;");
    expect(
      await ask(
        `updateComment(input: { id: ${comment}, meta: { stars: 4 } }) { comment { meta { stars } } }`,
      ),
    ).toEqual({ updateComment: { comment: { meta: { stars: 4 } } } });
    const media = await gateway.site.php("echo get_posts(['post_type' => 'attachment'])[0]->ID;");
    expect(
      await ask(
        `updateMediaItem(input: { id: ${media}, meta: { credit: "Ana" } }) { mediaItem { meta { credit } } }`,
      ),
    ).toEqual({ updateMediaItem: { mediaItem: { meta: { credit: 'Ana' } } } });
    const { errors } = await admin().ask(
      'mutation { createCategory(input: { name: "Plain", meta: { color: "green" } }) { category { id } } }',
    );
    expect(errors?.[0]).toMatchObject({
      path: ['createCategory'],
      extensions: { code: 'UPSTREAM_REFUSED', restCode: 'rest_invalid_hex_color' },
    });
  });
});
