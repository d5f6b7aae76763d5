import { startGateway, type TestGateway } from '../gateway.ts';

/** A document in a payload. */
export type Node = Record<string, unknown> & {
  databaseId: number;
  id: string;
  categories?: { nodes: { count: number }[] };
};

export const emptyNode: Node = { databaseId: 0, id: '' };

/** Sends mutations to a gateway and shows their effect. */
export interface MutationClient {
  readonly gateway: TestGateway;
  /**
   * Sends a mutation with the `clientMutationId` `one`.
   *
   * @param role - the role of the user who sends it; null for a visitor. @default 'admin'
   */
  write(
    name: string,
    input: object,
    selection: string,
    role?: string | null,
  ): Promise<{
    payload: Record<string, Node> | null;
    errors: Awaited<ReturnType<TestGateway['ask']>>['errors'];
  }>;
  /** Returns a post as WordPress stored it. Returns null if WordPress has no such post. */
  stored(id: number): Promise<Record<string, unknown> | null>;
  /** Returns the `POST` and `DELETE` requests that the gateway sent. */
  writes(): TestGateway['sent'];
}

/** Starts a gateway and returns a client for its mutations. */
export async function startMutationClient(): Promise<MutationClient> {
  const gateway = await startGateway();
  return {
    gateway,
    write: async (name, input, selection, role = 'admin') => {
      const type = name[0]?.toUpperCase() + name.slice(1);
      const sender = role === null ? gateway : gateway.as(role);
      const answer = await sender.ask<Record<string, Record<string, Node> | null>>(
        `mutation Write($input: ${type}Input!) { ${name}(input: $input) { clientMutationId ${selection} } }`,
        { input: { clientMutationId: 'one', ...input } },
      );
      return { payload: answer.data?.[name] ?? null, errors: answer.errors };
    },
    stored: (id) =>
      gateway.site.phpJson(`
        $post = get_post(${id});
        echo json_encode($post ? ['title' => $post->post_title, 'status' => $post->post_status, 'content' => $post->post_content,
          'categories' => wp_get_post_categories($post->ID, ['fields' => 'slugs']), 'sticky' => is_sticky($post->ID),
          'format' => get_post_format($post->ID), 'author' => (int) $post->post_author, 'parent' => $post->post_parent,
          'date' => $post->post_date, 'thumbnail' => (int) get_post_thumbnail_id($post->ID)] : null);`),
    writes: () => gateway.sent.filter(({ method }) => method === 'POST' || method === 'DELETE'),
  };
}
