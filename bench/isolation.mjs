// node bench/isolation.mjs --url URL --users FILE [--requests 10000]: no answer ever holds another user's.
// FILE: { "admin": { "username": …, "applicationPassword": … }, … }. The site needs drafts or private posts.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startGateway } from './gateway.mjs';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    users: { type: 'string' },
    requests: { type: 'string', default: '10000' },
    clients: { type: 'string', default: '16' },
  },
});
if (!options.url || !options.users)
  throw new Error('Name a WordPress (--url) and a file of its users (--users).');

const users = [...Object.values(JSON.parse(readFileSync(options.users, 'utf8'))), null];
const query =
  '{ viewer { databaseId } posts(first: 20, where: { stati: [DRAFT, PRIVATE, PUBLISH] }) { nodes { databaseId title status } } }';

const gateway = await startGateway(options.url);
try {
  const alone = new Map();
  for (const user of users) alone.set(user, await ask(user));
  const kinds = new Set(alone.values()).size;
  console.log(`${users.length} users, ${kinds} different answers`);
  if (kinds < 3) throw new Error('The users see the same: give the site drafts and private posts.');
  const count = Number(options.requests);
  let next = 0;
  let wrong = 0;
  const client = async () => {
    while (next < count) {
      next++;
      const user = users[Math.floor(Math.random() * users.length)];
      if ((await ask(user)) !== alone.get(user)) wrong++;
    }
  };
  await Promise.all(Array.from({ length: Number(options.clients) }, client));
  console.log(`${count} requests in turns at random: ${wrong} answers were another user's or failed`);
  process.exitCode = wrong > 0 ? 1 : 0;
} finally {
  await gateway.close();
}

async function ask(user) {
  const pair = user && `${user.username}:${user.applicationPassword}`;
  const response = await fetch(gateway.endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(pair && { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }),
    },
    body: JSON.stringify({ query }),
  });
  return JSON.stringify((await response.json()).data);
}
