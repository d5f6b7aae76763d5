import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emptyNode, type MutationClient, type Node, startMutationClient } from './mutation-client.ts';

let client: MutationClient;
beforeAll(async () => {
  client = await startMutationClient();
});
beforeEach(() => client.gateway.site.reset());
afterAll(() => client.gateway.close());

describe('users', () => {
  it('can be created, changed and deleted by administrators', async () => {
    const made = await client.write(
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
    const { id, databaseId } = made.payload?.['user'] ?? emptyNode;
    const changed = await client.write('updateUser', { id, description: 'Sings' }, 'user { description }');
    expect(changed.payload?.['user']).toEqual({ description: 'Sings' });
    const post = await client.gateway.site.phpJson<number>(
      `echo wp_insert_post(['post_title' => 'Song', 'post_status' => 'publish', 'post_author' => ${databaseId}]);`,
    );
    const gone = await client.write('deleteUser', { id, reassignId: 1 }, 'deletedId user { name }');
    expect(gone.payload).toMatchObject({ deletedId: id, user: { name: 'Wren' } });
    expect(await client.stored(post)).toMatchObject({ author: 1, status: 'publish' });
  });

  it('can change themselves, and no other user', async () => {
    const me = await client.gateway.as('subscriber').data<{ viewer: Node }>('{ viewer { databaseId } }');
    const own = await client.write(
      'updateUser',
      { id: me.viewer.databaseId, description: 'Me' },
      'user { description }',
      'subscriber',
    );
    expect(own.payload?.['user']).toEqual({ description: 'Me' });
    const other = await client.write(
      'updateUser',
      { id: 1, description: 'You' },
      'user { id }',
      'subscriber',
    );
    expect(other.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('leave their content when they are deleted, and are returned with all fields', async () => {
    const made = await client.write(
      'createUser',
      { username: 'wren', email: 'wren@example.org', roles: ['author'] },
      'user { databaseId }',
    );
    const { databaseId } = made.payload?.['user'] ?? emptyNode;
    const post = await client.gateway.site.phpJson<number>(
      `echo wp_insert_post(['post_title' => 'Song', 'post_status' => 'publish', 'post_author' => ${databaseId}]);`,
    );
    const gone = await client.write(
      'deleteUser',
      { id: databaseId },
      'user { username email roles { nodes { name } } }',
    );
    expect(gone.payload?.['user']).toEqual({
      username: 'wren',
      email: 'wren@example.org',
      roles: { nodes: [{ name: 'author' }] },
    });
    expect(await client.stored(post)).toMatchObject({ author: 0, status: 'publish' });
  });

  it('have the default role if the input has none, and are registered with their login names', async () => {
    const selection = 'user { name roles { nodes { name } } }';
    const finch = { username: 'finch', email: 'finch@example.org', firstName: 'Fi' };
    const made = await client.write('createUser', { ...finch, roles: [] }, selection);
    const roles = { nodes: [{ name: 'subscriber' }] };
    expect(made.payload?.['user']).toEqual({ name: 'Fi', roles });
    const other = { ...finch, username: 'wren', email: 'wren@example.org' };
    const registered = await client.write('registerUser', other, selection);
    expect(registered.payload?.['user']).toEqual({ name: 'wren', roles });
  });
});

describe('passwords', () => {
  const login = () => client.gateway.site.users['subscriber']?.username ?? '';
  const reset = (key: string, password: string) =>
    client.gateway.ask(
      'mutation Reset($input: ResetUserPasswordInput!) { resetUserPassword(input: $input) { clientMutationId user { id } } }',
      { input: { key, login: login(), password, clientMutationId: 'r' } },
    );

  it('can be reset with the key of the link', async () => {
    const key = await client.gateway.site.php(
      `echo get_password_reset_key(get_user_by('login', '${login()}'));`,
    );
    const { data, errors } = await reset(key, 'another word, longer');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ resetUserPassword: { clientMutationId: 'r', user: null } });
    const isSet = await client.gateway.site.phpJson<boolean>(
      `echo json_encode(!is_wp_error(wp_authenticate_username_password(null, '${login()}', 'another word, longer')));`,
    );
    expect(isSet).toBe(true);
    const again = await reset(key, 'a third word');
    expect(again.errors?.[0]?.message).toContain('input.key');
  });

  it('cannot be reset with a wrong key', async () => {
    const { data, errors } = await reset('wrong', 'another word');
    expect(data).toEqual({ resetUserPassword: null });
    expect(errors?.[0]?.message).toContain('the password reset link is invalid');
  });

  it('that are forgotten: the answer does not tell whether a user exists', async () => {
    const ask = (username: string) =>
      client.gateway.ask(
        `mutation { sendPasswordResetEmail(input: { username: "${username}" }) { success user { id } } }`,
      );
    const known = await ask(login());
    expect(known).toEqual({ data: { sendPasswordResetEmail: { success: true, user: null } } });
    expect(await ask('nobody-of-that-name')).toEqual(known);
    const isSent = await client.gateway.site.phpJson<boolean>(
      `echo json_encode(get_user_by('login', '${login()}')->user_activation_key !== '');`,
    );
    expect(isSent).toBe(true);
  });
});

describe('the mutation that signs in with a password', () => {
  it('exists only if a plugin of the site supports it', async () => {
    const { errors } = await client.gateway.ask(
      'mutation { login(input: { username: "a", password: "b" }) { authToken } }',
    );
    expect(errors?.[0]?.message).toContain('Cannot query field "login"');
  });
});
