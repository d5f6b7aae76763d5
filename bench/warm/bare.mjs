// node bare.mjs PEERS FILE: sends the bytes of a file to every request. Prints its port.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const text = readFileSync(process.argv[3], 'utf8');
const headers = {
  'content-type': 'application/json; charset=utf-8',
  'content-length': Buffer.byteLength(text),
};
const server = createServer((incoming, outgoing) => {
  incoming.on('data', () => undefined);
  incoming.on('end', () => {
    outgoing.writeHead(200, headers);
    outgoing.end(text);
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
