import { connect } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type Listener, listen } from '../../src/server/node.ts';
import { TextResponse, textResponse } from '../../src/server/texts.ts';
import { limits } from '../../src/values/limits.ts';

/** Longer than five parts. Each place where a part could end is inside a character of two UTF-16 units in one of the two. */
const texts = ['', 'x'].map((start) => start + '🌊'.repeat(2.6 * limits.maxSentAtOnce));
let listener: Listener;

async function listenWith(text: string): Promise<string> {
  listener = await listen(async () => new TextResponse(text), { port: 0, host: '127.0.0.1' });
  return listener.origin;
}

afterEach(() => listener.close({ grace: 0, closesIdle: true }));

it.each(texts)('a long answer arrives whole', async (text) => {
  const response = await fetch(await listenWith(text));
  expect((await response.text()) === text).toBe(true);
});

it('a client that leaves in the middle of a long answer harms nobody', async () => {
  const origin = await listenWith(texts.join(''));
  const { port } = new URL(origin);
  for (let count = 0; count < 5; count++) {
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n'),
    );
    await new Promise((received) => socket.once('data', received));
    socket.destroy();
  }
  expect((await (await fetch(origin)).text()).length).toBe(texts.join('').length);
});

it('other clients are answered while a client reads a long answer slowly', async () => {
  const origin = await listenWith(texts.join(''));
  const slow = connect(Number(new URL(origin).port), '127.0.0.1', () =>
    slow.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n'),
  );
  await new Promise((received) => slow.once('data', received));
  slow.pause();
  expect((await (await fetch(origin)).text()).length).toBe(texts.join('').length);
  slow.destroy();
});

it('an answer in parts arrives whole, by the server and as a stream', async () => {
  const parts = texts.map((text) => Buffer.from(text));
  const answer = () => textResponse(parts, { headers: { 'content-type': 'application/json' } });
  listener = await listen(async () => answer(), { port: 0, host: '127.0.0.1' });
  const response = await fetch(listener.origin);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect((await response.text()) === texts.join('')).toBe(true);
  expect((await answer().text()) === texts.join('')).toBe(true);
});
