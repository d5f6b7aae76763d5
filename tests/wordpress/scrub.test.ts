import { describe, expect, it } from 'vitest';
import { hideCredentials, redactor, scrub } from '../../src/wordpress/scrub.ts';

describe('clients get a text of the site without', () => {
  const rows: readonly [what: string, text: string, secret: string][] = [
    ['an Authorization header', 'Bad header Authorization: Basic YWRtaW46c2VjcmV0', 'YWRtaW46c2VjcmV0'],
    ['a header in a dump of PHP', "'HTTP_AUTHORIZATION' => 'Basic YWRtaW46c2VjcmV0',", 'YWRtaW46c2VjcmV0'],
    ['a header in JSON', '{"authorization":"Bearer abcdef123456"}', 'abcdef123456'],
    ['a header in escaped JSON', '{\\"x-api-key\\":\\"abcdef123456\\"}', 'abcdef123456'],
    ['a cookie', 'Cookie: wordpress_logged_in_1=admin%7C17; a=b', 'admin%7C17'],
    ['a nonce', 'X-WP-Nonce: 0123456789 is invalid', '0123456789'],
    ['a token', 'The token eyJhbGciOiJIUzI1NiJ9.eyJpZCI6MX0.c2ln has expired', 'eyJhbGci'],
    ['a password in a URL', 'GET https://admin:secret@site.example/wp-json/', 'secret'],
    ['a password in an escaped URL', 'https:\\/\\/admin:secret@site.example\\/wp-json', 'secret'],
    ['a password parameter', 'GET /wp-json/wp/v2/posts?password=hunter2&x=1', 'hunter2'],
    ['a path of Linux', 'in /var/www/site/wp-content/plugins/x/y.php on line 7', 'plugins'],
    ['a path of a folder', 'The folder /home/customer/public_html/uploads is full', 'customer'],
    ['a path in quotes', 'fopen("/srv/http/a b.txt"): failed', '/srv'],
    ['a path of an unusual root', 'require(/wordpress-7/x/wp-load.php)', 'wordpress-7'],
    ['a relative path of PHP', 'wp-includes/class-wpdb.php:2056', 'class-wpdb'],
    ['a path of Windows', 'C:\\inetpub\\wwwroot\\wp-config.php', 'inetpub'],
    ['a path of Windows with slashes', 'D:/sites/shop/index.php', 'shop'],
    ['a path of Windows in JSON', 'C:\\\\inetpub\\\\wwwroot\\\\a.txt', 'inetpub'],
    ['a share of Windows', '\\\\fileserver\\share\\a.txt', 'fileserver'],
    ['a file: URL', 'file:///etc/passwd', 'etc'],
    ['an e-mail address', 'Mail to jane.doe+x@site.example failed', 'jane.doe'],
    ['an IPv4 address', 'Connection to 10.1.2.3:3306 refused', '10.1.2.3'],
    ['an IPv6 address', 'Connection to [fd00::12]:3306 refused', 'fd00'],
    ['a bare IPv6 address', 'at fe80::1ff:fe23:4567:890a now', 'fe80'],
    ['a host of a private network', 'No route to redis-0.redis.svc.cluster.local', 'redis-0'],
    ['a host with a port', 'mysql:3306 has gone away', 'mysql'],
    ['a host in quotes', "Access denied for user 'wp'@'db7' on 'dbhost'", 'dbhost'],
    ['an address elsewhere', 'See https://license.vendor.example/check?key=1', 'vendor'],
    ['localhost', 'connect to localhost:9000', 'localhost'],
    ['a user name', 'The user "jane" may not do this', 'jane'],
  ];
  it.each(rows)('%s', (_, text, secret) => {
    expect(scrub(text, 'site.example')).not.toContain(secret);
  });

  it.each([
    'Sorry, you are not allowed to edit posts as this user.',
    'Invalid parameter(s): per_page, meta.color',
    'per_page must be between 1 (inclusive) and 100 (inclusive)',
    'Incorrect post password.',
    'status[0] is not one of publish, future, draft, pending, and private.',
    'No route was found matching the URL and request method.',
    'date is not of type string,null. Use 2026-01-02T03:04:05.',
    'Read/write on title.rendered: 10/12 done; categories and/or tags.',
    'See https://site.example/help for more.',
    'Il n’y a aucune page à cette adresse. ページが見つかりません。',
  ])('secrets, and a text without secrets stays the same: %s', (text) => {
    expect(scrub(text, 'site.example')).toBe(text);
  });
});

it('the operator sees paths and hosts, and no credentials', () => {
  const text = 'GET https://a:b@site.example/x: Basic YWRtaW46c2VjcmV0 in /var/www/x.php at 10.0.0.1';
  expect(hideCredentials(text)).toBe(
    'GET https://site.example/x: Basic [secret] in /var/www/x.php at 10.0.0.1',
  );
});

it('known secrets disappear in every form in which servers quote them', () => {
  const secret = 'a/b "c" & ä';
  const redact = redactor([secret, 'x']);
  const forms = [
    secret,
    JSON.stringify(secret),
    encodeURIComponent(secret),
    'a/b &quot;c&quot; &amp; ä',
    'a\\/b \\"c\\" & ä',
    'a\\/b \\"c\\" & \\u00e4',
    'a\\\\\\/b \\\\\\"c\\\\\\" & \\\\u00e4',
    'a%2Fb+%22c%22+%26+%C3%A4',
  ];
  for (const form of forms) expect(redact(`x ${form} x`)).toMatch(/^x "?\[secret\]"? x$/);
});
