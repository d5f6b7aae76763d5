import { scriptFolder } from '../../site/address.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { FormAnswer } from '../../wordpress/rest.ts';
import { InputError } from '../kit/base/errors.ts';
import { type Graph, resourceNamed } from '../kit/graph/graph.ts';
import { row } from './input-rows.ts';
import { addMutation, type MutationRun, nodeField } from './mutation.ts';

/** Adds `sendPasswordResetEmail` and `resetUserPassword`. REST has no such routes, so they submit the forms of `wp-login.php`. */
export function addPasswordMutations(graph: Graph): void {
  const users = resourceNamed(graph.site, 'user');
  addMutation(graph, {
    name: 'sendPasswordResetEmail',
    description: "Sends a user a link to set a new password, through the site's own form.",
    isSensitive: true,
    rows: [row('username', 'String', 'user_login', 'The login name or e-mail address.', { required: true })],
    payload: (t) => ({
      success: t.boolean({
        description: 'Whether WordPress accepted the request. It does so even if there is no such user.',
        resolve: ({ success }) => success ?? null,
      }),
      user: nodeField(t, graph, users, {
        description: 'The user.',
        availability: { to: 'nobody', because: 'clients must not learn who is a user.' },
      }),
    }),
    run: async (mutating) => {
      const username = mutating.input['username'];
      if (username === '') throw new InputError('`input.username`: enter a login name or an e-mail address.');
      await submit(mutating, 'lostpassword', { user_login: String(username) });
      return { success: true };
    },
  });
  addMutation(graph, {
    name: 'resetUserPassword',
    description: "Sets a new password with the key from the link in the e-mail, through the site's own form.",
    isSensitive: true,
    rows: [
      row('key', 'String', 'key', 'The key of the link.'),
      row('login', 'String', 'login', 'The login name.'),
      row('password', 'String', 'pass1', 'The new password.'),
    ],
    payload: (t) => ({
      user: nodeField(t, graph, users, {
        description: 'The user.',
        availability: {
          to: 'nobody',
          because: "WordPress' form does not return the user, and REST finds none by login name.",
        },
      }),
    }),
    run: reset,
  });

  async function reset(mutating: MutationRun) {
    const { key, login, password } = mutating.input;
    if (!key) throw new InputError('`input.key`: a password reset key is required.');
    if (!login) throw new InputError('`input.login`: a user login is required.');
    if (!password) throw new InputError('`input.password`: a new password is required.');
    const { rest, site } = mutating.context.loaders;
    const link = new URLSearchParams({ action: 'rp', key: String(key), login: String(login) });
    // The page stores the key in a cookie whose name differs from site to site.
    const page = await rest.submit({ url: `${scriptFolder(site)}/wp-login.php?${link}` });
    if (page.cookies === '') throw formError('the site has no form for a new password, or blocks programs');
    const form = { rp_key: String(key), pass1: String(password), pass2: String(password) };
    const answer = await submit(mutating, 'resetpass', form, page.cookies);
    const problem = answer.location?.searchParams.get('error');
    if (problem === 'expiredkey') throw new InputError('`input.key`: the password reset link has expired.');
    if (problem) throw new InputError('`input.key`: the password reset link is invalid.');
    if (/name="resetpassform"/.test(answer.body))
      throw formError('WordPress refused the key or the password');
    return { node: null };
  }
}

/** Submits a form of `wp-login.php` and returns the answer. */
async function submit(
  { context }: MutationRun,
  action: 'lostpassword' | 'resetpass',
  fields: Readonly<Record<string, string>>,
  cookies?: string,
): Promise<FormAnswer> {
  const { rest, site } = context.loaders;
  const url = `${scriptFolder(site)}/wp-login.php?action=${action}`;
  const answer = await rest.submit({ url, fields, ...(cookies === undefined ? {} : { cookies }) });
  if (answer.status >= 400) throw formError(`the site answered ${answer.status}`);
  return answer;
}

function formError(problem: string): WordPressError {
  return new WordPressError('invalid', `wp-login.php: ${problem}.`, {
    request: 'POST /wp-login.php',
    advice:
      'Check that the login page of the site is at wp-login.php and that the site does not block programs.',
  });
}
