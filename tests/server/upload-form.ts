import { deflateSync } from 'node:zlib';
import { pairOf, type TestGateway } from '../graph/gateway.ts';

/** Returns a valid PNG file whose pixels are all grey. Sizes are in pixels. */
export function png(width: number, height: number): Buffer<ArrayBuffer> {
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const frame = Buffer.alloc(8 + body.length);
    frame.writeUInt32BE(data.length, 0);
    body.copy(frame, 4);
    frame.writeUInt32BE(crc(body), 4 + body.length);
    return frame;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, 120);
  for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0;
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([signature, ...parts]);
}

/** Returns the CRC-32 of a PNG chunk. */
function crc(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return (value ^ 0xffffffff) >>> 0;
}

/** Mutation that uploads a file. */
export const mutation = `mutation Upload($input: CreateMediaItemInput!) {
  createMediaItem(input: $input) {
    clientMutationId
    mediaItem { id databaseId title altText caption(format: RAW) mimeType sourceUrl parentDatabaseId mediaDetails { width height } }
  }
}`;

/** A part of a multipart form. */
export interface Part {
  readonly name: string;
  readonly value: string | Blob;
  /** File name of a part that is a file. */
  readonly file?: string;
}

/** Sends a multipart form to a gateway as the user with a role. */
export async function post(gateway: TestGateway, parts: readonly Part[], role = 'author') {
  const form = new FormData();
  for (const { name, value, file } of parts) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, value, file);
  }
  const authorization = `Basic ${Buffer.from(pairOf(gateway.site, role)).toString('base64')}`;
  const response = await gateway.pressql.fetch(
    new Request('http://gateway.test/graphql', {
      method: 'POST',
      headers: { authorization, 'x-pressql-csrf': '1' },
      body: form,
    }),
  );
  const answer = (await response.json()) as {
    data?: { createMediaItem: { mediaItem: Record<string, unknown> } | null };
    errors?: { message: string; extensions: Record<string, unknown> }[];
  };
  return { status: response.status, ...answer };
}

/** Returns the parts of a form that uploads one file (GraphQL multipart request specification). */
export const parts = (input: object, file: Blob, name: string): readonly Part[] => [
  {
    name: 'operations',
    value: JSON.stringify({ query: mutation, variables: { input: { ...input, file: null } } }),
  },
  { name: 'map', value: JSON.stringify({ 0: ['variables.input.file'] }) },
  { name: '0', value: file, file: name },
];

/** Returns a PNG picture of 640 by 480 pixels. */
export const picture = () => new Blob([png(640, 480)], { type: 'image/png' });
