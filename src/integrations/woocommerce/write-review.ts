import type { Entity } from '../../loading/base/entity.ts';
import type { IntegrationGraph } from '../../schema/integration/integration-graph.ts';
import { InputError } from '../../schema/kit/base/errors.ts';
import { resourceNamed } from '../../schema/kit/graph/graph.ts';
import { projectionOf } from '../../schema/kit/plugins/reads/projection.ts';
import { submitComment } from '../../schema/mutations/comment-form.ts';
import { idRow, parametersOf, refusedRow, row } from '../../schema/mutations/input-rows.ts';
import { text } from '../../wordpress/document.ts';
import { union } from '../../wordpress/paths.ts';

const rows = [
  row('commentOn', 'Int', 'post', 'The database id of the product.'),
  row('content', 'String', 'content', 'The review.'),
  row('rating', 'Int', null, 'The rating, 1 to 5.', { required: true }),
  row('author', 'String', 'author_name', 'The name. Default: that of the signed-in user.'),
  row('authorEmail', 'String', 'author_email', 'The e-mail address. Default: that of the signed-in user.'),
  row('authorUrl', 'String', 'author_url', "The address of the author's site."),
  idRow('parent', 'parent', 'The review to reply to'),
  refusedRow('date', 'String', 'WordPress sets it.'),
  refusedRow('status', 'CommentStatusEnum', "The site's rules decide."),
];

interface Review {
  readonly review: Entity | null;
  readonly rating: number;
}

/**
 * Adds `writeReview`. The REST API takes reviews from the staff of the shop only, so the gateway submits the form under the
 * product, as a browser does: WooCommerce adds the rating.
 */
export function addWriteReview(toolkit: IntegrationGraph): void {
  const { graph } = toolkit;
  const comment = resourceNamed(graph.site, 'comment');
  toolkit.addMutation<Review>({
    name: 'writeReview',
    description: 'Writes a review of a product through the form of the shop. It may wait for approval.',
    rows,
    payload: (t) => ({
      rating: t.float({ description: 'The rating.', resolve: ({ rating }) => rating }),
      review: t.field({
        type: graph.typeNamed(comment.typeName) as never,
        description: 'The review. Null if it waits for approval.',
        resolve: ((result: Review) => result.review) as never,
      }),
    }),
    run: async (mutating) => {
      const { input, context, info } = mutating;
      const rating = Number(input['rating']);
      if (!(rating >= 1 && rating <= 5)) throw new InputError('`input.rating` must be a number from 1 to 5.');
      const viewer = context.loaders.isSignedIn
        ? await context.loaders.viewer.load(new Set(['id', 'name', 'email']))
        : null;
      const id = await submitComment(
        mutating,
        {
          ...(viewer
            ? { author_name: text(viewer.document, 'name'), author_email: text(viewer.document, 'email') }
            : {}),
          ...parametersOf(rows, input),
        },
        { rating: String(rating) },
      );
      const paths = union([...projectionOf(info, comment.typeName).paths], ['id']);
      return { rating, review: await mutating.context.loaders.entities(comment).load(id, paths) };
    },
  });
}
