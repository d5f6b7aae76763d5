import type { Entity } from '../../loading/base/entity.ts';
import { InputError } from '../../schema/kit/base/errors.ts';
import type { FieldMap, ObjectRef } from '../../schema/kit/base/pothos.ts';
import type { Types } from '../../schema/kit/graph/builder.ts';
import { type EntityFields, type Graph, resourceNamed } from '../../schema/kit/graph/graph.ts';
import type { GraphPage, GraphRow } from '../../schema/kit/graph/page.ts';
import { type ConnectionRequest, connectionField } from '../../schema/kit/relay/connection-field.ts';
import { pageOfEntities } from '../../schema/kit/relay/list.ts';
import { limitAndDirection } from '../../schema/kit/relay/window.ts';
import { unsupportedArguments } from '../../schema/kit/where/rows.ts';
import { commentWhere } from '../../schema/where/comment-arguments.ts';
import { limits } from '../../values/limits.ts';
import { type Document, text } from '../../wordpress/document.ts';
import { reviewsRoute } from './product-connections.ts';
import { at, numberOf, stored } from './values.ts';

interface ReviewRow extends GraphRow {
  readonly rating: number | null;
}

interface ReviewPage extends GraphPage {
  readonly averageRating: number | null;
}

/** Adds the connection from products to their reviews. */
export function reviewConnection(t: EntityFields, graph: Graph): FieldMap {
  const { typeName } = resourceNamed(graph.site, 'product');
  return {
    reviews: connectionField<Entity>(t, graph, {
      base: `${typeName}ToComment`,
      target: 'Comment',
      description: 'The reviews, the newest first.',
      where: unsupportedArguments(commentWhere, 'The Store API does not filter the reviews of a product.'),
      reads: [at('average_rating'), at('review_count')],
      page: async (product, request): Promise<ReviewPage> => {
        const { loaders } = request;
        const averageRating = numberOf(stored(product, 'average_rating'));
        const { documents, total } = await readReviews(product.document.id, request);
        const resource = resourceNamed(loaders.site, 'comment');
        const comments = documents.map((review) => ({ resource, document: asComment(review) }));
        const page = pageOfEntities(comments, 'product/reviews', request);
        const ratings = new Map(documents.map((review) => [review.id, numberOf(review['rating'])]));
        return {
          ...page,
          total,
          averageRating,
          rows: page.rows.map((row): ReviewRow => {
            const id = 'document' in row.node ? row.node.document.id : 0;
            return { ...row, rating: ratings.get(id) ?? null };
          }),
        };
      },
    }),
  };
}

/** The most documents that one request of the Store API returns. */
const perPage = 100;

/**
 * Reads the newest reviews of a product, up to the end of the requested page. The Store API pages by number only, so a page
 * after a cursor, or from the end, needs all reviews.
 *
 * @throws InputError if a page needs all reviews, and the product has too many
 */
async function readReviews(
  product: number,
  { paging, loaders: { rest, limits: ownLimits } }: Pick<ConnectionRequest, 'paging' | 'loaders'>,
): Promise<{ readonly documents: readonly Document[]; readonly total: number }> {
  const read = (page: number) =>
    rest.list(reviewsRoute, {
      product_id: [product],
      page,
      per_page: perPage,
      _fields: ['id', 'date_created', 'reviewer', 'review', 'rating', 'product_id'],
    });
  const { limit, backward, skip = 0 } = limitAndDirection(paging, ownLimits);
  const needsAll = backward || !!paging.after || !!paging.before;
  const first = await read(1);
  const total = first.total ?? first.documents.length;
  if (needsAll && total > limits.maxWholeCollection) {
    throw new InputError(
      `The product has ${total} reviews. WooCommerce pages them by number, so \`after\`, \`before\` and \`last\` work for at most ${limits.maxWholeCollection}. Use \`first\` alone.`,
    );
  }
  // One more than the page has tells whether another page follows.
  const wanted = needsAll ? total : Math.min(total, skip + limit + 1);
  const numbers = Array.from({ length: Math.ceil(wanted / perPage) - 1 }, (_, index) => index + 2);
  const others = await Promise.all(numbers.map(read));
  return { documents: [first, ...others].flatMap(({ documents }) => documents), total };
}

/** Returns a review of the Store API as a comment of WordPress. */
function asComment(review: Document): Document {
  const date = text(review, 'date_created');
  return {
    id: review.id,
    date,
    author_name: text(review, 'reviewer'),
    author: 0,
    parent: 0,
    post: review['product_id'],
    content: { rendered: text(review, 'review') },
    status: 'approved',
    type: 'review',
  };
}

/** Adds the fields that WooGraphQL gives to the connection of reviews and to its edges. */
export function addReviewFields(graph: Graph): void {
  const { typeName } = resourceNamed(graph.site, 'product');
  const connection = graph.connections.many(`${typeName}ToComment`, 'Comment');
  graph.builder.objectFields(connection as unknown as ObjectRef<Types, ReviewPage>, (t) => ({
    averageRating: t.float({
      description: 'The average rating.',
      resolve: ({ averageRating }) => averageRating,
    }),
  }));
  graph.builder.objectFields(`${typeName}ToCommentConnectionEdge` as never, (t) => ({
    rating: (t as unknown as PothosSchemaTypes.ObjectFieldBuilder<Types, ReviewRow>).float({
      description: 'The rating, 1 to 5.',
      resolve: ({ rating }) => rating,
    }),
  }));
}
