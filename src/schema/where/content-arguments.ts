import type { OrderedValue, Ordering } from '../../loading/base/collection.ts';
import type { Resource } from '../../site/site.ts';
import { isRecord } from '../../values/json.ts';
import { flag, text } from '../../wordpress/document.ts';
import { InputError } from '../kit/base/errors.ts';
import {
  asList,
  hasFieldOrParameter,
  idArgument,
  idsArgument,
  idsOfSlugs,
  lastSegment,
  matchesNone,
  noSuchFilter,
  parameterArgument,
  parentArgument,
  unsupportedArgument,
  type WhereRow,
} from '../kit/where/rows.ts';
import { statusFilter } from '../kit/where/status.ts';
import { dateFilter } from './dates.ts';
import { hasSearchTerms, searchArgument } from './search.ts';
import { categories, tags } from './taxonomies.ts';
import { titleFilter } from './title.ts';

/** The arguments of `where` on all connections to content. */
const shared: readonly WhereRow[] = [
  {
    argument: 'dateQuery',
    type: 'DateQueryInput',
    description: 'Content with a date in this period.',
    filter: dateFilter,
  },
  {
    argument: 'hasPassword',
    type: 'Boolean',
    description: 'Content with a password (true), or without one (false).',
    documentFilter: (value) => ({
      paths: ['content.protected'],
      isRare: value === true,
      matches: (document) => (flag(document, 'content', 'protected') ?? false) === value,
    }),
  },
  idArgument('id', 'Int', 'include', 'Content with this database id.'),
  idsArgument('in', 'include', 'Content with these ids, in their order unless `orderby` is present.'),
  {
    argument: 'isSticky',
    type: 'Boolean',
    description: 'Sticky content (true), or all other content (false).',
    filter: (value, { resource }) => {
      if (hasFieldOrParameter(resource, 'sticky')) return { sticky: String(value) };
      return value === true ? matchesNone : {};
    },
  },
  {
    argument: 'mimeType',
    type: 'MimeTypeEnum',
    description: 'Media with this MIME type.',
    filter: (value, { resource }) =>
      hasFieldOrParameter(resource, 'mime_type') ? { mime_type: String(value) } : matchesNone,
  },
  {
    argument: 'name',
    type: 'String',
    description:
      'Content with this slug. For hierarchical content, a path is possible; only its last segment counts.',
    filter: (value) => ({ slug: [lastSegment(String(value))] }),
  },
  parameterArgument('nameIn', '[String]', 'slug', 'Content with these slugs.'),
  idsArgument('notIn', 'exclude', 'Content with other ids than these.'),
  {
    argument: 'orderby',
    type: '[PostObjectsConnectionOrderbyInput]',
    description: 'The value to order by. The default is the newest first.',
  },
  parentArgument(
    idArgument('parent', 'ID', 'parent', 'Children of the content with this id. 0 stands for the top level.'),
  ),
  parentArgument(
    idsArgument(
      'parentIn',
      'parent',
      'Children of content with one of these ids. 0 stands for the top level.',
    ),
  ),
  parentArgument(
    idsArgument(
      'parentNotIn',
      'parent_exclude',
      'Content that is not a child of content with one of these ids.',
    ),
  ),
  unsupportedArgument('password', 'String', noSuchFilter),
  searchArgument,
  {
    argument: 'stati',
    type: '[PostStatusEnum]',
    description: 'Content with these statuses.',
    filter: statusFilter,
  },
  {
    argument: 'status',
    type: 'PostStatusEnum',
    description: 'Content with this status.',
    filter: statusFilter,
  },
  {
    argument: 'template',
    type: 'ContentTemplateEnum',
    description: 'Content with this template of the theme.',
    documentFilter: (file) => ({
      paths: ['template'],
      isRare: file !== '',
      matches: (document) => (text(document, 'template') ?? '') === file,
    }),
  },
  {
    argument: 'title',
    type: 'String',
    description: 'Content with exactly this title.',
    filter: titleFilter,
  },
];

/** The arguments of `where` for one type of content that has authors. */
const authors: readonly WhereRow[] = [
  idArgument('author', 'Int', 'author', 'Content by the user with this database id.'),
  idsArgument('authorIn', 'author', 'Content by any of these users.'),
  {
    argument: 'authorName',
    type: 'String',
    description: 'Content by the user with this slug.',
    filter: async (value, { loaders }) => {
      const users = loaders.site.resources.get('user');
      const ids = users ? await idsOfSlugs([String(value)], users, loaders) : [];
      return ids.length > 0 ? { author: ids } : matchesNone;
    },
  },
  idsArgument('authorNotIn', 'author_exclude', 'Content not by these users.'),
];

/** The argument `contentTypes` of connections to several types of content. */
export const contentTypesArgument: WhereRow = {
  argument: 'contentTypes',
  type: '[ContentTypeEnum]',
  description: 'Content of these types. The default is all types but media.',
  filter: (value, { resource }) => (asList(value).includes(resource.name) ? {} : matchesNone),
};

/** Returns the arguments of `where` for content of the types in an enum. */
export function contentWhereOfTypes(typeEnum: string): readonly WhereRow[] {
  return [
    { ...contentTypesArgument, type: `[${typeEnum}]`, description: 'Content of these types.' },
    ...shared,
  ];
}

/** Returns the arguments of `where` for content of one resource, or of all types (`ContentNode`) if it is null. */
export function contentWhere(resource: Resource | null): readonly WhereRow[] {
  if (!resource) return [contentTypesArgument, ...shared];
  return [
    ...(resource.properties.has('author') ? authors : []),
    ...(resource.linked.includes('category') ? categories : []),
    ...(resource.linked.includes('post_tag') ? tags : []),
    ...shared,
  ].sort((a, b) => (a.argument < b.argument ? -1 : 1));
}

const date = { path: 'date', after: 'after', before: 'before' };
const modified = { path: 'modified', after: 'modified_after', before: 'modified_before' };

/** The orderings of content, by their value of `orderby`. Null if REST does not support the ordering. */
export const contentOrderings: Readonly<Record<string, Omit<Ordering, 'direction' | 'ties'> | null>> = {
  AUTHOR: { name: 'author', orderby: 'author', keyset: null, value: { path: 'author', kind: 'number' } },
  COMMENT_COUNT: null,
  DATE: { name: 'date', orderby: 'date', keyset: date },
  IN: { name: 'in', orderby: 'include', keyset: null, hasFixedDirection: true },
  MENU_ORDER: {
    name: 'menu_order',
    orderby: 'menu_order',
    keyset: null,
    value: { path: 'menu_order', kind: 'number' },
  },
  MODIFIED: { name: 'modified', orderby: 'modified', keyset: modified },
  NAME_IN: { name: 'name_in', orderby: 'include_slugs', keyset: null, hasFixedDirection: true },
  PARENT: { name: 'parent', orderby: 'parent', keyset: null, value: { path: 'parent', kind: 'number' } },
  SLUG: { name: 'slug', orderby: 'slug', keyset: null, value: { path: 'slug', kind: 'text' } },
  TITLE: { name: 'title', orderby: 'title', keyset: null, value: { path: 'title.rendered', kind: 'text' } },
};

/** The default ordering: the newest first, and equal dates by descending id, as in WPGraphQL. */
const newest: Ordering = { name: 'date', orderby: 'date', direction: 'desc', ties: 'desc', keyset: date };

/** WordPress' ordering for `orderby: IN` without a list. */
const oldest: Ordering = { ...newest, direction: 'asc' };

/** The order of a given list of ids. `WP_Query` ignores `order` for it, and for relevance. */
const givenOrder: Ordering = {
  name: 'in',
  orderby: 'include',
  direction: 'asc',
  ties: 'desc',
  keyset: null,
  hasFixedDirection: true,
};
const byRelevance: Ordering = { ...givenOrder, name: 'relevance', orderby: 'relevance', direction: 'desc' };

/** The argument with the list, for orderings by a list. */
const lists: Readonly<Record<string, string>> = { IN: 'in', NAME_IN: 'nameIn' };

/**
 * Returns the ordering of content that `where` selects.
 *
 * @throws InputError if REST does not support the ordering for the resource, or `where` names several orderings
 */
export function contentOrdering(where: Readonly<Record<string, unknown>>, resource: Resource): Ordering {
  const [first, ...others] = asList(where['orderby']);
  if (first === undefined) {
    if (asList(where['in']).length > 0) return givenOrder;
    return hasSearchTerms(where['search']) ? byRelevance : newest;
  }
  if (!isRecord(first)) return newest;
  const field = String(first['field']);
  const list = lists[field];
  if (list && asList(where[list]).length === 0) return oldest;
  const ordering = contentOrderings[field];
  const value = valueIn(resource, ordering?.value);
  const allowed = resource.parameters.get('orderby')?.values ?? [];
  const isServed = ordering && (allowed.length === 0 || allowed.includes(ordering.orderby));
  if (!ordering || (!isServed && !ordering.keyset && !value)) {
    throw new InputError(
      `\`where.orderby\` can't be ${field} for ${resource.plural}: WordPress' REST API has no such ordering.`,
    );
  }
  if (others.length > 0 && !list) {
    throw new InputError("`where.orderby` takes one ordering: WordPress' REST API can't order by several.");
  }
  const direction = !list && first['order'] === 'DESC' ? 'desc' : 'asc';
  const { value: _value, ...orderedBy } = ordering;
  return { ...orderedBy, ...(value ? { value } : {}), direction, ties: 'desc' };
}

/** Returns the value to order by if documents of the resource have it. Media have the parent in `post`, not in `parent`. */
function valueIn({ properties }: Resource, value: OrderedValue | undefined): OrderedValue | undefined {
  if (value?.path === 'parent') return properties.has('post') ? { ...value, path: 'post' } : value;
  const [key = ''] = value?.path.split('.') ?? [];
  return properties.has(key) ? value : undefined;
}
