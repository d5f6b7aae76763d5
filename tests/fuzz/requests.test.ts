import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPressQL, type PressQL } from '../../src/index.ts';
import { siteBehindProxy } from '../wordpress/behind-proxy.ts';
import { documentOf } from './documents.ts';
import { fuzzAsync } from './fuzz.ts';

const { proxy } = await siteBehindProxy();
let pressql: PressQL;
const reported: unknown[] = [];
beforeAll(async () => {
  pressql = await createPressQL({
    url: proxy.url,
    refresh: 0,
    random: () => 0,
    onError: (error) => reported.push(error),
  });
});
afterAll(async () => {
  await pressql?.close();
});

/** Sends a request. Expects an answer that is JSON, and no internal error. Returns the answer. */
async function send(body: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await pressql.fetch(
    new Request('http://gateway.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    }),
  );
  const text = await response.text();
  const internal = reported.splice(0);
  expect([internal, response.status < 500 || response.status === 503]).toEqual([[], true]);
  expect(text).not.toContain('INTERNAL_SERVER_ERROR');
  return text;
}

const ask = (query: string, variables: object = {}) => send(JSON.stringify({ query, variables }));

const word = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ maxLength: 40 }).map((text) => Buffer.from(text).toString('base64')),
  fc
    .tuple(
      fc.constantFrom('post', 'term', 'user', 'comment', 'arrayconnection', 'media', ''),
      fc.oneof(fc.integer(), fc.string()),
    )
    .map(([type, id]) => Buffer.from(`${type}:${id}`).toString('base64')),
  fc.webPath(),
  fc.webUrl(),
);

const minute = 240_000;

describe('no crash, no internal error and no hang by', () => {
  it(
    'any document',
    () =>
      fuzzAsync(
        fc.array(fc.nat({ max: 10_000 }), { minLength: 10, maxLength: 60 }),
        async (seed) => {
          const text = await ask(documentOf(pressql.schema, seed));
          expect(text).not.toContain('GRAPHQL_VALIDATION_FAILED');
          expect(JSON.parse(text), text.slice(0, 400)).toHaveProperty('data');
        },
        { numRuns: 60 },
      ),
    minute,
  );

  it(
    'any text as a document',
    () =>
      fuzzAsync(
        fc.oneof(
          word,
          fc.string({
            unit: fc.constantFrom(
              '{',
              '}',
              '(',
              ')',
              '"',
              '#',
              '$',
              'a',
              '...',
              ' on ',
              '@',
              ':',
              '"""',
              '\n',
              '!',
              '&',
            ),
          }),
        ),
        async (query) => void (await ask(query)),
        { numRuns: 150 },
      ),
    minute,
  );

  it(
    'any id, uri, slug or cursor',
    () =>
      fuzzAsync(
        word,
        async (text) => {
          await ask(
            `query ($id: ID!, $text: String!) {
            node(id: $id) { id }
            byUri: nodeByUri(uri: $text) { __typename }
            post(id: $id, idType: SLUG) { id }
            contentNode(id: $id, idType: URI) { id }
            user(id: $id, idType: SLUG) { id }
            posts(first: 1, after: $text) { nodes { id } }
            last: categories(last: 1, before: $text) { nodes { id } }
            searched: posts(first: 1, where: { search: $text, name: $text }) { nodes { id } }
          }`,
            { id: text, text },
          );
        },
        { known: ['', '/', '/?p=1', 'cG9zdDow', '\ud800', '9'.repeat(400)], numRuns: 25 },
      ),
    minute,
  );

  it(
    'any body and any variables',
    () =>
      fuzzAsync(
        fc.oneof(
          fc.json(),
          fc.jsonValue().map((variables) =>
            JSON.stringify({
              query: 'query ($a: Int, $b: PostIdType) { post(id: $a, idType: $b) { id } }',
              variables,
            }),
          ),
          fc
            .jsonValue()
            .map((value) =>
              JSON.stringify([value, { query: '{ __typename }', extensions: value, operationName: value }]),
            ),
          fc.constant(`{"query":"{ a: __typename }","variables":${'['.repeat(5000)}${']'.repeat(5000)}}`),
        ),
        async (body) => void (await send(body)),
        { numRuns: 200 },
      ),
    minute,
  );

  it(
    'any headers',
    () =>
      fuzzAsync(
        fc.record(
          Object.fromEntries(
            [
              'authorization',
              'cookie',
              'x-wp-nonce',
              'accept',
              'origin',
              'content-type',
              'x-forwarded-for',
              'x-pressql-csrf',
              'accept-encoding',
              'if-none-match',
            ].map((name) => [
              name,
              // Header values are Latin-1 without control characters (RFC 9110).
              fc.string({
                unit: fc
                  .integer({ min: 0x20, max: 0xff })
                  .filter((code) => code < 0x7f || code > 0x9f)
                  .map((code) => String.fromCharCode(code)),
                maxLength: 60,
              }),
            ]),
          ),
          { requiredKeys: [] },
        ),
        async (headers) =>
          void (await send(
            '{"query":"{ posts(first: 1) { nodes { id } } }"}',
            headers as Record<string, string>,
          )),
        { numRuns: 60 },
      ),
    minute,
  );

  it(
    'any JSON from WordPress',
    async () => {
      let body = '';
      const headers = { 'content-type': 'application/json', 'x-wp-total': '3', 'x-wp-totalpages': '1' };
      proxy.break([
        [
          /^GET \/wp-json\/wp\/v2\/(posts|users|categories|comments|media)\b/,
          (_, response) => {
            response.writeHead(200, headers);
            response.end(body);
          },
        ],
      ]);
      const value = fc.oneof(
        fc.jsonValue({ maxDepth: 3 }),
        fc.constantFrom(null, 0, '', [], {}, -1, '2026-01-01T00:00:00', { rendered: null }),
      );
      const document = fc.record({
        id: fc.oneof(fc.integer({ min: 1, max: 9 }), value),
        ...Object.fromEntries(
          [
            'date',
            'slug',
            'link',
            'title',
            'content',
            'excerpt',
            'author',
            'featured_media',
            'categories',
            'tags',
            'meta',
            'name',
            'parent',
            'avatar_urls',
            'media_details',
            'post',
            '_links',
            'status',
            'type',
          ].map((name) => [name, value]),
        ),
      });
      await fuzzAsync(
        fc.oneof(fc.array(document, { maxLength: 3 }), value),
        async (answer) => {
          body = JSON.stringify(answer);
          await ask(`{
          posts(first: 2) { nodes { id databaseId title content date uri slug author { node { name } } featuredImage { node { sourceUrl } } categories { nodes { name } } comments { nodes { content } } } }
          users(first: 2) { nodes { name avatar { url } } }
          categories(first: 2) { nodes { name count parent { node { name } } } }
          mediaItems(first: 2) { nodes { sourceUrl mediaDetails { width sizes { name } } } }
        }`);
        },
        { numRuns: 60 },
      );
      proxy.break([]);
    },
    minute,
  );
});
