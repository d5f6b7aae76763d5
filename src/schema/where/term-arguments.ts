import { mostRead, readWhole } from '../../loading/pages/whole.ts';
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

/** A term as filters look at it. */
interface TermRow {
  readonly id: number;
  readonly parent: number;
  readonly name: string;
  readonly description: string;
}

const hiddenId = "WordPress' REST API doesn't show this id.";

/** `where` of connections to terms. */
export const termWhere: readonly WhereRow[] = [
  ignoredArgument('cacheDomain', 'String', "it concerns WordPress' own cache."),
  whole('childOf', 'Int', 'Terms below this one, at any depth.', (terms, value) =>
    below(terms, Number(value)),
  ),
  whole('childless', 'Boolean', 'Only terms that none stands below.', (terms, value) => {
    const parents = new Set(terms.map(({ parent }) => parent));
    return value === true ? terms.filter((term) => !parents.has(term.id)) : terms;
  }),
  whole('descriptionLike', 'String', 'Terms in whose description this occurs.', (terms, value) =>
    terms.filter(({ description }) => holds(description, value)),
  ),
  idsArgument('exclude', 'exclude', 'Terms without these ids.'),
  whole('excludeTree', '[ID]', 'Terms but these and those below them.', (terms, value, databaseId) => {
    const tops = asList(value).map(databaseId);
    const left = new Set(tops.flatMap((top) => [top, ...below(terms, top).map((term) => term.id)]));
    return terms.filter((term) => !left.has(term.id));
  }),
  parameterArgument('hideEmpty', 'Boolean', 'hide_empty', 'Only terms that some content has.'),
  ignoredArgument(
    'hierarchical',
    'Boolean',
    "WordPress' REST API always lists empty terms with filled ones below.",
  ),
  idsArgument('include', 'include', 'Terms of these ids.'),
  {
    argument: 'name',
    type: '[String]',
    description: 'Terms of exactly these names.',
    filter: async (value, scope) => {
      const names = asList(value).map((name) => String(name).toLowerCase());
      if (names.length === 0) return {};
      const found = await Promise.all(names.map((name) => readTerms(scope, { search: longestWord(name) })));
      return only(found.flat().filter(({ name }) => names.includes(name.toLowerCase())));
    },
  },
  {
    argument: 'nameLike',
    type: 'String',
    description: 'Terms in whose name this occurs.',
    filter: async (value, scope) => {
      const found = await readTerms(scope, { search: String(value) });
      return only(found.filter(({ name }) => holds(name, value)));
    },
  },
  {
    argument: 'objectIds',
    type: '[ID]',
    description: 'Terms that content of these ids has.',
    filter: async (value, scope) => {
      const posts = asList(value).map((post) => idsArgument('objectIds', 'post', '').filter?.([post], scope));
      const filters = await Promise.all(posts);
      const [first] = filters;
      if (filters.length === 1 && first) return first;
      const found = filters.map((filter) =>
        filter && filter !== matchesNone ? readTerms(scope, filter) : [],
      );
      return only((await Promise.all(found)).flat());
    },
  },
  { argument: 'order', type: 'OrderEnum', description: 'Direction of `orderby`.' },
  {
    argument: 'orderby',
    type: 'TermObjectsConnectionOrderbyEnum',
    description: 'What to order by; the name unless given.',
  },
  ignoredArgument('padCounts', 'Boolean', 'WPGraphQL ignores it too.'),
  parentArgument(
    idArgument('parent', 'Int', 'parent', 'Terms directly below this one; 0 for the top level.'),
  ),
  parameterArgument('search', 'String', 'search', 'Terms in whose name or slug this occurs.'),
  parameterArgument('slug', '[String]', 'slug', 'Terms of these slugs.'),
  { ...unsupportedArgument('termTaxonomId', '[ID]', hiddenId), deprecated: 'Use `termTaxonomyId` instead' },
  unsupportedArgument('termTaxonomyId', '[ID]', hiddenId),
  ignoredArgument('updateTermMetaCache', 'Boolean', "it concerns WordPress' own cache."),
];

/** `where` of connections to terms of several taxonomies. */
export const termsWhere: readonly WhereRow[] = [
  ...termWhere,
  {
    argument: 'taxonomies',
    type: '[TaxonomyEnum]',
    description: 'Terms of these taxonomies; of all unless given.',
    filter: () => ({}),
  },
];

/** An argument for which a taxonomy is read as a whole, up to a thousand terms. */
function whole(
  argument: string,
  type: string,
  description: string,
  keep: (
    terms: readonly TermRow[],
    value: unknown,
    databaseId: (id: unknown) => number,
  ) => readonly TermRow[],
): WhereRow {
  return {
    argument,
    type,
    description,
    filter: async (value, scope) => {
      const terms = await readTerms(scope, {});
      const kept = keep(terms, value, (id) => toDatabaseId(toScalar(id), scope.argument));
      return kept.length === terms.length ? {} : only(kept);
    },
  };
}

/** All terms that a search finds, or all of the taxonomy. */
async function readTerms(
  { resource, loaders, argument }: ArgumentScope,
  filter: Exclude<Filter, typeof matchesNone>,
): Promise<readonly TermRow[]> {
  const paths = new Set(['id', 'parent', 'name', 'description']);
  const { documents, total } = await readWhole(loaders.rest, { resource, filter }, { paths });
  if (total > documents.length) {
    throw new InputError(
      `\`${argument}\` can't be answered for ${total} ${resource.plural}: WordPress' REST API has no such filter, and more than ${mostRead} aren't looked through.`,
    );
  }
  return documents.map((document) => ({
    id: document.id,
    parent: integer(document, 'parent') ?? 0,
    name: decodedText(text(document, 'name')) ?? '',
    description: text(document, 'description') ?? '',
  }));
}

/** What is safe to search for: WordPress keeps `&` and `<` in names as entities. */
function longestWord(name: string): string {
  const words = name.split(/[&<>"'\s]+/).sort((a, b) => b.length - a.length);
  return words[0] || name;
}

/** Terms below one, at any depth. */
function below(terms: readonly TermRow[], top: number): readonly TermRow[] {
  const found: TermRow[] = [];
  let parents = new Set([top]);
  while (parents.size > 0) {
    const children = terms.filter((term) => parents.has(term.parent) && !found.includes(term));
    found.push(...children);
    parents = new Set(children.map(({ id }) => id));
  }
  return found;
}

function only(terms: readonly TermRow[]): Filter {
  return terms.length > 0 ? { include: [...new Set(terms.map(({ id }) => id))] } : matchesNone;
}

function holds(text: string, part: unknown): boolean {
  return text.toLowerCase().includes(String(part).toLowerCase());
}
