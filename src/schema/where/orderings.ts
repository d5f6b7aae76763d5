import type { OrderedValue, Ordering } from '../../loading/base/collection.ts';
import { isRecord } from '../../values/json.ts';
import { InputError } from '../kit/base/errors.ts';
import { asList } from '../kit/where/rows.ts';

type Orderings = Readonly<Record<string, Omit<Ordering, 'direction' | 'ties'> | null>>;

const unordered = (name: string, orderby = name) => ({ name, orderby, keyset: null });

const ordered = (orderby: string, kind: OrderedValue['kind'], path = orderby) => ({
  ...unordered(orderby),
  value: { path, kind },
});

/** The orderings of terms, by their value of `orderby`. Null if REST does not support the ordering. */
export const termOrderings: Orderings = {
  COUNT: ordered('count', 'number'),
  DESCRIPTION: ordered('description', 'text'),
  NAME: ordered('name', 'text'),
  SLUG: ordered('slug', 'text'),
  TERM_GROUP: unordered('term_group'),
  TERM_ID: ordered('id', 'number'),
  // WordPress sorts by id unless it lists the terms of one object (`WP_Term_Query::parse_orderby`).
  TERM_ORDER: ordered('id', 'number'),
};

/** The orderings of users, by their value of `orderby`. Null if REST does not support the ordering. */
export const userOrderings: Orderings = {
  DISPLAY_NAME: ordered('name', 'text'),
  EMAIL: unordered('email'),
  LOGIN: ordered('slug', 'text'),
  LOGIN_IN: null,
  NICE_NAME: ordered('slug', 'text'),
  NICE_NAME_IN: { ...unordered('include_slugs'), hasFixedDirection: true },
  REGISTERED: unordered('registered_date'),
  URL: ordered('url', 'text'),
};

const commentDate = { path: 'date', after: 'after', before: 'before' };

/** The orderings of comments, by their value of `orderby`. Null if REST does not support the ordering. */
export const commentOrderings: Orderings = {
  COMMENT_AGENT: null,
  COMMENT_APPROVED: null,
  COMMENT_AUTHOR: null,
  COMMENT_AUTHOR_EMAIL: null,
  COMMENT_AUTHOR_IP: null,
  COMMENT_AUTHOR_URL: null,
  COMMENT_CONTENT: null,
  COMMENT_DATE: { name: 'date', orderby: 'date', keyset: commentDate },
  COMMENT_DATE_GMT: { name: 'date', orderby: 'date', keyset: commentDate },
  COMMENT_ID: ordered('id', 'number'),
  COMMENT_IN: { ...unordered('include'), hasFixedDirection: true },
  COMMENT_KARMA: null,
  COMMENT_PARENT: ordered('parent', 'number'),
  COMMENT_POST_ID: ordered('post', 'number'),
  COMMENT_TYPE: ordered('type', 'text'),
  USER_ID: null,
};

/**
 * Returns the ordering of terms that `where` selects. As in WPGraphQL, the default is by name. Any other `orderby` without
 * `order` is descending.
 *
 * @throws InputError if REST does not support the ordering
 */
export function termOrdering(where: Readonly<Record<string, unknown>>): Ordering {
  const field = where['orderby'] ?? 'NAME';
  const order = where['order'] ?? (field === 'NAME' ? 'ASC' : 'DESC');
  return pick(termOrderings, { field, order, of: 'terms' });
}

/**
 * Returns the ordering of users that `where` selects. The default is by slug: WPGraphQL's default is the login name, which
 * REST hides.
 *
 * @throws InputError if REST does not support the ordering
 */
export function userOrdering(where: Readonly<Record<string, unknown>>): Ordering {
  const last = asList(where['orderby']).at(-1);
  const { field = 'LOGIN', order = 'ASC' } = isRecord(last) ? last : {};
  return pick(userOrderings, { field, order: order ?? 'ASC', of: 'users' });
}

/**
 * Returns the ordering of comments that `where` selects. As in WPGraphQL, the default is the newest first. Ids of equal
 * dates have the direction of the dates, as in `WP_Comment_Query`.
 *
 * @throws InputError if REST does not support the ordering
 */
export function commentOrdering(where: Readonly<Record<string, unknown>>): Ordering {
  const { orderby: field = 'COMMENT_DATE', order = 'DESC' } = where;
  const ordering = pick(commentOrderings, {
    field: field ?? 'COMMENT_DATE',
    order: order ?? 'DESC',
    of: 'comments',
  });
  return ordering.keyset ? { ...ordering, ties: ordering.direction } : ordering;
}

function pick(
  orderings: Orderings,
  { field, order, of }: { field: unknown; order: unknown; of: string },
): Ordering {
  const ordering = orderings[String(field)];
  if (!ordering) {
    throw new InputError(
      `\`where.orderby\` can't be ${String(field)} for ${of}: WordPress' REST API has no such ordering.`,
    );
  }
  return { ...ordering, direction: order === 'DESC' ? 'desc' : 'asc', ties: 'desc' };
}
