import { readWhole } from '../../loading/pages/whole.ts';
import { limits } from '../../values/limits.ts';
import { integer, text } from '../../wordpress/document.ts';
import { InputError } from '../kit/base/errors.ts';
import { toDatabaseId } from '../kit/base/global-id.ts';
import { decodedText } from '../kit/base/text.ts';
import {
  type ArgumentScope,
  asList,
  type Filter,
  idArgument,
  idsArgument,
  ignoredArgument,
  matchesNone,
  parameterArgument,
  parentArgument,
  toScalar,
  unsupportedArgument,
  type WhereRow,
} from '../kit/where/rows.ts';

/** The values of a term that filters compare. */
interface TermValues {
  readonly id: number;
  readonly parent: number;
  readonly name: string;
  readonly description: string;
}

const hiddenId = "WordPress' REST API doesn't return this id.";

/** The arguments of `where` on connections to terms. */
export const termWhere: readonly WhereRow[] = [
  ignoredArgument('cacheDomain', 'String', "it only affects WordPress' cache."),
  wholeTaxonomyArgument('childOf', 'Int', 'Descendants of the term with this id.', (terms, value) =>
    descendants(terms, Number(value)),
  ),
  wholeTaxonomyArgument('childless', 'Boolean', 'Only terms without children.', (terms, value) => {
    const parents = new Set(terms.map(({ parent }) => parent));
    return value === true ? terms.filter((term) => !parents.has(term.id)) : terms;
  }),
  wholeTaxonomyArgument(
    'descriptionLike',
    'String',
    'Terms whose description contains this text.',
    (terms, value) => terms.filter(({ description }) => containsText(description, value)),
  ),
  idsArgument('exclude', 'exclude', 'Terms with other ids than these.'),
  wholeTaxonomyArgument(
    'excludeTree',
    '[ID]',
    'All terms but these and their descendants.',
    (terms, value, databaseId) => {
      const tops = asList(value).map(databaseId);
      const excluded = new Set(tops.flatMap((top) => [top, ...descendants(terms, top).map(({ id }) => id)]));
      return terms.filter((term) => !excluded.has(term.id));
    },
  ),
  parameterArgument('hideEmpty', 'Boolean', 'hide_empty', 'Only terms that some content node has.'),
  ignoredArgument(
    'hierarchical',
    'Boolean',
    "WordPress' REST API always lists empty terms with non-empty descendants.",
  ),
  idsArgument('include', 'include', 'Terms with these ids.'),
  {
    argument: 'name',
    type: '[String]',
    description: 'Terms with exactly these names.',
    filter: async (value, scope) => {
      const names = asList(value).map((name) => String(name).toLowerCase());
      if (names.length === 0) return {};
      const found = await Promise.all(names.map((name) => readTerms(scope, { search: longestWord(name) })));
      return includeFilter(found.flat().filter(({ name }) => names.includes(name.toLowerCase())));
    },
  },
  {
    argument: 'nameLike',
    type: 'String',
    description: 'Terms whose name contains this text.',
    filter: async (value, scope) => {
      const found = await readTerms(scope, { search: String(value) });
      return includeFilter(found.filter(({ name }) => containsText(name, value)));
    },
  },
  {
    argument: 'objectIds',
    type: '[ID]',
    description: 'Terms of the content with these ids.',
    filter: async (value, scope) => {
      const posts = asList(value).map((post) => idsArgument('objectIds', 'post', '').filter?.([post], scope));
      const filters = await Promise.all(posts);
      const [first] = filters;
      if (filters.length === 1 && first) return first;
      const found = filters.map((filter) =>
        filter && filter !== matchesNone ? readTerms(scope, filter) : [],
      );
      return includeFilter((await Promise.all(found)).flat());
    },
  },
  { argument: 'order', type: 'OrderEnum', description: 'The direction of `orderby`.' },
  {
    argument: 'orderby',
    type: 'TermObjectsConnectionOrderbyEnum',
    description: 'The value to order by. The default is the name.',
  },
  ignoredArgument('padCounts', 'Boolean', 'WPGraphQL ignores it too.'),
  parentArgument(
    idArgument('parent', 'Int', 'parent', 'Children of the term with this id. 0 stands for the top level.'),
  ),
  parameterArgument('search', 'String', 'search', 'Terms whose name or slug contains this text.'),
  parameterArgument('slug', '[String]', 'slug', 'Terms with these slugs.'),
  { ...unsupportedArgument('termTaxonomId', '[ID]', hiddenId), deprecated: 'Use `termTaxonomyId` instead' },
  unsupportedArgument('termTaxonomyId', '[ID]', hiddenId),
  ignoredArgument('updateTermMetaCache', 'Boolean', "it only affects WordPress' cache."),
];

/** The arguments of `where` on connections to terms of several taxonomies. */
export const termsWhere: readonly WhereRow[] = [
  ...termWhere,
  {
    argument: 'taxonomies',
    type: '[TaxonomyEnum]',
    description: 'Terms of these taxonomies. The default is all taxonomies.',
    filter: () => ({}),
  },
];

/** Returns an argument that REST has no parameter for. The gateway reads all terms of the taxonomy, up to 1000. */
function wholeTaxonomyArgument(
  argument: string,
  type: string,
  description: string,
  select: (
    terms: readonly TermValues[],
    value: unknown,
    databaseId: (id: unknown) => number,
  ) => readonly TermValues[],
): WhereRow {
  return {
    argument,
    type,
    description,
    filter: async (value, scope) => {
      const terms = await readTerms(scope, {});
      const selected = select(terms, value, (id) => toDatabaseId(toScalar(id), scope.argument));
      return selected.length === terms.length ? {} : includeFilter(selected);
    },
  };
}

/**
 * Reads all terms that match a filter.
 *
 * @throws InputError if there are too many
 */
async function readTerms(
  { resource, loaders, argument }: ArgumentScope,
  filter: Exclude<Filter, typeof matchesNone>,
): Promise<readonly TermValues[]> {
  const paths = new Set(['id', 'parent', 'name', 'description']);
  const { documents, total } = await readWhole(loaders.rest, { resource, filter }, { paths });
  if (total > documents.length) {
    throw new InputError(
      `\`${argument}\` can't be answered: WordPress' REST API has no such filter, and ${total} ${resource.plural} are more than the gateway reads (${limits.maxWholeCollection}).`,
    );
  }
  return documents.map((document) => ({
    id: document.id,
    parent: integer(document, 'parent') ?? 0,
    name: decodedText(text(document, 'name')) ?? '',
    description: text(document, 'description') ?? '',
  }));
}

/** Returns the longest word of a name, to search for. The database stores `&` and `<` as entities, so they would not match. */
function longestWord(name: string): string {
  const words = name.split(/[&<>"'\s]+/).sort((a, b) => b.length - a.length);
  return words[0] || name;
}

/** Returns the descendants of a term. */
function descendants(terms: readonly TermValues[], top: number): readonly TermValues[] {
  const found: TermValues[] = [];
  let parents = new Set([top]);
  while (parents.size > 0) {
    const children = terms.filter((term) => parents.has(term.parent) && !found.includes(term));
    found.push(...children);
    parents = new Set(children.map(({ id }) => id));
  }
  return found;
}

/** Returns the filter for exactly these terms. */
function includeFilter(terms: readonly TermValues[]): Filter {
  return terms.length > 0 ? { include: [...new Set(terms.map(({ id }) => id))] } : matchesNone;
}

function containsText(text: string, part: unknown): boolean {
  return text.toLowerCase().includes(String(part).toLowerCase());
}
