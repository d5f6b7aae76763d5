import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

/*
 * The plugins are played by must-use plugins with the routes and answers of the real ones, from the source of JWT
 * Authentication for WP REST API 1.5 and JWT Auth 3.0: both sign in with `wp_authenticate()`.
 */

/** Tokens that WordPress accepts: `h.PAYLOAD.USER`, valid until 2100. */
const tokens = `
  function test_token($user) { return 'h.' . rtrim(strtr(base64_encode(json_encode(['exp' => 4102444800])), '+/', '-_'), '=') . '.' . $user->ID; }
  add_filter('determine_current_user', function ($id) {
    return preg_match('/^Bearer h\\\\.\\\\w+\\\\.(\\\\d+)$/', $_SERVER['HTTP_AUTHORIZATION'] ?? '', $found) ? (int) $found[1] : $id;
  }, 20);
  function test_route($route, $answer) { add_action('rest_api_init', fn() => register_rest_route('jwt-auth/v1', $route, ['methods' => 'POST', 'callback' => $answer, 'permission_callback' => '__return_true'])); }
  add_filter('authenticate', function ($user, $name) {
    if ($name === 'locked') return new WP_Error('too_many_retries', '<strong>Error</strong>: Too many failed login attempts. Please try again in 20 minutes.');
    return $user;
  }, 100, 2);`;

/** JWT Authentication for WP REST API: `generate_token()`. */
const jwtAuthentication = `${tokens}
  test_route('token', function ($request) {
    if (get_option('test_unset_secret')) return new WP_Error('jwt_auth_bad_config', 'JWT is not configured properly, please contact the admin', ['status' => 403]);
    $user = wp_authenticate($request['username'], $request['password']);
    if (is_wp_error($user)) return new WP_Error('[jwt_auth] ' . $user->get_error_code(), $user->get_error_message($user->get_error_code()), ['status' => 403]);
    return ['token' => test_token($user), 'user_email' => $user->user_email, 'user_nicename' => $user->user_nicename, 'user_display_name' => $user->display_name];
  });`;

/** JWT Auth: `get_token()`, `send_refresh_token()` and `refresh_token()`. */
const jwtAuth = `${tokens}
  test_route('token/refresh', fn() => new WP_REST_Response(['success' => true], 200));
  test_route('token', function ($request) {
    $fail = fn($error) => new WP_REST_Response(['success' => false, 'statusCode' => 401, 'code' => $error->get_error_code(), 'message' => wp_strip_all_tags($error->get_error_message()), 'data' => []], 401);
    if (isset($request['username'])) {
      $user = wp_authenticate($request['username'], $request['password']);
      if (is_wp_error($user)) return $fail($user);
      setcookie('refresh_token', $user->ID . '.0123abcd', time() + 60, '/', '', false, true);
    } elseif (preg_match('/^(\\\\d+)\\\\.0123abcd$/', $_COOKIE['refresh_token'] ?? '', $found)) {
      $user = get_user_by('id', $found[1]);
    } else {
      return $fail(new WP_Error('jwt_auth_invalid_refresh_token', 'Invalid refresh token'));
    }
    return ['success' => true, 'statusCode' => 200, 'code' => 'jwt_auth_valid_credential', 'message' => 'Credential is valid', 'data' => ['token' => test_token($user), 'id' => $user->ID, 'email' => $user->user_email]];
  });`;

let gateway: TestGateway;
const password = 'Correct horse 7 battery!';

async function use(plugin: string): Promise<void> {
  await gateway.site.plugin(plugin);
  await gateway.pressql.refresh();
}

beforeAll(async () => {
  gateway = await startGateway();
  await gateway.site.php(
    `wp_insert_user(['user_login' => 'signer', 'user_pass' => '${password}', 'user_email' => 'signer@site.example', 'first_name' => 'Sig', 'role' => 'author']);`,
  );
});
afterAll(() => gateway.close());

interface Login {
  readonly login: {
    readonly authToken: string;
    readonly refreshToken: string | null;
    readonly user: Readonly<Record<string, unknown>>;
  };
}

const simple = `mutation ($username: String!, $password: String!) {
  login(input: { clientMutationId: "x", username: $username, password: $password }) {
    authToken refreshToken
    user { name firstName username email jwtAuthToken jwtRefreshToken jwtAuthExpiration } } }`;
const withProvider = `mutation ($username: String!, $password: String!) {
  login(input: { provider: PASSWORD, credentials: { username: $username, password: $password } }) {
    authToken authTokenExpiration refreshToken refreshTokenExpiration
    user { id databaseId name email firstName lastName username roles { nodes { name } } } } }`;

describe('JWT Authentication', () => {
  beforeAll(() => use(jwtAuthentication));

  it.each([
    ['as WPGraphQL JWT Authentication', simple],
    ['as Headless Login', withProvider],
  ])('signs in %s, and shows users what is theirs', async (_how, document) => {
    const { login } = await gateway.data<Login>(document, { username: 'signer', password });
    expect(login).toMatchObject({
      authToken: expect.stringMatching(/^h\./),
      refreshToken: null,
      user: { firstName: 'Sig', email: 'signer@site.example' },
    });
    expect(gateway.sent.map(({ route }) => route).slice(0, 2)).toEqual([
      '/jwt-auth/v1/token',
      '/wp/v2/users/me',
    ]);
  });

  it('puts the tokens into the user who signed in, and into nobody else', async () => {
    const { login } = await gateway.data<Login>(simple, { username: 'signer', password });
    expect(login.user).toMatchObject({
      jwtAuthToken: login.authToken,
      jwtRefreshToken: null,
      jwtAuthExpiration: '4102444800',
    });
    const { viewer } = await gateway.as('admin').data<{ viewer: object }>('{ viewer { jwtAuthToken } }');
    expect(viewer).toEqual({ jwtAuthToken: null });
  });

  it('answers a wrong name and a wrong password in the same words', async () => {
    const wrong = await gateway.ask(simple, { username: 'signer', password: 'wrong' });
    const unknown = await gateway.ask(simple, { username: 'nobody-at-all', password: 'wrong' });
    expect(wrong.errors?.[0]).toMatchObject({
      message: 'WordPress does not accept the user name or the password.',
      extensions: { code: 'FORBIDDEN', restCode: 'incorrect_password' },
    });
    expect(unknown.errors).toEqual(wrong.errors);
  });

  it('tells too many tries, a plugin without its secret, and a missing plugin from a wrong password', async () => {
    const locked = await gateway.ask(simple, { username: 'locked', password });
    expect(locked.errors?.[0]).toMatchObject({
      message: expect.stringContaining('accepts no sign-ins for a while, after too many tries'),
      extensions: { restCode: 'too_many_retries' },
    });
    await gateway.site.php(`update_option('test_unset_secret', 1);`);
    const unset = await gateway.ask(simple, { username: 'signer', password });
    expect(unset.errors?.[0]?.extensions).toMatchObject({ restCode: 'login_plugin_not_ready' });
    await gateway.site.php(`delete_option('test_unset_secret');`);
  });

  it('checks the input, and says that it has no refresh tokens', async () => {
    const ask = async (input: string) =>
      (await gateway.ask(`mutation { login(input: { ${input} }) { authToken } }`)).errors?.[0]?.message;
    expect(await ask('username: "signer"')).toContain('needs `username` and `password`');
    expect(await ask('provider: GITHUB, oauthResponse: { code: "1" }')).toContain('GITHUB is not available');
    const refresh = await gateway.ask(
      'mutation { refreshToken(input: { refreshToken: "a" }) { authToken } }',
    );
    expect(refresh.errors?.[0]?.message).toContain('has no refresh tokens');
    expect(gateway.sent).toEqual([]);
  });

  it('lists the way to sign in, and signs out', async () => {
    expect(await gateway.data('{ loginClients { name provider authorizationUrl isEnabled } }')).toEqual({
      loginClients: [{ name: 'Password', provider: 'PASSWORD', authorizationUrl: null, isEnabled: true }],
    });
    const logout = 'mutation { logout(input: {}) { success status } }';
    expect(await gateway.data(logout)).toEqual({ logout: { success: null, status: null } });
    const { data, extensions } = await gateway.as('author').ask(logout);
    expect(data).toEqual({ logout: { success: true, status: 'SUCCESS' } });
    expect(extensions?.pressql.notices).toMatchObject([
      { path: ['logout'], message: expect.stringContaining('cannot revoke a token') },
    ]);
  });

  it('says if the plugin has gone', async () => {
    await gateway.site.plugin('');
    const { errors } = await gateway.ask(simple, { username: 'signer', password });
    expect(errors?.[0]).toMatchObject({
      message: 'The site has no login plugin any more.',
      extensions: { restCode: 'rest_no_route' },
    });
  });
});

describe('JWT Auth', () => {
  beforeAll(() => use(jwtAuth));

  it('gives refresh tokens, and takes them', async () => {
    const { login } = await gateway.data<Login>(simple, { username: 'signer', password });
    expect(login).toMatchObject({ refreshToken: expect.stringMatching(/^\d+\.0123abcd$/) });
    expect(login.user['jwtRefreshToken']).toBe(login.refreshToken);
    const renewed = await gateway.data(
      `mutation ($token: String!) {
        a: refreshJwtAuthToken(input: { jwtRefreshToken: $token }) { authToken }
        b: refreshToken(input: { refreshToken: $token }) { authToken authTokenExpiration success } }`,
      { token: login.refreshToken },
    );
    const { authToken } = login;
    expect(renewed).toEqual({
      a: { authToken },
      b: { authToken, authTokenExpiration: '4102444800', success: true },
    });
  });

  it.each(['7.wrong', 'a; wordpress_logged_in_x=1'])('refuses the refresh token "%s"', async (token) => {
    const { data, errors } = await gateway.ask<Record<'a' | 'b', unknown>>(
      `mutation ($token: String!) {
        a: refreshToken(input: { refreshToken: $token }) { authToken success }
        b: refreshJwtAuthToken(input: { jwtRefreshToken: $token }) { authToken } }`,
      { token },
    );
    expect(data).toEqual({ a: { authToken: null, success: false }, b: null });
    expect(errors?.[0]?.message).toContain('does not accept the user name or the password');
  });

  it('answers a wrong name and a wrong password in the same words', async () => {
    const [wrong, unknown] = [
      await gateway.ask(simple, { username: 'signer', password: 'wrong' }),
      await gateway.ask(simple, { username: 'nobody-at-all', password: 'wrong' }),
    ];
    expect(wrong.errors?.[0]?.extensions).toMatchObject({ restCode: 'incorrect_password' });
    expect(unknown.errors).toEqual(wrong.errors);
  });
});
