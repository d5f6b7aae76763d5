import { describe, expect, it } from 'vitest';
import { readParts } from '../../src/server/multipart.edge.ts';
import { FileTooLarge } from '../../src/wordpress/spool.ts';
import { createSpool } from '../../src/wordpress/spooling.edge.ts';

const boundary = 'tide';
const headOf = (disposition: string) =>
  `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n`;
const chunks = [
  `${headOf('name="operations"')}{}\r\n`,
  `${headOf('name="0"; filename="tide.txt"')}Ebb at `,
  `six.\r\n--${boundary}--\r\n`,
];

/** A request whose body comes in these chunks, and whether the reader has cancelled the rest. */
function setUp() {
  const left = [...chunks];
  const state = { isCancelled: false };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = left.shift();
      if (chunk === undefined) controller.close();
      else controller.enqueue(new TextEncoder().encode(chunk));
    },
    cancel() {
      state.isCancelled = true;
    },
  });
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
  return { request: new Request('https://graph.example/graphql', init), state };
}

const optionsWith = (onChunk: (bytes: number) => void) => ({
  maxRequestSize: 1000,
  spool: createSpool({ maxSize: 1000 }),
  onChunk,
});

describe('a request with files at the edge', () => {
  it('is read as a whole, and its files are in memory', async () => {
    const sizes: number[] = [];
    const { request } = setUp();
    const { fields, files } = await readParts(
      request,
      optionsWith((bytes) => sizes.push(bytes)),
    );
    expect(sizes).toEqual(chunks.map(({ length }) => length));
    expect(fields.get('operations')).toBe('{}');
    const file = files.get('0');
    expect(file).toMatchObject({ name: 'tide.txt', size: 11 });
    expect(await new Response(file?.read() as Blob).text()).toBe('Ebb at six.');
  });

  it('is not read on if it may send no more', async () => {
    const { request, state } = setUp();
    const reading = readParts(
      request,
      optionsWith(() => {
        throw new Error('That is too much.');
      }),
    );
    await expect(reading).rejects.toThrow('That is too much.');
    expect(state.isCancelled).toBe(true);
  });

  it('refuses the rest of a file that is too large', async () => {
    const endless = (async function* () {
      for (;;) yield new Uint8Array(600);
    })();
    const { store } = createSpool({ maxSize: 1000 });
    await expect(store({ name: 'noise.bin', type: 'text/plain' }, endless)).rejects.toThrow(FileTooLarge);
  });
});
