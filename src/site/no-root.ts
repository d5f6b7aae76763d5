import { WordPressError } from '../wordpress/errors.ts';
import { printableUrl } from '../wordpress/url.ts';
import type { HtmlPage } from './page.ts';
import { isMadeByWordPress } from './version.ts';

/** A place where the REST API was looked for, and what was there instead. */
export interface RootAttempt {
  readonly url: string;
  readonly error: WordPressError;
}

/** What was seen while the REST root was looked for in vain. */
export interface RootSearch {
  readonly given: URL;
  /** The page at the address, or why it couldn't be read. */
  readonly page: HtmlPage | WordPressError;
  readonly misses: readonly RootAttempt[];
}

/** Says why a site has no REST root, as exactly as what was seen allows. */
export function noRootError({ given, page, misses }: RootSearch): WordPressError {
  const isWordPress =
    !(page instanceof WordPressError) && (page.api !== null || isMadeByWordPress(page.html));
  const refused = misses.find(({ error }) => isRefusal(error, isWordPress));
  if (refused) return closedToVisitors(refused);
  if (page instanceof WordPressError) return page;
  const here = printableUrl(page.url);
  const from = printableUrl(given);
  if (page.requiresPassword) {
    return new WordPressError(
      'login-required',
      `${here} asks for a user name and password before it shows anything.`,
      {
        status: page.status,
        advice: 'Put them into the address: https://user:password@host.',
      },
    );
  }
  if (page.isLogin) {
    return new WordPressError('login-required', `${from} sends every visitor to its login page, ${here}.`, {
      advice:
        'Open the REST API to visitors: a plugin that forces a login, or a maintenance mode, is switched on.',
    });
  }
  if (isWordPress) return switchedOff(page, misses);
  if (page.url.origin !== given.origin) {
    return new WordPressError('redirected', `${from} redirects to ${here}, which is not a WordPress site.`, {
      advice: 'Give the address at which WordPress itself answers, as its admin is opened.',
    });
  }
  return new WordPressError(
    'not-wordpress',
    page.status < 400
      ? `${here} answers, and shows no sign of WordPress.`
      : `${here} answers ${page.status}, and shows no sign of WordPress.`,
    { status: page.status },
  );
}

function closedToVisitors({ url, error }: RootAttempt): WordPressError {
  const { restCode = '', status } = error.details;
  const said = error.message.replace(/^GET \/: /, '');
  return new WordPressError(
    'rest-off',
    `The REST API at ${rootName(url)} is closed to visitors: "${said}" (${restCode}, ${status}).`,
    {
      restCode,
      ...(status === undefined ? {} : { status }),
      advice:
        'A plugin closes it: look for one that disables the REST API, forces a login or hardens the site, and let visitors read /wp/v2.',
    },
  );
}

function switchedOff(page: HtmlPage, misses: readonly RootAttempt[]): WordPressError {
  const seen = misses.slice(0, 3).map(({ url, error }) => `${rootName(url)} gave ${outcomeOf(error)}`);
  return new WordPressError(
    'rest-off',
    `${printableUrl(page.url)} is made by WordPress, but its REST API does not answer: ${seen.join(', ')}.`,
    {
      advice:
        'A security plugin, a firewall or a server rule keeps requests from it: open /wp-json/ in a browser, and save Settings → Permalinks once.',
    },
  );
}

function outcomeOf({ kind, details: { status } }: WordPressError): string {
  if (kind === 'invalid-answer') return 'something other than JSON';
  if (kind === 'redirected' || kind === 'login-required') return 'a redirect';
  return status === undefined ? 'no answer' : String(status);
}

/** Whether WordPress itself refused; other services have codes in their errors, too. */
function isRefusal({ details: { status, restCode } }: WordPressError, isWordPress: boolean): boolean {
  if (restCode === undefined || !(isWordPress || restCode.startsWith('rest_'))) return false;
  return status === 401 || status === 403 || status === 404 || status === 405;
}

/** A root's address, with the parameter that makes it one. */
function rootName(url: string): string {
  return printableUrl(url) + (url.includes('?rest_route=') ? '?rest_route=/' : '');
}
