import { scriptFolder } from '../../site/address.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { FormAnswer } from '../../wordpress/rest.ts';
import { InputError } from '../kit/base/errors.ts';
import { type Graph, resourceNamed } from '../kit/graph/graph.ts';
import { addMutation, type Mutating, nodeField } from './mutation.ts';
import { row } from './rows.ts';

/** `sendPasswordResetEmail` and `resetUserPassword`, by the forms of `wp-login.php`: REST has neither. */
export function addPasswordMutations(graph: Graph): void {
  const users = resourceNamed(graph.site, 'user');
  addMutation(graph, {
    name: 'sendPasswordResetEmail',
    description: "Sends who forgot their password a link for another, as by the site's own form.",
    rows: [row('username', 'String', 'user_login', 'The login name or e-mail address.', { required: true })],
    payload: (t) => ({
      success: t.boolean({
        description: "Whether WordPress took it; that doesn't say whether there is such a user.",
        resolve: ({ success }) => success ?? null,
      }),
      user: nodeField(t, graph, users, {
        description: 'The user.',
        availability: { to: 'nobody', because: 'nobody is to learn who is a user.' },
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
    description:
      "Gives a user another password, with the key of the link that was sent, as by the site's own form.",
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
          because: "WordPress' form doesn't say whose key it is, and REST finds nobody by login name.",
        },
      }),
    }),
    run: reset,
  });

  async function reset(mutating: Mutating) {
    const { key, login, password } = mutating.input;
    if (!key) throw new InputError('`input.key`: a password reset key is required.');
    if (!login) throw new InputError('`input.login`: a user login is required.');
    if (!password) throw new InputError('`input.password`: a new password is required.');
    const { rest, site } = mutating.context.loaders;
    const link = new URLSearchParams({ action: 'rp', key: String(key), login: String(login) });
    // The page keeps the key in a cookie, under a name that is the site's own.
    const page = await rest.submit({ url: `${scriptFolder(site)}/wp-login.php?${link}` });
    if (page.cookies === '') throw refused('the site has no such form, or keeps it from programs');
    const form = { rp_key: String(key), pass1: String(password), pass2: String(password) };
    const done = await submit(mutating, 'resetpass', form, page.cookies);
    const problem = done.location?.searchParams.get('error');
    if (problem === 'expiredkey') throw new InputError('`input.key`: the password reset link has expired.');
    if (problem) throw new InputError('`input.key`: the password reset link is invalid.');
    if (/name="resetpassform"/.test(done.body))
      throw refused('WordPress took neither the key nor the password');
    return { node: null };
  }
}

/** Sends a form of `wp-login.php`. */
async function submit(
  { context }: Mutating,
  action: 'lostpassword' | 'resetpass',
  fields: Readonly<Record<string, string>>,
  cookies?: string,
): Promise<FormAnswer> {
  const { rest, site } = context.loaders;
  const url = `${scriptFolder(site)}/wp-login.php?action=${action}`;
  const answer = await rest.submit({ url, fields, ...(cookies === undefined ? {} : { cookies }) });
  if (answer.status >= 400) throw refused(`the site answered ${answer.status}`);
  return answer;
}

function refused(problem: string): WordPressError {
  return new WordPressError('invalid', `wp-login.php: ${problem}.`, {
    request: 'POST /wp-login.php',
    advice: 'See whether the site has its login page at wp-login.php, and lets programs use it.',
  });
}
