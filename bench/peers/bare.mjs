// node bare.mjs PEERS FILE: sends the bytes of a file to every request.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { listen } from './listen.mjs';

const text = readFileSync(process.argv[3], 'utf8');
const headers = {
  'content-type': 'application/json; charset=utf-8',
  'content-length': Buffer.byteLength(text),
};
listen(
  createServer((incoming, outgoing) => {
    incoming.on('data', () => undefined);
    incoming.on('end', () => {
      outgoing.writeHead(200, headers);
      outgoing.end(text);
    });
  }),
);
