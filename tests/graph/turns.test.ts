import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
let lastAnswer = () => {};
beforeAll(async () => {
  gateway = await startGateway({
    fetch: async (url, { headers, method }) => {
      const response = await fetch(url, { headers, method });
      const body = await response.arrayBuffer();
      lastAnswer();
      return new Response(body, response);
    },
    prepare: async (site) => {
      await site.php(`global $wpdb; $users = array_map('intval', get_users(['fields' => 'ID']));
        for ($n = 0; $n < 600; $n++) { $date = date('Y-m-d H:i:s', 1500000000 + $n);
          $wpdb->insert($wpdb->posts, ['post_type' => 'post', 'post_status' => 'publish', 'post_title' => "Long $n", 'post_name' => "long-$n",
            'post_author' => $users[$n % count($users)], 'post_content' => '<p>One <b>two</b></p>', 'post_excerpt' => '', 'to_ping' => '', 'pinged' => '',
            'post_content_filtered' => '', 'post_date' => $date, 'post_date_gmt' => $date, 'post_modified' => $date, 'post_modified_gmt' => $date]); }`);
    },
  });
});
afterAll(() => gateway.close());

const titles = Array.from({ length: 100 }, (_, n) => `t${n}: title`).join(' ');
const long = (more = '') => `{ posts(first: 600) { nodes { ${titles} ${more} } } }`;

/** Counts the turns of the event loop from the last answer of WordPress until `stop`. */
function countTurns() {
  let count = 0;
  let isRunning = true;
  lastAnswer = () => {
    count = 0;
  };
  const tick = () => {
    count += 1;
    if (isRunning) setImmediate(tick);
  };
  setImmediate(tick);
  return () => {
    isRunning = false;
    return count;
  };
}

describe('a long answer', () => {
  it('lets other clients run between its items', async () => {
    const stop = countTurns();
    const { data, errors } = await gateway.ask<{ posts: { nodes: Record<string, unknown>[] } }>(long());
    expect(stop()).toBeGreaterThan(5);
    expect(errors).toBeUndefined();
    expect(data.posts.nodes).toHaveLength(600);
    expect(data.posts.nodes.every(({ t0, t99 }) => t0 === t99 && typeof t0 === 'string')).toBe(true);
  });

  it('reads what its items refer to in as few requests as a short one', async () => {
    await gateway.data(long('author { node { name } }'));
    expect(gateway.sent.filter(({ route }) => route === '/wp/v2/users')).toHaveLength(1);
  });

  it('is not completed for a client that has left', async () => {
    const leaving = new AbortController();
    const answer = gateway.pressql.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: long() }),
        signal: leaving.signal,
      }),
    );
    lastAnswer = () => void setTimeout(() => leaving.abort(), 1);
    await expect(answer).rejects.toThrow();
    const stop = countTurns();
    await gateway.data('{ __typename }');
    expect(stop()).toBeLessThan(50);
  });
});
