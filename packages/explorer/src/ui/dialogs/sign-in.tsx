import { useState } from 'preact/hooks';
import { pageData } from '../../page-data.ts';
import { identity, signIn, signOut, viewsAs } from '../../state/identity.ts';
import { Icon } from '../icons.tsx';
import { Dialog } from '../parts.tsx';
import { dialog, tell } from '../view.ts';

/** Signs in with an application password, which WordPress checks at once. */
export function SignInDialog() {
  return identity.value ? <Account /> : <SignIn />;
}

function SignIn() {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isShown, setShown] = useState(false);
  const submit = async (form: HTMLFormElement) => {
    const values = new FormData(form);
    setBusy(true);
    setProblem(null);
    const found = await signIn(String(values.get('user')), String(values.get('password')));
    setBusy(false);
    setProblem(found);
    if (found !== null) return;
    dialog.value = null;
    tell(`Signed in as ${identity.value?.name ?? ''}.`);
  };
  return (
    <Dialog title="View as me">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit(event.currentTarget);
        }}
      >
        <p>
          Sign in to {pageData.siteName} with an application password. Queries then see what you may see:
          drafts, private content, settings.
        </p>
        <label>
          User name or e-mail
          <input name="user" required autocomplete="off" autocapitalize="none" spellcheck={false} />
        </label>
        <div class="field">
          <label for="application-password">Application password</label>
          <span class="with-button">
            <input
              id="application-password"
              {...(isShown ? { type: 'text' } : { type: 'password' })}
              name="password"
              required
              autocomplete="off"
              spellcheck={false}
              placeholder="xxxx xxxx xxxx xxxx xxxx xxxx"
            />
            <button
              type="button"
              class="button with-label"
              aria-label={isShown ? 'Hide the password' : 'Show the password'}
              onClick={() => setShown(!isShown)}
            >
              {isShown ? 'Hide' : 'Show'}
            </button>
          </span>
        </div>
        <p class="hint">
          <a href={pageData.profileUrl} target="_blank" rel="noreferrer">
            Make an application password in WordPress <Icon name="external" />
          </a>
          It is not your login password. This page keeps it in memory only, until you reload.
        </p>
        {problem !== null && (
          <p class="form-problem" role="alert">
            {problem}
          </p>
        )}
        <footer>
          <button type="submit" class="primary" disabled={isBusy}>
            {isBusy ? 'Checking …' : 'Check and sign in'}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

function Account() {
  const user = identity.value;
  const leave = () => {
    signOut();
    dialog.value = null;
    tell('Signed out. The page has forgotten the password.');
  };
  return (
    <Dialog title="View as me">
      <p>
        Signed in as <strong>{user?.name}</strong> ({user?.user}).{' '}
        {viewsAs.value === 'me'
          ? 'Queries see what this user may see.'
          : 'Queries are sent as a visitor at the moment.'}
      </p>
      <footer>
        <button type="button" class="primary" onClick={leave}>
          Sign out
        </button>
      </footer>
    </Dialog>
  );
}
