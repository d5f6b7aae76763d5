// node bench/upload.mjs --url URL --user NAME:APPLICATION-PASSWORD [--megabytes 20]: measures how much memory an upload
// takes in the gateway. Runs on Linux only, because it reads the size of the process from /proc.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { deflateSync } from 'node:zlib';
import { startGateway } from './gateway.mjs';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    user: { type: 'string' },
    megabytes: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '5' },
  },
});
if (!options.url || !options.user)
  throw new Error(
    'Two options are needed: --url with a WordPress, and --user with a user and an application password.',
  );

const headers = {
  authorization: `Basic ${Buffer.from(options.user).toString('base64')}`,
  'x-pressql-csrf': '1',
};
const gateway = await startGateway(options.url);
try {
  await upload(makePicture(0.2));
  const picture = makePicture(Number(options.megabytes));
  for (let round = 1; round <= Number(options.rounds); round++) {
    const before = residentMegabytes();
    let highest = before;
    const timer = setInterval(() => {
      highest = Math.max(highest, residentMegabytes());
    }, 5);
    const start = performance.now();
    const id = await upload(picture);
    clearInterval(timer);
    console.log(
      `${(picture.length / 2 ** 20).toFixed(1)} MB in ${Math.round(performance.now() - start)} ms: ` +
        `the gateway had ${before.toFixed(0)} MB, at most ${highest.toFixed(0)} MB, ${(highest - before).toFixed(1)} MB more`,
    );
    await send(
      JSON.stringify({
        query: `mutation { deleteMediaItem(input: { id: "${id}", forceDelete: true }) { deletedId } }`,
      }),
      {
        'content-type': 'application/json',
      },
    );
  }
} finally {
  await gateway.close();
}

async function upload(file) {
  const form = new FormData();
  const query =
    'mutation ($file: Upload!) { createMediaItem(input: { file: $file, title: "Noise" }) { mediaItem { databaseId } } }';
  form.append('operations', JSON.stringify({ query, variables: { file: null } }));
  form.append('map', JSON.stringify({ 0: ['variables.file'] }));
  form.append('0', new Blob([file], { type: 'image/png' }), 'noise.png');
  const { data, errors } = await send(form);
  if (errors) throw new Error(errors[0].message);
  return data.createMediaItem.mediaItem.databaseId;
}

async function send(body, extraHeaders = {}) {
  const response = await fetch(gateway.endpoint, {
    method: 'POST',
    headers: { ...headers, ...extraHeaders },
    body,
  });
  return response.json();
}

function residentMegabytes() {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${gateway.pid}/status`, 'utf8'));
  return Number(kilobytes) / 1024;
}

/** Returns a PNG of noise, which has about as many bytes as pixels. */
function makePicture(megabytes) {
  const side = Math.floor(Math.sqrt(megabytes * 2 ** 20));
  const rows = randomBytes((side + 1) * side);
  for (let row = 0; row < side; row++) rows[row * (side + 1)] = 0;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 0 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc(body), body.length + 4);
  return frame;
}

function crc(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return (value ^ 0xffffffff) >>> 0;
}
