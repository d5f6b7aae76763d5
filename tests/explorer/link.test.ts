import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf } from '../../packages/explorer/src/graph/cost.ts';
import { headersIn } from '../../packages/explorer/src/graph/headers.ts';
import { fragmentOf, linkedQuery } from '../../packages/explorer/src/state/link.ts';

const page = 'https://gateway.test/graphql';

describe('a link', () => {
  it('opens the query, the variables and the operation that were shared', () => {
    const text = fc.string({ unit: 'binary' }).filter((each) => each.trim() !== '');
    const linked = fc.record({
      query: text,
      variables: fc.jsonValue().map((value) => JSON.stringify(value, null, 2)),
      operationName: fc.option(fc.stringMatching(/^[A-Za-z]\w*$/)),
    });
    fc.assert(
      fc.property(linked, (each) => {
        expect(linkedQuery(page + fragmentOf(each))).toEqual(each);
      }),
    );
  });

  it('may have the query in its search, as GraphQL over HTTP writes it', () => {
    expect(linkedQuery(`${page}?query={a}&variables={"b":1}`)).toEqual({
      query: '{a}',
      variables: '{\n  "b": 1\n}',
      operationName: null,
    });
    expect(linkedQuery(`${page}?graphql=true`)).toBeNull();
    expect(linkedQuery(`${page}#query=`)).toBeNull();
  });
});

describe('headers', () => {
  it.each([
    ['', {}],
    ['{ "X-A": "1" }', { 'x-a': '1' }],
  ])('%j are %j', (text, headers) => expect(headersIn(text)).toEqual({ headers }));

  it.each(['[]', '{', '"a"', '{ "a b": "1" }', '{ "a": 1 }', 'null'])(
    '%j are refused, with the reason',
    (text) => {
      expect(headersIn(text)).toEqual({ problem: expect.stringMatching(/\.$|\}\.?$/) });
    },
  );
});

describe('the cost of an answer', () => {
  const timing = 'total;dur=12.5, wordpress;desc="3 requests", memory;desc="4 hits"';
  it('is what the headers of the gateway tell', () => {
    const headers = new Headers({ 'server-timing': timing, 'cache-status': 'PressQL; fwd=miss; ttl=3' });
    expect(costOf(headers, {})).toEqual({
      ms: 12.5,
      requests: 3,
      mostRequests: null,
      hits: 4,
      source: 'WordPress',
    });
  });

  it('has the limit, if the operator shows it', () => {
    const body = { extensions: { pressql: { cost: { requests: 2, maxRequests: 50 } } } };
    expect(costOf(new Headers(), body)).toMatchObject({ requests: 2, mostRequests: 50, hits: null });
    const remembered = 'total;dur=0.1, wordpress;desc="0 requests", memory;desc="1 hits"';
    expect(costOf(new Headers({ 'server-timing': remembered }), body)).toMatchObject({
      ...{ requests: 0, mostRequests: 50, hits: 1 },
    });
  });

  it.each([
    ['PressQL; hit; ttl=5', 'answer in memory'],
    ['PressQL; hit; ttl=5; detail=documents', 'documents in memory'],
    ['PressQL; fwd=miss; collapsed', 'shared with another visitor'],
    ['', null],
  ])('comes from: %s', (status, source) => {
    expect(costOf(new Headers({ 'cache-status': status }), null).source).toBe(source);
  });
});
