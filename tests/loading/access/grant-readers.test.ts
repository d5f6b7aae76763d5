import { describe, expect, it } from 'vitest';
import { grantedRest, readersOf } from '../../../src/loading/access/grant-readers.ts';
import { type GrantRow, grants, isGrant } from '../../../src/loading/access/grants.ts';
import { boundedRest } from '../../../src/loading/rest/bounded.ts';
import { withClosedUsers } from '../../../src/loading/rest/closed-users.ts';
import { sharingReads } from '../../../src/loading/rest/shared-reads.ts';
import { applicationPassword } from '../../../src/wordpress/credentials.ts';
import { createRequestBudget } from '../../../src/wordpress/request-budget.ts';
import type { Query, Rest } from '../../../src/wordpress/rest.ts';

/** A client that answers every call and records it. It has one more method than `Rest`, as if `Rest` had gained one. */
function recordingRest(calls: string[], operator?: Rest): Rest & { later(): Promise<unknown> } {
  const record =
    <T>(method: string, answer: T) =>
    async (first: unknown) => {
      calls.push(`${method} ${typeof first === 'string' ? first : JSON.stringify(first)}`);
      return answer;
    };
  const rest: Rest & { later(): Promise<unknown> } = {
    root: { url: 'https://site.example/wp-json/', style: 'path' },
    list: record('list', { documents: [], total: 0 }),
    get: record('get', null),
    counted: record('counted', { json: null, total: null }),
    describe: record('describe', {}),
    head: record('head', {
      ...{ status: 200, location: null, route: null },
      ...{ isWordPress: true, isOtherWordPress: false, isSingular: false },
    }),
    page: async ({ url, read }) => {
      calls.push(`page ${url}`);
      return read({ status: 200, location: null, html: '' });
    },
    write: record('write', null),
    submit: record('submit', { status: 200, location: null, body: '', message: '', cookies: '' }),
    withCredentials: () => operator ?? rest,
    close: () => undefined,
    later: () => record('later', null)(''),
  };
  return rest;
}

const all = Object.keys(grants).filter(isGrant);
const members = [
  'close',
  'counted',
  'describe',
  'get',
  'head',
  'list',
  'page',
  'root',
  'submit',
  'withCredentials',
  'write',
];

function start() {
  const calls: string[] = [];
  const rest = recordingRest([], recordingRest(calls));
  const service = { credentials: applicationPassword('operator:secret'), grants: new Set(all) };
  return {
    calls,
    rest,
    /** The readers with the operator's credential, for a visitor or, if the documents belong to a user, for a user. */
    readersOf: (grant: (typeof all)[number]) => {
      const { owner }: GrantRow = grants[grant];
      const readers = readersOf(grant, { rest, isSignedIn: owner !== undefined, service });
      return readers.filter(({ isOperator }) => isOperator);
    },
    ofVisitor: (grant: (typeof all)[number]) => readersOf(grant, { rest, isSignedIn: false, service }),
  };
}

describe.each(all)("the operator's credential with the grant %s", (grant) => {
  const { routes, owner, isDocumentsOnly, ofPublished }: GrantRow = grants[grant];
  const [route = ''] = routes;
  const query = {
    _fields: ['id'],
    ...(owner ? { [owner]: 7 } : {}),
    ...(ofPublished ? { status: 'publish' } : {}),
  };

  it('goes out with reads of the routes of the grant only', async () => {
    const { calls, readersOf } = start();
    const [reader] = readersOf(grant);
    const below = owner || isDocumentsOnly || ofPublished ? route : `${route}/7`;
    await reader?.rest.list(route, query);
    await reader?.rest.get(below, query);
    expect(calls).toEqual([`list ${route}`, `get ${below}`]);
    for (const other of ['/wp/v2/posts', `${route}-more`, '/wp/v2/plugins']) {
      await expect(reader?.rest.list(other, query)).rejects.toThrow('does not open');
      await expect(reader?.rest.get(other, query)).rejects.toThrow('does not open');
      await expect(reader?.rest.describe(other)).rejects.toThrow('does not open');
    }
    expect(calls).toHaveLength(2);
  });

  it('never goes out with a write, a page, a form, or as another client', async () => {
    const { calls, readersOf } = start();
    const [reader] = readersOf(grant);
    await expect(reader?.rest.write({ method: 'POST', route })).rejects.toThrow('opens reads only');
    await expect(reader?.rest.head('https://site.example/')).rejects.toThrow('opens reads only');
    const page = { url: 'https://site.example/', of: 'nothing', read: () => null };
    await expect(reader?.rest.page(page)).rejects.toThrow('opens reads only');
    await expect(reader?.rest.submit({ url: 'https://site.example/' })).rejects.toThrow('opens reads only');
    expect(() => reader?.rest.withCredentials(applicationPassword('a:b'))).toThrow('opens reads only');
    expect(calls).toEqual([]);
  });

  it('is closed to a method that `Rest` gains later', () => {
    const { rest, readersOf } = start();
    const readers = readersOf(grant);
    expect(readers.map((reader) => Object.keys(reader.rest).sort())).toEqual([members]);
    expect(Object.keys(grantedRest(grant, rest, readers)).sort()).toEqual(members);
  });
});

it('the grant orders opens only the list of the orders of one user', async () => {
  const { calls, readersOf } = start();
  const [reader] = readersOf('orders');
  const [route = ''] = grants.orders.routes;
  for (const customer of [undefined, 0, -1, 1.5, '7', [7, 8], true, Number.NaN]) {
    await expect(reader?.rest.list(route, { customer } as Query)).rejects.toThrow('without one customer');
  }
  await expect(reader?.rest.get(`${route}/12`, { customer: 7 })).rejects.toThrow('without one customer');
  await expect(reader?.rest.describe(route)).rejects.toThrow('without one customer');
  expect(calls).toEqual([]);
  await reader?.rest.list(route, { customer: 7, include: [12] });
  expect(calls).toEqual([`list ${route}`]);
});

it('the grant orders opens nothing to visitors', async () => {
  const { calls, rest, ofVisitor } = start();
  expect(ofVisitor('orders')).toEqual([{ rest, isOperator: false }]);
  expect(calls).toEqual([]);
});

it('the grant authors opens only ids and names of users', async () => {
  const { calls, readersOf } = start();
  const [reader] = readersOf('authors');
  for (const query of [undefined, {}, { _fields: [] }, { _fields: ['id', 'email'] }]) {
    await expect(reader?.rest.list('/wp/v2/users', query)).rejects.toThrow('opens only the fields');
  }
  await expect(reader?.rest.describe('/wp/v2/users')).rejects.toThrow('opens only the fields');
  expect(calls).toEqual([]);
});

it('the grant forms opens no entries, and no notifications', async () => {
  const { calls, readersOf } = start();
  const [reader] = readersOf('forms');
  const entries = '/gf/v2/forms/1/entries';
  await expect(reader?.rest.get(entries, { _fields: ['id'] })).rejects.toThrow(`does not open ${entries}`);
  for (const _fields of [undefined, ['id', 'notifications'], ['personalData']]) {
    await expect(reader?.rest.get('/gf/v2/forms', { _fields })).rejects.toThrow('opens only the fields');
  }
  expect(calls).toEqual([]);
  await reader?.rest.get('/gf/v2/forms', { _fields: ['id', 'fields'] });
  expect(calls).toEqual(['get /gf/v2/forms']);
});

it.each([
  [
    'boundedRest',
    (rest: Rest) => boundedRest(rest, { resources: new Map(), routes: new Set() }, createRequestBudget(10)),
  ],
  ['withClosedUsers', (rest: Rest) => withClosedUsers(rest, '/wp/v2/users')],
  ['sharingReads', (rest: Rest) => sharingReads(rest)],
])('%s passes on no method that it was not written for', (_name, wrap) => {
  expect(Object.keys(wrap(recordingRest([]))).sort()).toEqual(members);
});
