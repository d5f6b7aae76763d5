import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { InputError } from '../../schema/kit/base/errors.ts';
import { toDatabaseId } from '../../schema/kit/base/global-id.ts';
import { compareCodeUnits, decodedText } from '../../schema/kit/base/text.ts';
import type { GraphPage } from '../../schema/kit/graph/page.ts';
import type { ConnectionRequest } from '../../schema/kit/relay/connection-field.ts';
import { pageOfEntities } from '../../schema/kit/relay/list.ts';
import { asList, isNotGiven, type WhereRow } from '../../schema/kit/where/rows.ts';
import { termWhere } from '../../schema/where/term-arguments.ts';
import type { Resource } from '../../site/site.ts';
import { limits } from '../../values/limits.ts';
import { type Document, integer, text } from '../../wordpress/document.ts';
import { type Paths, union } from '../../wordpress/paths.ts';
import { termLinkOf } from './attribute-taxonomies.ts';

/** The most terms of one request to the Store API. */
const pageSize = 100;

/** What the arguments of `where` compare. */
export const comparedPaths = ['id', 'name', 'slug', 'description', 'count'];

type Test = (term: Entity) => boolean;

const nameOf = ({ document }: Entity) => decodedText(text(document, 'name')) ?? '';
const countOf = ({ document }: Entity) => integer(document, 'count') ?? 0;
const contains = (whole: string, part: unknown) => whole.toLowerCase().includes(String(part).toLowerCase());
const idsIn = (value: unknown) => new Set(asList(value).map((id) => toDatabaseId(String(id), 'where')));
const everything: Test = () => true;

/** The arguments that filter terms. The gateway applies them: the Store API has few of them. */
const filters: Readonly<Record<string, (value: unknown) => Test>> = {
  include: (value) => {
    const ids = idsIn(value);
    return ({ document }) => ids.has(document.id);
  },
  exclude: (value) => {
    const ids = idsIn(value);
    return ({ document }) => !ids.has(document.id);
  },
  excludeTree: (value) => filters['exclude']?.(value) ?? everything,
  slug: (value) => {
    const slugs = new Set(asList(value).map(String));
    return ({ document }) => slugs.has(text(document, 'slug') ?? '');
  },
  name: (value) => {
    const names = new Set(asList(value).map((name) => String(name).toLowerCase()));
    return (term) => names.has(nameOf(term).toLowerCase());
  },
  nameLike: (value) => (term) => contains(nameOf(term), value),
  descriptionLike: (value) => (term) => contains(text(term.document, 'description') ?? '', value),
  search: (value) => (term) =>
    contains(nameOf(term), value) || contains(text(term.document, 'slug') ?? '', value),
  hideEmpty: (value) => (value === true ? (term) => countOf(term) > 0 : everything),
  // Attributes have no hierarchy: all of their terms are at the top level.
  parent: (value) => (Number(value) === 0 ? everything : () => false),
  childOf: (value) => (Number(value) === 0 ? everything : () => false),
};

const noDifference = new Set([
  ...['cacheDomain', 'childless', 'hierarchical', 'padCounts', 'updateTermMetaCache', 'order', 'orderby'],
]);

/** The arguments of connections to terms of attributes: those of all terms. */
export const attributeTermWhere: readonly WhereRow[] = termWhere.map((row) => {
  const { filter, ...shown } = row;
  const isAnswered = Object.hasOwn(filters, row.argument) || noDifference.has(row.argument);
  return isAnswered ? shown : { ...shown, ...(filter ? { filter } : {}) };
});

/** The orders of terms, by the values of the enum. The Store API lists them in the order that the shop gives to the attribute. */
const orders: Readonly<Record<string, (a: Entity, b: Entity) => number>> = {
  COUNT: (a, b) => countOf(a) - countOf(b),
  DESCRIPTION: (a, b) =>
    compareCodeUnits(text(a.document, 'description') ?? '', text(b.document, 'description') ?? ''),
  NAME: (a, b) => compareCodeUnits(nameOf(a).toLowerCase(), nameOf(b).toLowerCase()),
  SLUG: (a, b) => compareCodeUnits(text(a.document, 'slug') ?? '', text(b.document, 'slug') ?? ''),
  TERM_ID: (a, b) => a.document.id - b.document.id,
};

/**
 * Returns terms in the order, and with the filters, of `where`.
 *
 * @throws InputError if an argument cannot be answered
 */
export function selectTerms(
  terms: readonly Entity[],
  where: Readonly<Record<string, unknown>>,
): readonly Entity[] {
  const given = Object.entries(where).filter(([, value]) => !isNotGiven(value));
  const refused = given.find(([name]) => !Object.hasOwn(filters, name) && !noDifference.has(name))?.[0];
  if (refused !== undefined) {
    throw new InputError(`\`where.${refused}\` can't be answered: the Store API does not show it of terms.`);
  }
  const tests = given.flatMap(([name, value]) => filters[name]?.(value) ?? []);
  const selected = terms.filter((term) => tests.every((test) => test(term)));
  const compare = orders[String(where['orderby'] ?? '')];
  const sorted = compare ? selected.sort(compare) : selected;
  return where['order'] === 'DESC' ? sorted.reverse() : sorted;
}

/**
 * Reads all terms of an attribute, in the order of the shop. One request reads 100 of them.
 *
 * @throws InputError if there are more than the gateway reads
 */
export async function readAttributeTerms(
  resource: Resource,
  { rest, site }: Loaders,
  paths: Paths,
): Promise<readonly Entity[]> {
  const terms: Entity[] = [];
  for (let page = 1; ; page++) {
    const query = { ...termQuery(paths), per_page: pageSize, page };
    const { documents, total } = await rest.list(resource.route, query);
    terms.push(...documents.map((document) => termOf(resource, document, site)));
    if (terms.length > limits.maxWholeCollection) {
      throw new InputError(
        `The shop has more than ${limits.maxWholeCollection} terms of ${resource.name}, which are too many to list. Read those of one product.`,
      );
    }
    if (documents.length < pageSize || terms.length === total) return terms;
  }
}

/** Reads the term of an attribute with an id, in one request. Null if there is none. */
export async function readAttributeTerm(
  resource: Resource,
  { rest, site }: Loaders,
  { id, paths }: { readonly id: number; readonly paths: Paths },
): Promise<Entity | null> {
  const query = { ...termQuery(paths), include: [id], per_page: 1 };
  const { documents } = await rest.list(resource.route, query);
  const found = documents.find((document) => document.id === id);
  return found ? termOf(resource, found, site) : null;
}

function termQuery(paths: Paths) {
  // Without `hide_empty`, the Store API leaves out terms without products.
  return {
    hide_empty: false,
    _fields: [...union(paths, ['id', 'slug'])].filter((path) => path !== 'link'),
  };
}

function termOf(resource: Resource, document: Document, site: Loaders['site']): Entity {
  const link = termLinkOf(resource, text(document, 'slug') ?? '', site);
  return { resource, document: { ...document, link } };
}

/** Reads a page of the terms of an attribute. */
export async function pageOfAttributeTerms(
  resource: Resource,
  request: ConnectionRequest,
): Promise<GraphPage> {
  const { paths } = request.projection(resource.typeName);
  const isSelected = Object.values(request.where).some((value) => !isNotGiven(value));
  const wanted = isSelected ? union(paths, comparedPaths) : paths;
  const terms = await readAttributeTerms(resource, request.loaders, wanted);
  return pageOfEntities(selectTerms(terms, request.where), cursorScope(resource), request);
}

/** The name of lists of an attribute's terms in cursors. */
export const cursorScope = ({ name }: Resource): string => `attribute/${name}`;
