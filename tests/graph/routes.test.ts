import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPressQL } from '../../src/index.ts';
import { startGateway, type TestGateway } from './gateway.ts';

/*
 * The routes are those of an invented plugin. They have the shapes of BuddyPress (`bp-members`, schemas of WordPress' own kind) and of
 * The Events Calendar (`tribe/events/v1`, an OpenAPI document and lists inside of objects), recorded from their sources.
 */
const plugin = `
add_action('rest_api_init', function () {
  $members = array_map(fn ($n) => array(
    'id' => $n, 'name' => "Member $n", 'type' => $n % 2 ? 'gold' : 'not-yet', 'score' => $n === 3 ? 'many' : "$n.5",
    'user_id' => 1, 'registered' => '2026-05-01T10:00:00', 'tags' => array('a', 'b'), 'extra key' => "e$n",
    'last_activity' => $n === 2 ? false : array('date' => "2026-05-0$n", 'by' => array('name' => 'Bo')), 'secret' => 'hidden',
  ), range(1, 25));
  $schema = fn () => array('title' => 'club_members', 'type' => 'object', 'properties' => array(
    'id' => array('type' => 'integer', 'context' => array('view')),
    'name' => array('type' => 'string', 'description' => 'The name'),
    'type' => array('type' => 'string', 'enum' => array('gold', 'not-yet')),
    'score' => array('type' => 'number'),
    'user_id' => array('type' => 'integer'),
    'registered' => array('type' => array('string', 'null'), 'format' => 'date-time'),
    'tags' => array('type' => 'array', 'items' => array('type' => 'string')),
    'extra key' => array('type' => 'string'),
    'last_activity' => array('type' => 'object', 'properties' => array(
      'date' => array('type' => 'string'),
      'by' => array('type' => 'object', 'properties' => array('name' => array('type' => 'string'))),
    )),
    'secret' => array('type' => 'string', 'context' => array('edit')),
  ));
  $route = fn ($path, $callback, $args = array(), $schema = null, $allowed = '__return_true') => register_rest_route('club/v1', $path, array_filter(array(
    array('methods' => 'GET', 'callback' => $callback, 'permission_callback' => $allowed, 'args' => $args),
    'schema' => $schema,
  )));
  $paged = array(
    'page' => array('type' => 'integer', 'default' => 1, 'minimum' => 1),
    'per_page' => array('type' => 'integer', 'default' => 10, 'minimum' => 1, 'maximum' => 20),
  );
  $route('/members', function ($request) use ($members) {
    $found = array_values(array_filter($members, fn ($each) =>
      (!$request['type'] || in_array($each['type'], (array) $request['type'], true)) &&
      (!$request['include'] || in_array($each['id'], $request['include'], true))));
    $answer = new WP_REST_Response(array_slice($found, ($request['page'] - 1) * $request['per_page'], $request['per_page']));
    if (!$request['uncounted']) $answer->header('X-WP-Total', count($found));
    return $answer;
  }, $paged + array(
    'type' => array('type' => 'array', 'items' => array('type' => 'string', 'enum' => array('gold', 'not-yet'))),
    'include' => array('type' => 'array', 'items' => array('type' => 'integer')),
    'uncounted' => array('type' => 'boolean'),
    'context' => array('type' => 'string'),
  ), $schema);
  $route('/members/(?P<id>[\\\\d]+)', fn ($request) => $members[$request['id'] - 1] ?? new WP_Error('none', 'None', array('status' => 404)),
    array('id' => array('type' => 'integer')), $schema);
  $route('/members/me', fn () => array(), array(), $schema, 'is_user_logged_in');
  $route('/members/(?P<id>[\\\\d]+)/notes', fn ($request) => array(array('text' => "for {$request['id']}"), array('text' => array(1))), array(), fn () => array(
    'title' => 'note', 'type' => 'array', 'items' => array('type' => 'object', 'properties' => array('text' => array('type' => 'string'))),
  ));
  $route('/members/by-slug/(?P<slug>[^/]+)', fn ($request) => array('id' => 9, 'name' => $request['slug']), array(), $schema);
  $route('/stats', fn () => (object) array('members' => 25, 'open' => true), array(), fn () => array(
    'title' => 'stats', 'type' => 'object', 'properties' => array('members' => array('type' => 'integer'), 'open' => array('type' => 'boolean')),
  ));
  $route('/hidden', fn () => array(array('id' => 1)), $paged, $schema, 'is_user_logged_in');
  $route('/odd(?:/(?P<x>.+))?', fn () => array());
});
`;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ routes: ['club/v1'], prepare: (site) => site.plugin(plugin) });
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
    // A page of 25 takes two requests of 20 and one that shows the end.
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

interface Page {
  readonly clubMembers: {
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly hasPreviousPage: boolean;
      readonly endCursor: string;
      readonly startCursor: string;
    };
  };
}

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
