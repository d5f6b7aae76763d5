import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPressQL } from '../../src/index.ts';
import { startGateway, type TestGateway } from './gateway.ts';
import { type Logs, type Page, routesPlugin as plugin } from './routes-plugin.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ routes: ['club/v1', 'cal/v1'], prepare: (site) => site.plugin(plugin) });
});
afterAll(() => gateway.close());

const sent = () =>
  gateway.sent.map(({ route, query }) => decodeURIComponent(`${route}?${new URLSearchParams(query)}`));

describe('a list of a plugin', () => {
  it('is a connection with typed items, and reads only what the client selects', async () => {
    const { clubMembers } = await gateway.data<{ clubMembers: unknown }>(
      `{ clubMembers(first: 2, where: { type: [NOT_YET] }) {
        nodes { id name type score registered tags lastActivity { date by { name } } }
        pageInfo { hasNextPage hasPreviousPage } totalCount } }`,
    );
    expect(clubMembers).toEqual({
      nodes: [
        { ...shown(2), score: 2.5, lastActivity: null },
        { ...shown(4), score: 4.5, lastActivity: { date: '2026-05-04', by: { name: 'Bo' } } },
      ],
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
      totalCount: 12,
    });
    expect(sent()).toEqual([
      '/club/v1/members?_fields=id,last_activity,name,registered,score,tags,type&page=1&per_page=2&type=not-yet',
    ]);
  });

  it('pages to its end in both directions, whatever the size of the pages', async () => {
    for (const size of [7, 60]) {
      expect(await walk(`first: ${size}`, 'after', 'endCursor')).toEqual(range(1, 25));
    }
    expect((await walk('last: 11', 'before', 'startCursor')).sort((a, b) => a - b)).toEqual(range(1, 25));
    const { clubMembers } = await gateway.data<Page>(
      '{ clubMembers(first: 2, where: { uncounted: true }) { nodes { id } totalCount pageInfo { hasNextPage } } }',
    );
    expect(clubMembers).toMatchObject({ totalCount: null, pageInfo: { hasNextPage: true } });
    // Nobody asks whether there is another page unless the client does.
    await gateway.data('{ clubMembers(first: 2, where: { uncounted: true }) { nodes { id } } }');
    expect(gateway.sent).toHaveLength(1);
    // A page of 25 takes two requests of 20.
    await gateway.data('{ clubMembers(first: 25) { nodes { id } } }');
    expect(gateway.sent).toHaveLength(2);
  });

  it('has a notice, and no error, for each value that differs from its schema', async () => {
    const { data, errors, extensions } = await gateway.ask<Page>(
      '{ clubMembers(first: 3) { nodes { id score lastActivity { date } } } clubMembersNotes(id: 4) { nodes { text } } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      clubMembers: { nodes: [{ score: 1.5 }, { score: 2.5 }, { id: '3', score: null }] },
      clubMembersNotes: { nodes: [{ text: 'for 4' }, { text: null }] },
    });
    expect(extensions?.pressql.notices).toMatchObject([
      {
        path: ['clubMembers', 'nodes', 2, 'score'],
        reason: 'UPSTREAM_INVALID_ANSWER',
        field: 'ClubMembers.score',
      },
      { path: ['clubMembersNotes', 'nodes', 1, 'text'], field: 'ClubNote.text' },
    ]);
  });

  it('has keys that the plugin sends only without `_fields`, and asks once which these are', async () => {
    const query = '{ clubMembers(first: 2) { nodes { id nick avatarUrls { full } } } }';
    const shownWith = { nick: null, avatarUrls: { full: '/a1.png' } };
    const { clubMembers } = await gateway.data<Page>(query);
    expect(clubMembers.nodes[0]).toEqual({ id: '1', ...shownWith });
    expect(sent()).toEqual([
      '/club/v1/members?_fields=avatar_urls,id,nick&page=1&per_page=2',
      '/club/v1/members?page=1&per_page=2',
    ]);
    await gateway.data(query.replace('2', '3'));
    expect(sent()).toEqual(['/club/v1/members?page=1&per_page=3']);
    await gateway.data('{ clubMembers(first: 2) { nodes { id nick } } }');
    expect(sent()).toEqual(['/club/v1/members?_fields=id,nick&page=1&per_page=2']);
    expect((await gateway.ask('{ clubMembers { nodes { password } } }')).errors?.[0]?.message).toContain(
      'Cannot query field',
    );
  });

  it('looks again, after more items, for keys that a few items lack, and not in each query if that fails', async () => {
    const covers = async (first: number) =>
      (
        await gateway.data<Page<{ cover: string | null }>>(
          `{ clubMembers(first: ${first}) { nodes { cover } } }`,
        )
      ).clubMembers.nodes;
    expect(await covers(2)).toEqual([{ cover: null }, { cover: null }]);
    await covers(1);
    expect(gateway.sent).toHaveLength(1);
    expect((await covers(6)).map(({ cover }) => cover)).toEqual([
      null,
      null,
      null,
      ...[4, 5, 6].map((n) => `/c${n}.png`),
    ]);
    expect(gateway.sent).toHaveLength(2);
    for (const [first, requests] of [
      [4, 2],
      [3, 1],
    ]) {
      await gateway.data(`{ clubShy(first: ${first}) { nodes { nick } } }`);
      expect(gateway.sent, `of ${first} items`).toHaveLength(requests ?? 0);
    }
  });

  it('counts pages from 1 if the route allows page 0 without saying that it is the first', async () => {
    const { clubLax } = await gateway.data<{ clubLax: unknown }>('{ clubLax(first: 2) { nodes { id } } }');
    expect(clubLax).toEqual({ nodes: [{ id: '1' }, { id: '2' }] });
    expect(sent()).toEqual(['/club/v1/lax?_fields=id&page=1&per_page=2']);
  });

  it('pages through a list whose pages begin with number 0 and have 5 items at least', async () => {
    const urls: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const { clubLogs }: Logs = await gateway.data<Logs>(
        `{ clubLogs(first: 3${after && `, after: "${after}"`}) { nodes { url } totalCount pageInfo { hasNextPage endCursor } } }`,
      );
      expect(clubLogs.totalCount).toBe(13);
      expect(gateway.sent).toHaveLength(1);
      urls.push(...clubLogs.nodes.map(({ url }) => url));
      after = clubLogs.pageInfo.hasNextPage ? clubLogs.pageInfo.endCursor : null;
    }
    expect(urls).toEqual(range(1, 13).map((n) => `/${n}`));
  });

  it('is empty, with a notice, if WordPress hides it from visitors', async () => {
    const query = '{ clubHidden { nodes { id } } clubMembersMe { name } }';
    const { data, errors, extensions } = await gateway.ask(query);
    expect({ data, errors }).toEqual({ data: { clubHidden: { nodes: [] }, clubMembersMe: null } });
    expect(extensions?.pressql.notices.map(({ reason }) => reason)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(await gateway.as('admin').ask(query)).toEqual({
      data: { clubHidden: { nodes: [{ id: '1' }] }, clubMembersMe: null },
    });
  });

  it('refuses arguments that would mean another thing', async () => {
    const messageOf = async (query: string) => (await gateway.ask(query)).errors?.[0]?.message;
    expect(await messageOf('{ clubMembers(where: { include: [] }) { totalCount } }')).toContain(
      'is an empty list',
    );
    expect(await messageOf('{ clubMembersBySlug(slug: "..") { id } }')).toContain('is a part of an address');
    expect(await messageOf('{ clubMembersBySlug(slug: "a/../../b") { id } }')).toContain(
      'is a part of an address',
    );
    expect(gateway.sent).toEqual([]);
    expect(await messageOf('{ clubMembers(after: "bad") { nodes { id } } }')).toContain("isn't a cursor");
    expect(await messageOf('{ clubMembers { nodes { secret } } }')).toContain('Cannot query field');
  });
});

describe('an item of a plugin', () => {
  it('is read alone, or with others in one request', async () => {
    expect(
      await gateway.data(
        '{ clubMember(id: 3) { name } clubMembersBySlug(slug: "é x") { name } clubStats { members open } }',
      ),
    ).toEqual({
      clubMember: { name: 'Member 3' },
      clubMembersBySlug: { name: 'é x' },
      clubStats: { members: 25, open: true },
    });
    expect(sent().sort()).toEqual([
      '/club/v1/members/3?_fields=id,name',
      '/club/v1/members/by-slug/é x?_fields=id,name',
      '/club/v1/stats?',
    ]);
    const many = await gateway.data(
      '{ a: clubMember(id: 3) { name } b: clubMember(id: 5) { type } c: clubMember(id: 77) { id } }',
    );
    expect(many).toEqual({ a: { name: 'Member 3' }, b: { type: 'gold' }, c: null });
    expect(sent()).toEqual([
      '/club/v1/members?_fields=id,name,type&include=3,5,77&per_page=3',
      '/club/v1/members/77?_fields=id,name,type',
    ]);
  });

  it('is read whole if `_fields` cannot name a key', async () => {
    expect(await gateway.data('{ clubMember(id: 3) { extraKey } }')).toEqual({
      clubMember: { extraKey: 'e3' },
    });
    expect(sent()).toEqual(['/club/v1/members/3?']);
  });
});

describe('a namespace without schemas of its routes', () => {
  it('has the types of its OpenAPI document, and the nodes that it names', async () => {
    const { calEvents, calEvent } = await gateway.data<Record<string, unknown>>(`{
      calEvents(first: 2, where: { order: DESC }) {
        nodes { id title start { year } image { url } imageNode { id } authorNode { name } postNode { __typename databaseId } }
        totalCount pageInfo { hasNextPage }
      }
      calEvent(id: 2) { title }
    }`);
    const shared = {
      start: [{ year: 2026 }],
      imageNode: null,
      authorNode: expect.any(Object),
      postNode: { __typename: 'Post', databaseId: expect.any(Number) },
    };
    expect(calEvents).toEqual({
      nodes: [
        { id: '2', title: 'Event 2', image: { url: '/i.png' }, ...shared },
        { id: '1', title: 'Event 1', image: null, ...shared },
      ],
      totalCount: 4,
      pageInfo: { hasNextPage: true },
    });
    expect(calEvent).toEqual({ title: 'Event 2' });
    const routes = gateway.sent.map(({ route }) => route).sort();
    expect(routes.filter((route) => route.startsWith('/cal'))).toEqual([
      '/cal/v1/events',
      '/cal/v1/events/2',
    ]);
    expect(new Set(routes).size).toBe(routes.length);
    const past = await gateway.data(
      '{ calEvents(first: 2, after: "WyJyb3V0ZXMvY2FsRXZlbnRzIixudWxsLDMsM10") { nodes { id } } }',
    );
    expect(past).toEqual({ calEvents: { nodes: [] } });
  });

  it('has the types of what visitors get, and never fails for what they get later', async () => {
    const query = '{ calPlaces(first: 5) { nodes { id name size } } calPlace(id: 2) { name } }';
    expect(await gateway.ask(query)).toEqual({
      data: {
        calPlaces: {
          nodes: [
            { id: '1', name: 'Hall', size: 4 },
            { id: '2', name: null, size: 4.5 },
          ],
        },
        calPlace: { name: 'Court' },
      },
    });
    await gateway.site.php("update_option('pressql_later', 1);");
    const { data, errors, extensions } = await gateway.ask(query);
    expect({ data, errors }).toMatchObject({
      data: { calPlaces: { nodes: [{ id: '1', name: null, size: null }] } },
    });
    expect(errors).toBeUndefined();
    expect(extensions?.pressql.notices.length).toBe(3);
    await gateway.pressql.refresh();
    expect((await gateway.ask(query)).errors).toBeUndefined();
  });
});

describe('the option `routes`', () => {
  it('names what the site has if a namespace is unknown', async () => {
    const { url } = gateway.site;
    const opening = createPressQL({ url, routes: ['/clubs/v1/'] });
    await expect(opening).rejects.toMatchObject({
      message: '`routes` names the namespace "clubs/v1", which the REST API of the site lacks.',
      advice: expect.stringMatching(/^It has .*club\/v1/),
    });
    await expect(createPressQL({ url, routes: ['wp/v2'] })).rejects.toThrow("which is WordPress' own");
  });

  it('leaves a namespace out when its plugin is switched off', async () => {
    const has = () => gateway.pressql.schema.getQueryType()?.getFields()['clubMembers'] !== undefined;
    expect(has()).toBe(true);
    await gateway.site.plugin('');
    await gateway.pressql.refresh();
    expect(has()).toBe(false);
  });
});

const shown = (n: number) => ({
  id: String(n),
  name: `Member ${n}`,
  type: 'not-yet',
  registered: '2026-05-01T10:00:00',
  tags: ['a', 'b'],
});

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Returns the ids of all pages. */
async function walk(
  size: string,
  argument: 'after' | 'before',
  cursor: 'endCursor' | 'startCursor',
): Promise<number[]> {
  const ids: number[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const page: Page = await gateway.data<Page>(
      `{ clubMembers(${size}${next ? `, ${argument}: "${next}"` : ''}) { nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor startCursor } } }`,
    );
    const { nodes, pageInfo } = page.clubMembers;
    ids.push(...nodes.map(({ id }) => Number(id)));
    next = (argument === 'after' ? pageInfo.hasNextPage : pageInfo.hasPreviousPage) ? pageInfo[cursor] : null;
  }
  return ids;
}
