// One HTTP client for all ways to get the data, so that they are comparable: it keeps connections alive and counts bytes.
import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import fetch from 'node-fetch';

const settings = { keepAlive: true, maxSockets: 64 };
const agents = { 'http:': new Agent(settings), 'https:': new SecureAgent(settings) };

/** Requests JSON. Returns it with the decompressed size and the headers of the response. */
export async function readJson(url, init = {}) {
  const response = await fetch(url, { ...init, agent: ({ protocol }) => agents[protocol] });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 200)}`);
  return { json: JSON.parse(text), bytes: Buffer.byteLength(text), headers: response.headers };
}

/**
 * Sends a GraphQL query. Returns the data and the size of the response.
 *
 * @throws Error with the messages of the endpoint's errors
 */
export async function queryEndpoint(endpoint, query, variables = {}) {
  const { json, bytes } = await readJson(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  if (json.errors) throw new Error(`${endpoint}: ${json.errors.map(({ message }) => message).join('; ')}`);
  return { data: json.data, bytes };
}
