import type { Resource } from '../../site/site.ts';
import { isDocument, list } from '../../wordpress/document.ts';
import type { Rest } from '../../wordpress/rest.ts';
import type { Entity } from '../base/entity.ts';
import { chunkSize, chunks } from '../base/lists.ts';
import { WaveLoader } from '../base/wave-loader.ts';

/**
 * Loads authors that posts embed, for sites that close the users route. A wave takes one request. An embedded author
 * has the fields of the `embed` context: id, name, url, description, link, slug and avatars.
 */
export class EmbeddedAuthorLoader {
  readonly #waves: WaveLoader<number, Entity | null>;

  /**
   * @param content - the posts' resource
   * @param users - the resource that the authors are of
   */
  constructor({ rest, content, users }: { rest: Rest; content: Resource; users: Resource }) {
    const read = async (postIds: readonly number[]) => {
      const listings = await Promise.all(
        chunks(postIds, chunkSize).map((include) =>
          rest.list(content.route, {
            include,
            per_page: include.length,
            _embed: 'author',
            _fields: ['id', '_links.author', '_embedded'],
          }),
        ),
      );
      const authors = new Map(
        listings
          .flatMap(({ documents }) => documents)
          .map((document) => [document.id, list(document, '_embedded', 'author').find(isDocument)]),
      );
      return (postId: number): Entity | null => {
        const document = authors.get(postId);
        return document ? { resource: users, document } : null;
      };
    };
    this.#waves = new WaveLoader({ of: `authors of ${content.name}`, read, isCached: true });
  }

  /** Returns the author of a post. Returns null if the post embeds none. */
  load(postId: number): Promise<Entity | null> {
    return this.#waves.load(postId);
  }
}
