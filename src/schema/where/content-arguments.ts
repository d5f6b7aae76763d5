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

/** `where` of every connection to content. */
const shared: readonly WhereRow[] = [
  {
    argument: 'dateQuery',
    type: 'DateQueryInput',
    description: 'Content of a period.',
    filter: dateFilter,
  },
  {
    argument: 'hasPassword',
    type: 'Boolean',
    description: 'Only content that has a password, or only what has none.',
    documentFilter: (value) => ({
      paths: ['content.protected'],
      isRare: value === true,
      holds: (document) => (flag(document, 'content', 'protected') ?? false) === value,
    }),
  },
  idArgument('id', 'Int', 'include', 'Content of this database id.'),
  idsArgument('in', 'include', 'Content of these ids; in the order given unless `orderby` says otherwise.'),
  {
    argument: 'isSticky',
    type: 'Boolean',
    description: 'Only sticky content, or only what is not.',
    filter: (value, { resource }) => {
      if (hasFieldOrParameter(resource, 'sticky')) return { sticky: String(value) };
      return value === true ? matchesNone : {};
    },
  },
  {
    argument: 'mimeType',
    type: 'MimeTypeEnum',
    description: 'Media of this MIME type.',
    filter: (value, { resource }) =>
      hasFieldOrParameter(resource, 'mime_type') ? { mime_type: String(value) } : matchesNone,
  },
  {
    argument: 'name',
    type: 'String',
    description: 'Content of this slug; for hierarchical content a path, of which the last part counts.',
    filter: (value) => ({ slug: [lastSegment(String(value))] }),
  },
  parameterArgument('nameIn', '[String]', 'slug', 'Content of these slugs.'),
  idsArgument('notIn', 'exclude', 'Content without these ids.'),
  {
    argument: 'orderby',
    type: '[PostObjectsConnectionOrderbyInput]',
    description: 'What to order by; newest first unless given.',
  },
  parentArgument(
    idArgument('parent', 'ID', 'parent', 'Content directly below this one; 0 for the top level.'),
  ),
  parentArgument(idsArgument('parentIn', 'parent', 'Content directly below one of these.')),
  parentArgument(idsArgument('parentNotIn', 'parent_exclude', 'Content not directly below these.')),
  unsupportedArgument('password', 'String', noSuchFilter),
  searchArgument,
  {
    argument: 'stati',
    type: '[PostStatusEnum]',
    description: 'Content of these statuses.',
    filter: statusFilter,
  },
  {
    argument: 'status',
    type: 'PostStatusEnum',
    description: 'Content of this status.',
    filter: statusFilter,
  },
  {
    argument: 'template',
    type: 'ContentTemplateEnum',
    description: 'Content that the theme shows with this template.',
    documentFilter: (file) => ({
      paths: ['template'],
      isRare: file !== '',
      holds: (document) => (text(document, 'template') ?? '') === file,
    }),
  },
  {
    argument: 'title',
    type: 'String',
    description: 'Content of exactly this title.',
    filter: titleFilter,
  },
];

/** `where` of connections to one type that has authors. */
const authors: readonly WhereRow[] = [
  idArgument('author', 'Int', 'author', 'Content by the user of this database id.'),
  idsArgument('authorIn', 'author', 'Content by any of these users.'),
  {
    argument: 'authorName',
    type: 'String',
    description: 'Content by the user of this slug.',
    filter: async (value, { loaders }) => {
      const users = loaders.site.resources.get('user');
      const found = users ? await idsOfSlugs([String(value)], users, loaders) : [];
      return found.length > 0 ? { author: found } : matchesNone;
    },
  },
  idsArgument('authorNotIn', 'author_exclude', 'Content not by these users.'),
];

/** `contentTypes`, of connections to content of several types. */
export const contentTypesArgument: WhereRow = {
  argument: 'contentTypes',
  type: '[ContentTypeEnum]',
  description: 'Content of these types; all but media unless given.',
  filter: (value, { resource }) => (asList(value).includes(resource.name) ? {} : matchesNone),
};

/** The arguments of `where` for content of those types that an enum has. */
export function contentWhereOfTypes(typeEnum: string): readonly WhereRow[] {
  return [
    { ...contentTypesArgument, type: `[${typeEnum}]`, description: 'Content of these types.' },
    ...shared,
  ];
}

/** The arguments of `where` for content of one resource, or of any (`ContentNode`). */
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

/** `orderby` values, each with REST's own; null: REST can't order so. */
export const contentOrderings: Readonly<Record<string, Omit<Ordering, 'direction' | 'ties'> | null>> = {
  AUTHOR: { name: 'author', orderby: 'author', keyset: null, value: { path: 'author', kind: 'number' } },
  COMMENT_COUNT: null,
  DATE: { name: 'date', orderby: 'date', keyset: date },
  IN: { name: 'in', orderby: 'include', keyset: null, oneWay: true },
  MENU_ORDER: {
    name: 'menu_order',
    orderby: 'menu_order',
    keyset: null,
    value: { path: 'menu_order', kind: 'number' },
  },
  MODIFIED: { name: 'modified', orderby: 'modified', keyset: modified },
  NAME_IN: { name: 'name_in', orderby: 'include_slugs', keyset: null, oneWay: true },
  PARENT: { name: 'parent', orderby: 'parent', keyset: null, value: { path: 'parent', kind: 'number' } },
  SLUG: { name: 'slug', orderby: 'slug', keyset: null, value: { path: 'slug', kind: 'text' } },
  TITLE: { name: 'title', orderby: 'title', keyset: null, value: { path: 'title.rendered', kind: 'text' } },
};

/** Newest first, as in WPGraphQL; equal dates by descending id. */
const newest: Ordering = { name: 'date', orderby: 'date', direction: 'desc', ties: 'desc', keyset: date };

/** What WordPress makes of an order by a list that isn't given. */
const oldest: Ordering = { ...newest, direction: 'asc' };

/** WP_Query leaves both of these as they are, whatever `order` says. */
const asGiven: Ordering = {
  name: 'in',
  orderby: 'include',
  direction: 'asc',
  ties: 'desc',
  keyset: null,
  oneWay: true,
};
const relevant: Ordering = { ...asGiven, name: 'relevance', orderby: 'relevance', direction: 'desc' };

/** The argument that gives the list of an order by one. */
const lists: Readonly<Record<string, string>> = { IN: 'in', NAME_IN: 'nameIn' };

/** The order of content that `where` asks for. */
export function contentOrdering(where: Readonly<Record<string, unknown>>, resource: Resource): Ordering {
  const [first, ...others] = asList(where['orderby']);
  if (first === undefined) {
    if (asList(where['in']).length > 0) return asGiven;
    return hasSearchTerms(where['search']) ? relevant : newest;
  }
  if (!isRecord(first)) return newest;
  const field = String(first['field']);
  const list = lists[field];
  if (list && asList(where[list]).length === 0) return oldest;
  const ordering = contentOrderings[field];
  const shown = shownIn(resource, ordering?.value);
  const allowed = resource.parameters.get('orderby')?.values ?? [];
  const isServed = ordering && (allowed.length === 0 || allowed.includes(ordering.orderby));
  if (!ordering || (!isServed && !ordering.keyset && !shown)) {
    throw new InputError(
      `\`where.orderby\` can't be ${field} for ${resource.plural}: WordPress' REST API has no such ordering.`,
    );
  }
  if (others.length > 0 && !list) {
    throw new InputError("`where.orderby` takes one ordering: WordPress' REST API can't order by several.");
  }
  const direction = !list && first['order'] === 'DESC' ? 'desc' : 'asc';
  const { value: _value, ...orderedBy } = ordering;
  return { ...orderedBy, ...(shown ? { value: shown } : {}), direction, ties: 'desc' };
}

/** Where documents carry a value: media say what they are attached to as `post`, what is flat is below nothing, some types show no author. */
function shownIn({ properties }: Resource, value: OrderedValue | undefined): OrderedValue | undefined {
  if (value?.path === 'parent') return properties.has('post') ? { ...value, path: 'post' } : value;
  const [key = ''] = value?.path.split('.') ?? [];
  return properties.has(key) ? value : undefined;
}
