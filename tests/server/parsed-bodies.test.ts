import type { AddressInfo } from 'node:net';
import express, { type RequestHandler } from 'express';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { toNodeHandler } from '../../src/index.ts';
import { startGateway, type TestGateway } from '../graph/gateway.ts';

let gateway: TestGateway;
let close = () => {};
beforeAll(async () => {
  gateway = await startGateway({ cache: true });
});
afterEach(() => close());
afterAll(() => gateway.close());

const json = { 'content-type': 'application/json' };
const titles = {
  query: 'query Titles($first: Int!) { posts(first: $first) { nodes { title } } }',
  variables: { first: 1 },
};

/** Starts Express with a parser in front of the gateway. Returns the address of the gateway. */
async function behind(parser: RequestHandler): Promise<string> {
  const app = express();
  app.use(parser);
  app.all('/graphql', toNodeHandler(gateway.pressql.fetch));
  const server = app.listen(0);
  close = () => void server.close();
  await new Promise((listening) => server.once('listening', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

describe('the gateway answers behind', () => {
  const parsers: readonly (readonly [string, RequestHandler])[] = [
    ['express.json()', express.json()],
    ['express.text()', express.text({ type: '*/*' })],
    ['express.raw()', express.raw({ type: '*/*' })],
    [
      'express.json() that keeps the bytes',
      express.json({ verify: (request, _response, bytes) => Object.assign(request, { rawBody: bytes }) }),
    ],
    ['a parser that reads other types', express.urlencoded()],
  ];

  it.each(parsers)('%s', async (_name, parser) => {
    const endpoint = await behind(parser);
    for (let times = 0; times < 2; times++) {
      const response = await fetch(endpoint, { method: 'POST', headers: json, body: JSON.stringify(titles) });
      expect(await response.json()).toMatchObject({
        data: { posts: { nodes: [{ title: expect.any(String) }] } },
      });
    }
    const byGet = await fetch(`${endpoint}?query={__typename}`);
    expect(await byGet.json()).toEqual({ data: { __typename: 'RootQuery' } });
  });

  it('express.json(), a batch', async () => {
    const endpoint = await behind(express.json());
    const body = JSON.stringify([{ query: '{ __typename }' }, titles]);
    const answers = await (await fetch(endpoint, { method: 'POST', headers: json, body })).json();
    expect(answers).toMatchObject([{ data: { __typename: 'RootQuery' } }, { data: { posts: {} } }]);
  });

  it('express.urlencoded(), a form with the header that no form of another site can send', async () => {
    const endpoint = await behind(express.urlencoded());
    const body = new URLSearchParams({ query: '{ __typename }' });
    const response = await fetch(endpoint, { method: 'POST', body, headers: { 'x-pressql-csrf': '1' } });
    expect(await response.json()).toEqual({ data: { __typename: 'RootQuery' } });
  });
});

it('a body that a parser has dropped is an error, and no request that waits for ever', async () => {
  const endpoint = await behind((request, _response, next) => {
    request.resume().once('end', () => next());
  });
  const response = await fetch(endpoint, { method: 'POST', headers: json, body: JSON.stringify(titles) });
  expect(response.status).toBe(500);
  expect(await response.json()).toMatchObject({
    errors: [{ message: expect.stringContaining('has read the body') }],
  });
});
