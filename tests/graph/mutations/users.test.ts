import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Mutating, type Node, none, startMutating } from './mutating.ts';

let mutating: Mutating;
beforeAll(async () => {
  mutating = await startMutating();
});
beforeEach(() => mutating.gateway.site.reset());
afterAll(() => mutating.gateway.close());

describe('users', () => {
  it('are made, changed and deleted by administrators', async () => {
    const made = await mutating.write(
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
    const changed = await mutating.write('updateUser', { id, description: 'Sings' }, 'user { description }');
    expect(changed.payload?.['user']).toEqual({ description: 'Sings' });
    const post = await mutating.gateway.site.phpJson<number>(
      `echo wp_insert_post(['post_title' => 'Song', 'post_status' => 'publish', 'post_author' => ${databaseId}]);`,
    );
    const gone = await mutating.write('deleteUser', { id, reassignId: 1 }, 'deletedId user { name }');
    expect(gone.payload).toMatchObject({ deletedId: id, user: { name: 'Wren' } });
    expect(await mutating.stored(post)).toMatchObject({ author: 1, status: 'publish' });
  });

  it('change themselves, and nobody else', async () => {
    const me = await mutating.gateway.as('subscriber').data<{ viewer: Node }>('{ viewer { databaseId } }');
    const own = await mutating.write(
      'updateUser',
      { id: me.viewer.databaseId, description: 'Me' },
      'user { description }',
      'subscriber',
    );
    expect(own.payload?.['user']).toEqual({ description: 'Me' });
    const other = await mutating.write(
      'updateUser',
      { id: 1, description: 'You' },
      'user { id }',
      'subscriber',
    );
    expect(other.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('leave what they wrote when they are deleted, and are shown whole', async () => {
    const made = await mutating.write(
      'createUser',
      { username: 'wren', email: 'wren@example.org', roles: ['author'] },
      'user { databaseId }',
    );
    const { databaseId } = made.payload?.['user'] ?? none;
    const post = await mutating.gateway.site.phpJson<number>(
      `echo wp_insert_post(['post_title' => 'Song', 'post_status' => 'publish', 'post_author' => ${databaseId}]);`,
    );
    const gone = await mutating.write(
      'deleteUser',
      { id: databaseId },
      'user { username email roles { nodes { name } } }',
    );
    expect(gone.payload?.['user']).toEqual({
      username: 'wren',
      email: 'wren@example.org',
      roles: { nodes: [{ name: 'author' }] },
    });
    expect(await mutating.stored(post)).toMatchObject({ author: 0, status: 'publish' });
  });

  it('have the site’s usual role where none is said, and are registered under their login names', async () => {
    const selection = 'user { name roles { nodes { name } } }';
    const finch = { username: 'finch', email: 'finch@example.org', firstName: 'Fi' };
    const made = await mutating.write('createUser', { ...finch, roles: [] }, selection);
    const roles = { nodes: [{ name: 'subscriber' }] };
    expect(made.payload?.['user']).toEqual({ name: 'Fi', roles });
    const other = { ...finch, username: 'wren', email: 'wren@example.org' };
    const registered = await mutating.write('registerUser', other, selection);
    expect(registered.payload?.['user']).toEqual({ name: 'wren', roles });
  });
});

describe('passwords', () => {
  const login = () => mutating.gateway.site.users['subscriber']?.username ?? '';
  const reset = (key: string, password: string) =>
    mutating.gateway.ask(
      'mutation Reset($input: ResetUserPasswordInput!) { resetUserPassword(input: $input) { clientMutationId user { id } } }',
      { input: { key, login: login(), password, clientMutationId: 'r' } },
    );

  it('are set anew with the key of the link', async () => {
    const key = await mutating.gateway.site.php(
      `echo get_password_reset_key(get_user_by('login', '${login()}'));`,
    );
    const { data, errors } = await reset(key, 'another word, longer');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ resetUserPassword: { clientMutationId: 'r', user: null } });
    const isSet = await mutating.gateway.site.phpJson<boolean>(
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
      mutating.gateway.ask(
        `mutation { sendPasswordResetEmail(input: { username: "${username}" }) { success user { id } } }`,
      );
    const known = await ask(login());
    expect(known).toEqual({ data: { sendPasswordResetEmail: { success: true, user: null } } });
    expect(await ask('nobody-of-that-name')).toEqual(known);
    const isSent = await mutating.gateway.site.phpJson<boolean>(
      `echo json_encode(get_user_by('login', '${login()}')->user_activation_key !== '');`,
    );
    expect(isSent).toBe(true);
  });
});

describe('signing in by password', () => {
  it('is there only where a plugin of the site does it', async () => {
    const { errors } = await mutating.gateway.ask(
      'mutation { login(input: { username: "a", password: "b" }) { authToken } }',
    );
    expect(errors?.[0]?.message).toContain('Cannot query field "login"');
  });
});
