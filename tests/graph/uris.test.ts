import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

interface Node {
  readonly __typename: string;
  readonly id: string;
  readonly uri: string | null;
  readonly link?: string;
}

/** All nodes of the site that have a URI. */
const everything = `{
  posts(first: 1) { nodes { ...of } } pages(first: 5) { nodes { ...of } } mediaItems(first: 1) { nodes { ...of } }
  books { nodes { ...of } } films { nodes { ...of } } manuals { nodes { ...of } }
  categories(first: 1) { nodes { ...of } } tags(first: 1) { nodes { ...of } } moods { nodes { ...of } }
  users(first: 1) { nodes { ...of } } contentTypes { nodes { ...of } }
}
fragment of on UniformResourceIdentifiable {
  __typename id uri ... on ContentNode { link } ... on TermNode { link }
}`;

/** Types for which the test looks up one node by every spelling of its URI. */
const inEverySpelling: readonly string[] = ['Post', 'Page', 'Mood'];

/** The field that finds a node of a type by URI, in addition to `nodeByUri`. */
const typed: Readonly<Record<string, string>> = {
  Post: 'post(id: $uri, idType: URI)',
  Page: 'page(id: $uri, idType: URI)',
  Manual: 'contentNode(id: $uri, idType: URI)',
  Category: 'category(id: $uri, idType: URI)',
  Mood: 'termNode(id: $uri, idType: URI)',
  User: 'user(id: $uri, idType: URI)',
};

const structures = [
  '/%postname%/',
  '/blog/%postname%/',
  '/%category%/%postname%/',
  '/archives/%post_id%',
  '/%year%/%monthnum%/%day%/%postname%.html',
  '/index.php/%year%/%postname%/',
  '',
];

describe('each URI that the graph returns', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
    await gateway.site.plugin(`
      add_action('init', function () {
        $type = fn($name, $more) => register_post_type($name, $more + ['public' => true, 'show_in_rest' => true, 'label' => ucfirst($name) . 's']);
        $type('book', ['has_archive' => true, 'rewrite' => ['slug' => 'library/titles'], 'query_var' => 'title']);
        $type('film', ['has_archive' => 'cinema', 'rewrite' => ['slug' => 'films', 'with_front' => false]]);
        $type('manual', ['has_archive' => true, 'hierarchical' => true, 'rewrite' => ['slug' => 'handbooks'], 'supports' => ['title', 'page-attributes']]);
        register_taxonomy('mood', 'book', ['public' => true, 'show_in_rest' => true, 'hierarchical' => true, 'label' => 'Moods', 'rewrite' => ['slug' => 'feeling', 'hierarchical' => true], 'query_var' => 'feel']);
      });`);
    await gateway.site.php(`
      $new = fn($type, $title, $more = []) => wp_insert_post($more + ['post_type' => $type, 'post_title' => $title, 'post_status' => 'publish']);
      $page = $new('page', 'Über uns'); $below = $new('page', 'Team', ['post_parent' => $page]); $new('page', '東京', ['post_parent' => $below]);
      $front = $new('page', 'Start here', ['post_parent' => $page]); $list = $new('page', 'All news');
      update_option('show_on_front', 'page'); update_option('page_on_front', $front); update_option('page_for_posts', $list);
      $mood = wp_insert_term('Calm', 'mood')['term_id']; $term = wp_insert_term('Very calm', 'mood', ['parent' => $mood])['term_id'];
      wp_set_object_terms($new('book', 'Dune'), [$term], 'mood'); $new('film', 'Solaris');
      $manual = $new('manual', 'Boats'); $new('manual', 'Sails', ['post_parent' => $manual]);
      $new('post', 'Ends in 12');`);
  });
  afterAll(() => gateway.close());

  it.each(structures)(
    'leads back to its node with permalinks %s',
    async (structure) => {
      await gateway.site.php(`global $wp_rewrite; $wp_rewrite->set_permalink_structure('${structure}');`);
      await gateway.site.php('flush_rewrite_rules(false);');
      await gateway.pressql.refresh();
      const lists = await gateway.data<Record<string, { nodes: readonly Node[] }>>(everything);
      const nodes = Object.values(lists).flatMap((list) => list.nodes);
      expect(nodes.length).toBeGreaterThan(18);
      const lost: string[] = [];
      for (const list of Object.values(lists)) {
        for (const [index, node] of list.nodes.entries()) {
          if (node.uri === null) continue;
          const isSpelled = index === 0 && inEverySpelling.includes(node.__typename);
          const addresses = isSpelled ? spellings(node) : [node.uri];
          const fields = addresses.map((_, at) => `n${at}: nodeByUri(uri: $u${at}) { __typename ...of }`);
          const variables = Object.fromEntries(addresses.map((address, at) => [`u${at}`, address]));
          const own = typed[node.__typename]?.replace('$uri', '$u0');
          const found = await gateway.ask<Record<string, Node | null>>(
            `query (${addresses.map((_, at) => `$u${at}: String!`).join(' ')}${own ? ' $id: ID!' : ''}) {
            ${fields.join('\n')} ${own ? `own: ${own.replace('$u0', '$id')} { ...of }` : ''} }
          fragment of on Node { id }`,
            { ...variables, ...(own ? { id: node.uri } : {}) },
          );
          if (found.errors) lost.push(`${node.uri}: ${found.errors[0]?.message}`);
          for (const [key, value] of Object.entries(found.data)) {
            const address = key === 'own' ? own : addresses[Number(key.slice(1))];
            if (value?.id !== node.id)
              lost.push(`${node.__typename} ${node.uri} by ${address}: ${value?.__typename}`);
          }
        }
      }
      expect(lost).toEqual([]);
    },
    180_000,
  );

  /** A URI as a client writes it. */
  function spellings({ uri, link }: Node): readonly string[] {
    const path = uri ?? '';
    const full = link ?? gateway.site.url + path;
    if (path.includes('?')) return [path, full, `${path}&utm_source=x`, `${path}#top`];
    const bare = path.replace(/(.)\/$/, '$1');
    return [
      path,
      full,
      bare,
      `${path}?utm_source=x`,
      `${path}#top`,
      `${full.replace(/\/$/, '')}?utm_source=x#top`,
    ];
  }
});
