import { siteError, WordPressError } from '../wordpress/errors.ts';
import { printableUrl } from '../wordpress/url.ts';
import type { HtmlPage } from './page.ts';
import { isMadeByWordPress } from './version.ts';

/** A place without a REST API, and the error there. */
export interface RootAttempt {
  readonly url: string;
  readonly error: WordPressError;
}

/** A search for the REST root that failed. */
export interface RootSearch {
  readonly givenUrl: URL;
  /** The page at the address, or the error. */
  readonly page: HtmlPage | WordPressError;
  readonly attempts: readonly RootAttempt[];
}

/** Returns an error with the most likely reason why a site has no REST root. */
export function noRootError({ givenUrl, page, attempts }: RootSearch): WordPressError {
  const isWordPress =
    !(page instanceof WordPressError) && (page.api !== null || isMadeByWordPress(page.html));
  const refused = attempts.find(({ error }) => isRefusal(error, isWordPress));
  if (refused) return closedToVisitors(refused);
  if (page instanceof WordPressError) return page;
  const here = printableUrl(page.url);
  const from = printableUrl(givenUrl);
  if (page.requiresPassword) {
    return siteError('login-required', `${here} asks for a user name and password before every page.`, {
      status: page.status,
      advice: 'Put them into the address: https://user:password@host.',
    });
  }
  if (page.isLogin) {
    return siteError('login-required', `${from} sends every visitor to its login page, ${here}.`, {
      advice:
        'Open the REST API to visitors: a plugin that forces a login, or a maintenance mode, is active.',
    });
  }
  if (isWordPress) return switchedOff(page, attempts);
  if (page.url.origin !== givenUrl.origin) {
    return siteError('redirected', `${from} redirects to ${here}, which is not a WordPress site.`, {
      advice: 'Use the address of WordPress itself, at which you open its admin.',
    });
  }
  return siteError(
    'not-wordpress',
    page.status < 400
      ? `${here} answers, and shows no sign of WordPress.`
      : `${here} answers ${page.status}, and shows no sign of WordPress.`,
    { status: page.status },
  );
}

function closedToVisitors({ url, error }: RootAttempt): WordPressError {
  const { restCode = '', status } = error.details;
  const reason = error.report.replace(/^GET \/: /, '');
  return siteError(
    'rest-off',
    `The REST API at ${rootName(url)} is closed to visitors: "${reason}" (${restCode}, ${status}).`,
    {
      restCode,
      ...(status === undefined ? {} : { status }),
      advice:
        'Find the plugin that disables the REST API, forces a login or hardens the site, and let visitors read /wp/v2.',
    },
  );
}

function switchedOff(page: HtmlPage, attempts: readonly RootAttempt[]): WordPressError {
  const outcomes = attempts.slice(0, 3).map(({ url, error }) => `${rootName(url)} gave ${outcomeOf(error)}`);
  return siteError(
    'rest-off',
    `${printableUrl(page.url)} is made by WordPress, but its REST API does not answer: ${outcomes.join(', ')}.`,
    {
      advice:
        'A security plugin, a firewall or a server rule blocks it: open /wp-json/ in a browser, and save Settings → Permalinks once.',
    },
  );
}

function outcomeOf({ kind, details: { status } }: WordPressError): string {
  if (kind === 'invalid-answer') return 'something other than JSON';
  if (kind === 'redirected' || kind === 'login-required') return 'a redirect';
  return status === undefined ? 'no answer' : String(status);
}

/** Returns whether WordPress itself refused. Other services have error codes, too, so the code alone is no proof. */
function isRefusal({ details: { status, restCode } }: WordPressError, isWordPress: boolean): boolean {
  if (restCode === undefined || !(isWordPress || restCode.startsWith('rest_'))) return false;
  return status === 401 || status === 403 || status === 404 || status === 405;
}

/** Returns the URL of a root for messages, with `?rest_route=/` if it has it. */
function rootName(url: string): string {
  return printableUrl(url) + (url.includes('?rest_route=') ? '?rest_route=/' : '');
}
