import { describe, expect, it } from 'vitest';
import { type Answerer, html, json, redirect } from '../wordpress/fake-site.ts';
import { failureOf, fake, wordpressPage } from './fake-discovery.ts';

/* Cases that need a fake site: a site that is not WordPress, or that is blocked. */

describe('discovery fails with an error that names the problem', () => {
  const rows: readonly [string, Record<string, Answerer>, string, RegExp][] = [
    [
      'some other site',
      { '/': html('<h1>Hello</h1>') },
      'not-wordpress',
      /answers, and shows no sign of WordPress/,
    ],
    ['nothing at all', {}, 'not-wordpress', /answers 404, and shows no sign of WordPress/],
    [
      'another service that speaks JSON',
      { '/': json({ code: 'no_token', message: 'No' }, 401) },
      'not-wordpress',
      /answers 401/,
    ],
    [
      'a password on the web server',
      { '/': html('Authorization Required', 401, { 'www-authenticate': 'Basic realm="x"' }) },
      'login-required',
      /asks for a user name and password/,
    ],
    [
      'a login page before everything',
      { '/wp-login.php': html(wordpressPage), '/': redirect('/wp-login.php?redirect_to=x', 302) },
      'login-required',
      /sends every visitor to its login page, .*wp-login\.php\.$/,
    ],
    [
      'a WordPress whose REST API is gone',
      { '/wp-json': html('no', 404), '/index.php': html('no', 404), '/': html(wordpressPage) },
      'rest-off',
      /is made by WordPress, but its REST API does not answer: .*\/wp-json\/ gave 404, /,
    ],
    [
      'a WordPress whose REST API is a page',
      { '/': html(wordpressPage) },
      'rest-off',
      /\/wp-json\/ gave something other than JSON/,
    ],
    [
      'a firewall before the REST API',
      { '/wp-json': html('<title>Forbidden</title>', 403), '/': html(wordpressPage) },
      'rest-off',
      /\/wp-json\/ gave 403/,
    ],
    [
      'a plugin that closes it',
      {
        '/wp-json': json({ code: 'rest_disabled', message: 'The REST API is disabled.' }, 403),
        '/': html(wordpressPage),
      },
      'rest-off',
      /closed to visitors: "The REST API is disabled\." \(rest_disabled, 403\)/,
    ],
    [
      'a site that is down',
      { '/': html('<title>Maintenance</title>', 503) },
      'server',
      /answers 503, "Maintenance"/,
    ],
    [
      'a bot protection',
      { '/': html('<title>Just a moment...</title>', 503, { 'cf-mitigated': 'challenge' }) },
      'server',
      /Just a moment/,
    ],
    ['circles', { '/': redirect('/') }, 'redirected', /redirects more than 5 times/],
  ];
  it.each(rows)('%s', async (_, answers, kind, message) => {
    const site = await fake(answers);
    const error = await failureOf(site.url);
    expect([error.kind, error.report]).toEqual([kind, expect.stringMatching(message)]);
    expect(error.report).toContain(site.url);
    expect(error.advice).toMatch(/\.$/);
    expect(site.requests.length).toBeLessThanOrEqual(24);
  });

  it('a site that moved elsewhere', async () => {
    const elsewhere = await fake(html('<h1>A shop</h1>'));
    const site = await fake(redirect(`${elsewhere.url}/shop`));
    const { kind, report } = await failureOf(site.url);
    expect([kind, report]).toEqual([
      'redirected',
      `${site.url}/ redirects to ${elsewhere.url}/shop, which is not a WordPress site.`,
    ]);
  });

  it('a site that does not exist', async () => {
    const site = await fake({});
    await site.close();
    const { kind, report } = await failureOf(site.url);
    expect([kind, report]).toEqual(['unreachable', expect.stringContaining('refuses connections')]);
  });

  it.each(['', 'ftp://me:secret@site.example', 'https://', 'not an address'])('"%s"', async (address) => {
    const { kind, report } = await failureOf(address);
    expect([kind, report]).toEqual([
      'not-wordpress',
      expect.stringContaining('is not the address of a web site'),
    ]);
    expect(report).not.toContain('secret');
  });
});
