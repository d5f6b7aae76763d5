import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pairOf, startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
let ids: Readonly<Record<'theirs' | 'own' | 'draft' | 'comment' | 'category', number>>;
beforeAll(async () => {
  gateway = await startGateway();
  ids = await gateway.site.phpJson(`
    $user = fn($login) => get_user_by('login', $login)->ID;
    $author = $user('${gateway.site.users['author']?.username}');
    $contributor = $user('${gateway.site.users['contributor']?.username}');
    $make = fn($by, $status = 'publish') => wp_insert_post(['post_title' => 'x', 'post_status' => $status, 'post_author' => $by, 'comment_status' => 'open']);
    $theirs = $make(1);
    echo json_encode(['theirs' => $theirs, 'own' => $make($author), 'draft' => $make($contributor, 'draft'), 'category' => get_term_by('slug', 'harbour', 'category')->term_id,
      'comment' => wp_insert_comment(['comment_post_ID' => $theirs, 'comment_content' => 'x', 'comment_approved' => 1])]);`);
});
afterAll(() => gateway.close());

/** An action, as a mutation and as a REST request. */
interface Deed {
  readonly mutation: (who: string) => string;
  readonly rest: (who: string) => readonly [method: string, route: string, body?: object];
  /** Returns PHP code that undoes the action, so that it can be done again. */
  readonly undo?: () => string;
}

const deeds: Readonly<Record<string, Deed>> = {
  'save a draft': {
    mutation: () => 'createPost(input: { title: "x" }) { post { id } }',
    rest: () => ['POST', '/wp/v2/posts', { title: 'x' }],
  },
  'publish a draft of a contributor': {
    mutation: () => `updatePost(input: { id: ${ids.draft}, status: PUBLISH }) { post { id } }`,
    rest: () => ['POST', `/wp/v2/posts/${ids.draft}`, { status: 'publish' }],
    undo: () => `wp_update_post(['ID' => ${ids.draft}, 'post_status' => 'draft']);`,
  },
  'publish as somebody else': {
    mutation: () => 'createPost(input: { title: "x", authorId: "1" }) { post { id } }',
    rest: () => ['POST', '/wp/v2/posts', { title: 'x', author: 1 }],
  },
  'make a post sticky': {
    mutation: () => `updatePost(input: { id: ${ids.own}, isSticky: true }) { post { id } }`,
    rest: () => ['POST', `/wp/v2/posts/${ids.own}`, { sticky: true }],
  },
  'change a post of the author': {
    mutation: () => `updatePost(input: { id: ${ids.own}, title: "y" }) { post { id } }`,
    rest: () => ['POST', `/wp/v2/posts/${ids.own}`, { title: 'y' }],
  },
  'change a post of the administrator': {
    mutation: () => `updatePost(input: { id: ${ids.theirs}, title: "y" }) { post { id } }`,
    rest: () => ['POST', `/wp/v2/posts/${ids.theirs}`, { title: 'y' }],
  },
  'publish a page': {
    mutation: () => 'createPage(input: { title: "x", status: PUBLISH }) { page { id } }',
    rest: () => ['POST', '/wp/v2/pages', { title: 'x', status: 'publish' }],
  },
  'make a category': {
    mutation: (who) => `createCategory(input: { name: "One ${who}" }) { category { id } }`,
    rest: (who) => ['POST', '/wp/v2/categories', { name: `Two ${who}` }],
  },
  'make a tag': {
    mutation: (who) => `createTag(input: { name: "one ${who}" }) { tag { id } }`,
    rest: (who) => ['POST', '/wp/v2/tags', { name: `two ${who}` }],
  },
  'rename a category': {
    mutation: () => `updateCategory(input: { id: ${ids.category}, name: "Harbour" }) { category { id } }`,
    rest: () => ['POST', `/wp/v2/categories/${ids.category}`, { name: 'Harbour' }],
  },
  'hold a comment back': {
    mutation: () => `updateComment(input: { id: ${ids.comment}, status: HOLD }) { comment { id } }`,
    rest: () => ['POST', `/wp/v2/comments/${ids.comment}`, { status: 'hold' }],
  },
  'make a user': {
    mutation: () =>
      'createUser(input: { username: "one", email: "one@example.org", password: "x" }) { user { id } }',
    rest: () => ['POST', '/wp/v2/users', { username: 'two', email: 'two@example.org', password: 'x' }],
  },
  'change the administrator': {
    mutation: () => 'updateUser(input: { id: 1, description: "x" }) { user { id } }',
    rest: () => ['POST', '/wp/v2/users/1', { description: 'x' }],
  },
  'change settings': {
    mutation: () =>
      'updateSettings(input: { readingSettingsPostsPerPage: 9 }) { readingSettings { postsPerPage } }',
    rest: () => ['POST', '/wp/v2/settings', { posts_per_page: 9 }],
  },
  'move a post of the administrator to the trash': {
    mutation: () => `deletePost(input: { id: ${ids.theirs} }) { deletedId }`,
    rest: () => ['DELETE', `/wp/v2/posts/${ids.theirs}`],
    undo: () => `wp_update_post(['ID' => ${ids.theirs}, 'post_status' => 'publish']);`,
  },
};

const everybody = [
  'admin',
  'editor',
  'author',
  'contributor',
  'subscriber',
  'visitor',
  'wrong password',
] as const;
type Somebody = (typeof everybody)[number];

function pair(who: Somebody): string | null {
  if (who === 'visitor') return null;
  return who === 'wrong password' ? 'admin:wrong' : pairOf(gateway.site, who);
}

/** Sends the REST request to WordPress. Returns the error code, or null if WordPress allows the action. */
async function byRest(
  who: Somebody,
  [method, route, body]: ReturnType<Deed['rest']>,
): Promise<string | null> {
  const credentials = pair(who);
  const response = await fetch(gateway.site.restRoot + route.slice(1), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-http-method-override': method,
      ...(credentials ? { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const answer = (await response.json()) as { code?: string };
  return response.ok ? null : (answer.code ?? 'no code');
}

async function byMutation(who: Somebody, mutation: string): Promise<string | null> {
  const client = who === 'visitor' ? gateway : gateway.as(who === 'wrong password' ? null : who);
  const { errors } = await client.ask(`mutation { ${mutation} }`);
  return errors ? String(errors[0]?.extensions?.['restCode'] ?? errors[0]?.message) : null;
}

describe('WordPress decides which users may perform an action:', () => {
  it.each(Object.entries(deeds))(
    '%s',
    async (_what, { mutation, rest, undo }) => {
      const byRestCode: Record<string, string | null> = {};
      const byMutationCode: Record<string, string | null> = {};
      for (const who of everybody) {
        byMutationCode[who] = await byMutation(who, mutation(who));
        if (undo) await gateway.site.php(undo());
        byRestCode[who] = await byRest(who, rest(who));
        if (undo) await gateway.site.php(undo());
      }
      expect(byMutationCode).toEqual(byRestCode);
      // An action that all users may perform, or no user, would prove nothing.
      expect(byMutationCode['admin']).toBeNull();
      expect(byMutationCode['wrong password']).not.toBeNull();
    },
    60_000,
  );
});
