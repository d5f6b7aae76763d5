import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

/*
 * A site whose newest 600 posts are all in one category, before 300 posts in 30 other ones. All are a minute apart.
 */

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway({
    maxRequests: 30,
    prepare: async (site) => {
      await site.php(`
        global $wpdb;
        $categories = [];
        for ($n = 0; $n <= 30; $n++) $categories[] = wp_insert_term("Uneven $n", 'category')['term_taxonomy_id'];
        $wpdb->query('BEGIN');
        for ($n = 0; $n < 900; $n++) {
          $date = gmdate('Y-m-d H:i:s', strtotime('2025-01-01') + 60 * $n);
          $texts = array_fill_keys(['post_content', 'post_excerpt', 'to_ping', 'pinged', 'post_content_filtered'], '');
          $dates = array_fill_keys(['post_date', 'post_date_gmt', 'post_modified', 'post_modified_gmt'], $date);
          $wpdb->insert($wpdb->posts, $texts + $dates + ['post_title' => "Uneven $n", 'post_name' => "uneven-$n", 'post_author' => 1]);
          $category = $categories[$n < 300 ? 1 + $n % 30 : 0];
          $wpdb->insert($wpdb->term_relationships, ['object_id' => $wpdb->insert_id, 'term_taxonomy_id' => $category]);
        }
        $wpdb->query('COMMIT');
        wp_update_term_count_now($categories, 'category');
        wp_cache_flush();`);
    },
  });
});

afterAll(() => gateway.close());

interface Data {
  readonly categories: {
    readonly nodes: readonly {
      readonly name: string;
      readonly posts: { readonly nodes: readonly { readonly title: string }[] };
    }[];
  };
}

const listOf = (field: string, categories = 40) =>
  `{ categories(first: ${categories}, where: { nameLike: "Uneven" }) { nodes { name ${field} { nodes { title } } } } }`;

/** Returns the titles of the posts of each category, newest first. */
function expected(most: number): Record<string, readonly string[]> {
  const numbers = Array.from({ length: 900 }, (_, index) => 899 - index);
  const categoryOf = (number: number) => (number < 300 ? 1 + (number % 30) : 0);
  return Object.fromEntries(
    Array.from({ length: 31 }, (_, category) => [
      `Uneven ${category}`,
      numbers
        .filter((number) => categoryOf(number) === category)
        .slice(0, most)
        .map((number) => `Uneven ${number}`),
    ]),
  );
}

function titlesIn({ categories }: Data): Record<string, readonly string[]> {
  return Object.fromEntries(
    categories.nodes.map(({ name, posts }) => [name, posts.nodes.map(({ title }) => title)]),
  );
}

describe('lists inside a list, one of which has most of the documents', () => {
  it('take a request for that one, and not one for each of the others', async () => {
    expect(titlesIn(await gateway.data<Data>(listOf('posts(first: 2)')))).toEqual(expected(2));
    expect(gateway.sent.filter(({ route }) => route === '/wp/v2/posts')).toHaveLength(2);
  });

  it('are not refused for their size alone, if there are not so many documents', async () => {
    const { data, errors } = await gateway.ask<Data>(listOf('posts(first: 1000)', 3));
    expect(errors).toBeUndefined();
    const all = expected(1000);
    for (const [name, titles] of Object.entries(titlesIn(data))) expect(titles).toEqual(all[name]);
    expect(gateway.sent.length).toBeLessThan(15);
  });
});
