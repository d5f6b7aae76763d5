// How every way of asking speaks HTTP: the same client, connections kept alive, the same bytes counted.
import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import fetch from 'node-fetch';

const settings = { keepAlive: true, maxSockets: 64 };
const agents = { 'http:': new Agent(settings), 'https:': new SecureAgent(settings) };

/** Reads JSON; also the bytes of the answer, decompressed, and its headers. */
export async function readJson(url, init = {}) {
  const response = await fetch(url, { ...init, agent: ({ protocol }) => agents[protocol] });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 200)}`);
  return { json: JSON.parse(text), bytes: Buffer.byteLength(text), headers: response.headers };
}

/** Sends a GraphQL query; its data, or an error that says what the endpoint said. */
export async function ask(endpoint, query, variables = {}) {
  const { json, bytes } = await readJson(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  if (json.errors) throw new Error(`${endpoint}: ${json.errors.map(({ message }) => message).join('; ')}`);
  return { data: json.data, bytes };
}
