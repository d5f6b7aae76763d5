import { describe, expect, it } from 'vitest';
import { parseBody, readAnswer, readHtml } from '../../src/wordpress/answer.ts';
import { WordPressError } from '../../src/wordpress/errors.ts';
import type { RawAnswer } from '../../src/wordpress/transport.ts';

const warning =
  '<br />\n<b>Warning</b>:  Undefined array key [foo] {bar} in <b>/x.php</b> on line <b>3</b><br />\n';

describe('the JSON in a response body', () => {
  const rows: readonly [string, string, unknown][] = [
    ['as it should be', '{"a":1}', { a: 1 }],
    ['behind a byte order mark', '\uFEFF[1]', [1]],
    ['behind warnings of PHP', `${warning}${warning}{"a":[1,{"b":2}]}`, { a: [1, { b: 2 }] }],
    ['a list behind a notice', 'Notice: x in y on line 3\n[{"id":1}]', [{ id: 1 }]],
    ['cut off', '{"a":1', undefined],
    ['cut off behind a warning', `${warning}[{"id":1},{"id":2}`, undefined],
    ['cut off, over several lines', '[\n  {"id":1},\n  {"id":2}', undefined],
    ['inside a page', '<!doctype html><script>{"a":1}</script>', undefined],
    ['at the end of a page', '<html><body>{"a":1}', undefined],
    ['nothing', '', undefined],
    ['a bare word', 'maintenance', undefined],
  ];
  it.each(rows)('%s', (_, body, value) => {
    expect(parseBody(body)).toEqual(value);
  });
});

describe('a page of the site', () => {
  it.each([200, 301, 404])('has its HTML with the status %d, and the target of a redirect', (status) => {
    const headers = { location: 'https://site.example/y/' };
    expect(readHtml(answerOf(status, '<h1>x</h1>', headers), 'GET /x/', 0)).toEqual({
      status,
      location: status === 301 ? headers.location : null,
      html: '<h1>x</h1>',
    });
  });

  it.each([429, 500, 503])(
    'is no page with the status %d, which says nothing of the site',
    async (status) => {
      const read = async () => readHtml(answerOf(status, '<h1>x</h1>', { 'retry-after': '7' }), 'GET /x/', 0);
      const error = await read().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(WordPressError);
      const { report, details } = error as WordPressError;
      expect([report, details.retryAfter]).toEqual([expect.stringContaining(`answered ${status}`), 7000]);
    },
  );
});

function answerOf(status: number, body: string, headers: Record<string, string> = {}): RawAnswer {
  return {
    url: 'https://site.example/wp-json/wp/v2/posts',
    status,
    body,
    bytes: body.length,
    header: (name: string) => headers[name] ?? null,
    redact: (text: string) => text,
  };
}

function errorOf(status: number, body: string, headers: Record<string, string> = {}): WordPressError {
  const answer = answerOf(status, body, headers);
  try {
    readAnswer(answer, 'GET /wp/v2/posts', Date.parse('2026-05-10T12:00:00Z'));
  } catch (error) {
    if (error instanceof WordPressError) return error;
    throw error;
  }
  throw new Error('It was read');
}

const refusal = (code: string, message: string, data = {}) => JSON.stringify({ code, message, data });

describe('a refusal', () => {
  const rows: readonly [string, number, string, string, string][] = [
    [
      'to visitors',
      401,
      refusal('rest_forbidden_context', 'Sorry, you are not allowed to edit posts.'),
      'forbidden',
      'GET /wp/v2/posts: Sorry, you are not allowed to edit posts.',
    ],
    [
      'of a parameter',
      400,
      refusal('rest_invalid_param', 'Invalid parameter(s): per_page', {
        params: { per_page: 'per_page must be between 1 and 100' },
      }),
      'invalid',
      'GET /wp/v2/posts: per_page must be between 1 and 100',
    ],
    [
      'of a route',
      404,
      refusal('rest_no_route', 'No route was found'),
      'not-found',
      'GET /wp/v2/posts: No route was found',
    ],
    [
      'with markup in it',
      403,
      refusal('x', '<strong>Error:</strong> no &amp; no.'),
      'forbidden',
      'GET /wp/v2/posts: Error: no & no.',
    ],
    [
      'by a firewall',
      403,
      '<html><head><title>Access denied</title></head></html>',
      'forbidden',
      'GET /wp/v2/posts: the site answered 403, "Access denied".',
    ],
    [
      'for a while',
      503,
      '<html><title>Maintenance</title></html>',
      'server',
      'GET /wp/v2/posts: the site answered 503, "Maintenance".',
    ],
    ['without a word', 502, '', 'server', 'GET /wp/v2/posts: the site answered 502.'],
  ];
  it.each(rows)('%s', (_, status, body, kind, message) => {
    const error = errorOf(status, body);
    expect([error.kind, error.report]).toEqual([kind, message]);
    expect(error.details.status).toBe(status);
  });

  it('of too many requests states when to send the next', () => {
    const error = errorOf(429, '', { 'retry-after': '7' });
    expect([error.kind, error.details.retryAfter]).toEqual(['rate-limited', 7000]);
  });

  it('by a web server with a password advises where to configure it', () => {
    const error = errorOf(401, 'Authorization Required', { 'www-authenticate': 'Basic' });
    expect(error.advice).toContain('https://user:password@host');
  });
});

it('the error for a page instead of JSON quotes its beginning', () => {
  const error = errorOf(200, `<!DOCTYPE html>\n<html>\n<body>Hello${' world'.repeat(40)}</body></html>`);
  expect(error.kind).toBe('invalid-answer');
  expect(error.report).toMatch(/answered "<!DOCTYPE html> <html> <body>Hello world.{1,60}…" instead of JSON/);
});

it("WordPress' error page is an error of the site with any status code", () => {
  const page =
    '<!DOCTYPE html><html><head><title>WordPress &rsaquo; Error</title></head><body id="error-page"><div class="wp-die-message"><p>There has been a critical error on this website.</p></div></body></html>';
  expect(errorOf(200, page).kind).toBe('server');
});

it.each([
  ['tags of a title', '<title'],
  ['tags of a body', '<body '],
  ['tags of a form', '<form '],
  ['tags of a script', '<script '],
  ['brackets', '[{'],
  ['slashes', '/var/'],
  ['hosts', 'a.'],
  ['letters', 'a'],
  ['quotes', 'user "'],
  ['colons', '::'],
  ['words of a header', 'authorization: '],
])('a megabyte of %s is read at once', (_, part) => {
  const noise = part.repeat(1_000_000 / part.length);
  const start = performance.now();
  errorOf(500, noise);
  errorOf(200, `${noise}<`);
  errorOf(400, refusal('rest_invalid_param', noise, { params: { a: noise, b: noise } }));
  // A pattern that backtracks would take minutes.
  expect(performance.now() - start).toBeLessThan(5000);
});
