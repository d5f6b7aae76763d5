// node bench/isolation.mjs --url URL --users FILE [--requests 10000]: checks that no user gets the answer of another one.
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
  throw new Error('Two options are needed: --url with a WordPress, and --users with a file of its users.');

const users = [...Object.values(JSON.parse(readFileSync(options.users, 'utf8'))), null];
const query =
  '{ viewer { databaseId } posts(first: 20, where: { stati: [DRAFT, PRIVATE, PUBLISH] }) { nodes { databaseId title status } } }';

const gateway = await startGateway(options.url);
try {
  const expected = new Map();
  for (const user of users) expected.set(user, await queryAs(user));
  const different = new Set(expected.values()).size;
  console.log(`${users.length} users, ${different} different answers`);
  if (different < 3)
    throw new Error('All users get the same answer: add drafts and private posts to the site.');
  const count = Number(options.requests);
  let next = 0;
  let wrong = 0;
  const client = async () => {
    while (next < count) {
      next++;
      const user = users[Math.floor(Math.random() * users.length)];
      if ((await queryAs(user)) !== expected.get(user)) wrong++;
    }
  };
  await Promise.all(Array.from({ length: Number(options.clients) }, client));
  console.log(`${count} requests by random users: ${wrong} wrong or failed answers`);
  process.exitCode = wrong > 0 ? 1 : 0;
} finally {
  await gateway.close();
}

async function queryAs(user) {
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
