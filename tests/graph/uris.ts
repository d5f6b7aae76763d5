import type { TestGateway } from './gateway.ts';

/** A node that `nodeByUri` returned. */
export interface Found {
  readonly __typename: string;
  readonly databaseId?: number;
  /** Name of the content type, if the node is one. */
  readonly name?: string;
}

/**
 * Changes the site and refreshes the gateway. Unless `php` changes them, permalinks are `/%postname%/` and the front page lists
 * posts.
 */
export async function changeSite(
  { site, pressql }: TestGateway,
  { plugin = '', php = '' }: { plugin?: string; php?: string },
): Promise<void> {
  await site.php(
    `global $wp_rewrite; $wp_rewrite->set_permalink_structure('/%postname%/'); update_option('show_on_front', 'posts'); ${php}`,
  );
  await site.plugin(plugin);
  await pressql.refresh();
}

/** Returns the result of `nodeByUri` for each URI, in their order. A result is null if the URI has no node. */
export async function nodesAt(
  gateway: Pick<TestGateway, 'data'>,
  addresses: readonly string[],
): Promise<readonly (Found | null)[]> {
  const names = addresses.map((_, index) => `u${index}`);
  const found = await gateway.data<Record<string, Found | null>>(
    `query (${names.map((name) => `$${name}: String!`).join(' ')}) {
      ${names.map((name) => `${name}: nodeByUri(uri: $${name}) { ...of }`).join('\n')} }
    fragment of on UniformResourceIdentifiable { __typename ... on DatabaseIdentifier { databaseId } ... on ContentType { name } }`,
    Object.fromEntries(addresses.map((address, index) => [`u${index}`, address])),
  );
  return names.map((name) => found[name] ?? null);
}
