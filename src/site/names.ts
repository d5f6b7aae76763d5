import { lowerFirst, pascal, pluralOf, upperFirst, withoutAccents, wordsOf } from './words.ts';

/** Names of a resource in the graph. */
export interface GraphNames {
  /** Name of the object type: `CaseStudy`. */
  readonly typeName: string;
  /** Field of payloads for one item: `caseStudy`. The root field is the same without `_`. */
  readonly singular: string;
  /** Root field for the connection: `caseStudies`, `allNews`. */
  readonly plural: string;
  /** Field of other types for the connection: `caseStudies`, `news`. */
  readonly connection: string;
}

/** The properties of a resource from which its names follow. */
export interface Nameable {
  readonly kind: 'content' | 'term' | 'user' | 'comment';
  /** WordPress' own name: `case_study`. */
  readonly name: string;
  /** Plural label of WordPress' admin: `Case Studies`. */
  readonly label: string;
}

/** Names that the operator chose, by WordPress' own name: `{ case_study: { singular: 'project', plural: 'projects' } }`. */
export type NameOverrides = Readonly<Record<string, { readonly singular: string; readonly plural: string }>>;

/** Options of {@link nameResources}. */
export interface NamingOptions {
  readonly overrides?: NameOverrides | undefined;
  readonly reserved?: ReservedNames | undefined;
}

/** A resource whose usual names were taken. */
export interface Renaming {
  readonly name: string;
  readonly usualNames: string;
  readonly assignedNames: string;
}

/** Names that the graph needs for itself. A resource gets another name instead. */
export interface ReservedNames {
  /** Names of types. */
  readonly types: ReadonlySet<string>;
  /** Fields of the root types. */
  readonly roots: ReadonlySet<string>;
  /** Fields of the types that also have a connection for each resource, by the kind of the resource. */
  readonly plurals: Readonly<Record<Nameable['kind'], ReadonlySet<string>>>;
  /** Fields of the types that also have a field for one item of each resource. */
  readonly singulars: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();

/** No reserved names, for a graph of WordPress' own resources. */
export const nothingReserved: ReservedNames = {
  types: none,
  roots: none,
  plurals: { content: none, term: none, user: none, comment: none },
  singulars: none,
};

/** WPGraphQL's names for WordPress' own types. */
const coreNames: ReadonlyMap<string, Omit<GraphNames, 'connection'>> = new Map([
  ['post', { typeName: 'Post', singular: 'post', plural: 'posts' }],
  ['page', { typeName: 'Page', singular: 'page', plural: 'pages' }],
  ['attachment', { typeName: 'MediaItem', singular: 'mediaItem', plural: 'mediaItems' }],
  ['category', { typeName: 'Category', singular: 'category', plural: 'categories' }],
  ['post_tag', { typeName: 'Tag', singular: 'tag', plural: 'tags' }],
  ['user', { typeName: 'User', singular: 'user', plural: 'users' }],
  ['comment', { typeName: 'Comment', singular: 'comment', plural: 'comments' }],
]);

/** Endings of types that the graph derives from other types. No resource may have such a name. */
const derivedEndings =
  /(Connection|ConnectionEdge|ConnectionPageInfo|WhereArgs|Input|Payload|IdType|Enum|Edge|EditorBlocks?)$/;

/** Returns whether the graph needs a type name for itself, or may derive it from another type. */
export function isTakenType(name: string, reserved: ReservedNames): boolean {
  return new UsedNames(reserved).hasType(name);
}

/** A name that the operator has chosen for a resource, and that the graph cannot have. */
export class ChosenNameError extends TypeError {
  override readonly name = 'ChosenNameError';
  /** The resource, by its name in WordPress. */
  readonly resource: string;

  constructor(resource: string, problem: string) {
    super(`\`names.${resource}\` has ${problem}`);
    this.resource = resource;
  }
}

/** Endings for names that are taken. */
const distinctions = { content: 'Post', term: 'Term', user: 'User', comment: 'Comment' } as const;

/**
 * Returns the names of all resources. WordPress' own types come first, then resources with chosen names, then post types,
 * then taxonomies, each in the order of their WordPress names. So a site always gets the same names.
 *
 * The type has the name of the slug: `case_study` and `case-study` become `CaseStudy` and `caseStudy`. The plural is the
 * label of the admin if it is a valid name (`Case Studies`: `caseStudies`), or else the English plural of the slug. If
 * singular and plural are equal, the plural is `allNews`. A name that is taken gets the ending `Post` or `Term`, and a
 * number if that is taken, too.
 *
 * @throws ChosenNameError if a chosen name is taken, or is not a GraphQL name
 */
export function nameResources(
  resources: readonly Nameable[],
  { overrides = {}, reserved = nothingReserved }: NamingOptions = {},
): { names: ReadonlyMap<string, GraphNames>; renamed: readonly Renaming[] } {
  const used = new UsedNames(reserved);
  const chosenFor = (name: string) => (Object.hasOwn(overrides, name) ? overrides[name] : undefined);
  const names = new Map<string, GraphNames>();
  const renamed: Renaming[] = [];
  for (const { name } of resources) {
    const core = coreNamesOf(name);
    if (!core || chosenFor(name)) continue;
    used.add(core);
    names.set(name, core);
  }
  const chosenFirst = [...resources].sort(
    (a, b) => rank(a, chosenFor(a.name)) - rank(b, chosenFor(b.name)) || compare(a, b),
  );
  for (const resource of chosenFirst) {
    if (names.has(resource.name)) continue;
    const chosen = chosenFor(resource.name);
    if (chosen) {
      names.set(resource.name, used.add(chosenNames(resource, chosen, used)));
      continue;
    }
    const wanted = usualNamesOf(resource);
    const given = distinct(wanted, resource.kind, used);
    if (given.singular !== wanted.singular || given.plural !== wanted.plural) {
      renamed.push({
        name: resource.name,
        usualNames: `${wanted.typeName}, ${wanted.singular}, ${wanted.plural}`,
        assignedNames: `${given.typeName}, ${given.singular}, ${given.plural}`,
      });
    }
    names.set(resource.name, used.add(given));
  }
  return { names, renamed };
}

/** The names of types and fields in use. */
class UsedNames {
  readonly #reserved: ReservedNames;
  readonly #types = new Set<string>();
  readonly #fields = new Set<string>();

  constructor(reserved: ReservedNames) {
    this.#reserved = reserved;
  }

  add(names: GraphNames): GraphNames {
    this.#types.add(names.typeName);
    for (const field of rootsOf(names)) this.#fields.add(field);
    return names;
  }

  hasType(typeName: string): boolean {
    const isUsed = this.#types.has(typeName) || this.#reserved.types.has(typeName);
    return isUsed || derivedEndings.test(typeName);
  }

  hasRoot(field: string): boolean {
    return this.#fields.has(field) || this.#reserved.roots.has(field);
  }

  hasSingular(singular: string): boolean {
    return this.hasRoot(singular) || this.#reserved.singulars.has(singular);
  }

  hasPlural(plural: string, kind: Nameable['kind']): boolean {
    return this.hasRoot(plural) || this.#reserved.plurals[kind].has(plural);
  }
}

function coreNamesOf(name: string): GraphNames | null {
  const names = coreNames.get(name);
  return names ? { ...names, connection: names.plural } : null;
}

/**
 * Returns a name as the root field of one item: without `_`, as WPGraphQL forms it.
 *
 * @example
 * rootFieldOf('case_study'); // 'caseStudy'
 */
export function rootFieldOf(singular: string): string {
  return lowerFirst(singular.replace(/_+([^_]|$)/g, (_match, letter: string) => letter.toUpperCase()));
}

/** Returns the fields of the root types that a resource adds. */
function rootsOf({ typeName, singular, plural }: Omit<GraphNames, 'connection'>): readonly string[] {
  const mutations = ['create', 'update', 'delete'].map((action) => `${action}${typeName}`);
  const root = rootFieldOf(singular);
  return [root, plural, `${root}By`, ...mutations];
}

function usualNamesOf({ kind, name, label }: Nameable): Omit<GraphNames, 'connection'> {
  const words = wordsOf(withoutAccents(name));
  const typeName = legal(pascal(words), distinctions[kind]);
  const labelled = isAscii(label) ? lowerFirst(pascal(wordsOf(label.replace(/&[#\w]+;/g, ' ')))) : '';
  return namesOf(typeName, isName(labelled) ? labelled : lowerFirst(pluralOf(typeName)));
}

/** Returns the names with a type name. A plural that equals the singular becomes `allNews` at the root, as in WPGraphQL. */
function namesOf(typeName: string, plural: string): Omit<GraphNames, 'connection'> {
  const singular = lowerFirst(typeName);
  return { typeName, singular, plural: plural === rootFieldOf(singular) ? `all${typeName}` : plural };
}

/** Returns the names with that of connections. Other types may have a field of the singular, such as `User.name`. */
function connected(
  names: Omit<GraphNames, 'connection'>,
  kind: Nameable['kind'],
  taken: UsedNames,
): GraphNames {
  const { typeName, singular, plural } = names;
  const isOfRoots = plural === `all${typeName}` && !taken.hasPlural(rootFieldOf(singular), kind);
  return { ...names, connection: isOfRoots ? rootFieldOf(singular) : plural };
}

/** Returns the names, or their first variant that is free. */
function distinct(
  wanted: Omit<GraphNames, 'connection'>,
  kind: Nameable['kind'],
  taken: UsedNames,
): GraphNames {
  let { typeName, singular } = wanted;
  for (let number = 1; isTaken({ typeName, singular }, taken); number++) {
    typeName = `${wanted.typeName}${distinctions[kind]}${number > 1 ? number : ''}`;
    singular = lowerFirst(typeName);
  }
  let plural = typeName === wanted.typeName ? wanted.plural : lowerFirst(pluralOf(typeName));
  const isUsed = () => taken.hasPlural(plural, kind) || plural === singular;
  for (let number = 1; isUsed(); number++) {
    plural = number === 1 ? lowerFirst(pluralOf(typeName)) : `all${typeName}${number > 2 ? number : ''}`;
  }
  return connected({ typeName, singular, plural }, kind, taken);
}

function isTaken(
  { typeName, singular }: Pick<GraphNames, 'typeName' | 'singular'>,
  taken: UsedNames,
): boolean {
  const roots = rootsOf({ typeName, singular, plural: singular });
  return taken.hasType(typeName) || taken.hasSingular(singular) || roots.some((root) => taken.hasRoot(root));
}

function chosenNames(
  { name, kind }: Nameable,
  { singular, plural }: NameOverrides[string] & object,
  taken: UsedNames,
): GraphNames {
  for (const chosen of [singular, plural]) {
    if (!isName(chosen)) {
      throw new ChosenNameError(
        name,
        `"${chosen}", which is not a GraphQL name: it needs a letter first, then only letters, digits and _.`,
      );
    }
  }
  const names = namesOf(upperFirst(singular), rootFieldOf(plural));
  const clash =
    (taken.hasType(names.typeName) && names.typeName) || rootsOf(names).find((field) => taken.hasRoot(field));
  if (clash) throw new ChosenNameError(name, `"${clash}", which is taken; choose another.`);
  return connected(names, kind, taken);
}

function rank({ kind }: Nameable, chosen: NameOverrides[string] | undefined): number {
  return chosen ? 0 : kind === 'content' ? 1 : 2;
}

function compare(a: Nameable, b: Nameable): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** Returns a valid GraphQL name. Adds the prefix to a name that begins with a digit, or is empty. */
function legal(name: string, prefix: string): string {
  return isName(name) ? name : `${prefix}${name}`;
}

function isName(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(name);
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text.replace(/’/g, "'"));
}
