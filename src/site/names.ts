import { lowerFirst, pascal, pluralOf, upperFirst, withoutAccents, wordsOf } from './words.ts';

/** Names of a resource in the graph. */
export interface GraphNames {
  /** Object type: `CaseStudy`. */
  readonly typeName: string;
  /** Root field of one: `caseStudy`. */
  readonly singular: string;
  /** Root field of many: `caseStudies`. */
  readonly plural: string;
}

/** What a resource is named after. */
export interface Nameable {
  readonly kind: 'content' | 'term' | 'user' | 'comment';
  /** WordPress' own name: `case_study`. */
  readonly name: string;
  /** Plural label of WordPress' admin: `Case Studies`. */
  readonly label: string;
}

/** Names that the operator chose, by WordPress' own name: `{ case_study: { singular: 'project', plural: 'projects' } }`. */
export type NameOverrides = Readonly<Record<string, { readonly singular: string; readonly plural: string }>>;

/** What the names of resources depend on beside the resources. */
export interface NamingOptions {
  readonly overrides?: NameOverrides | undefined;
  readonly reserved?: ReservedNames | undefined;
}

/** A resource that could not have the name it would have had. */
export interface Renaming {
  readonly name: string;
  readonly wanted: string;
  readonly given: string;
}

/** Names that the graph has without any resource. A resource that would be called so is called otherwise. */
export interface ReservedNames {
  /** Names of types. */
  readonly types: ReadonlySet<string>;
  /** Fields of the root types. */
  readonly roots: ReadonlySet<string>;
  /** Fields of the types that have a field for many of a resource, by the kind of that resource. */
  readonly plurals: Readonly<Record<Nameable['kind'], ReadonlySet<string>>>;
  /** Fields of the types that have a field for one of a resource. */
  readonly singulars: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();

/** Nothing is reserved: for a graph of WordPress' own resources alone. */
export const nothingReserved: ReservedNames = {
  types: none,
  roots: none,
  plurals: { content: none, term: none, user: none, comment: none },
  singulars: none,
};

/** Names that WPGraphQL gave WordPress' own types. */
const coreNames: ReadonlyMap<string, GraphNames> = new Map([
  ['post', { typeName: 'Post', singular: 'post', plural: 'posts' }],
  ['page', { typeName: 'Page', singular: 'page', plural: 'pages' }],
  ['attachment', { typeName: 'MediaItem', singular: 'mediaItem', plural: 'mediaItems' }],
  ['category', { typeName: 'Category', singular: 'category', plural: 'categories' }],
  ['post_tag', { typeName: 'Tag', singular: 'tag', plural: 'tags' }],
  ['user', { typeName: 'User', singular: 'user', plural: 'users' }],
  ['comment', { typeName: 'Comment', singular: 'comment', plural: 'comments' }],
]);

/** How the names of types end that are made of another type's name; a resource may not be named so. */
const derivedEndings =
  /(Connection|ConnectionEdge|ConnectionPageInfo|WhereArgs|Input|Payload|IdType|Enum|Edge)$/;

/** Whether a name belongs to a type of the graph that is made of no resource, or might. */
export function isTakenType(name: string, reserved: ReservedNames): boolean {
  return new Taken(reserved).hasType(name);
}

/** What is put behind a name that is taken. */
const distinctions = { content: 'Post', term: 'Term', user: 'User', comment: 'Comment' } as const;

/**
 * Names for all resources of a site. WordPress' own types first, then chosen names, then post types, then
 * taxonomies, each in order of their WordPress names, so that the same site always gets the same names.
 *
 * A type is named after its slug: `case_study` and `case-study` give `CaseStudy` and `caseStudy`. The
 * plural is the admin's label where that makes a legal name (`Case Studies`: `caseStudies`), else the English plural of
 * the slug. Where singular and plural are the same, the plural is `allNews`. A name that is taken is followed by
 * `Post` or `Term`, and by a number when that is taken too.
 *
 * @throws TypeError for a chosen name that is taken, or that GraphQL doesn't have
 */
export function nameResources(
  resources: readonly Nameable[],
  { overrides = {}, reserved = nothingReserved }: NamingOptions = {},
): { names: ReadonlyMap<string, GraphNames>; renamed: readonly Renaming[] } {
  const taken = new Taken(reserved);
  const chosenFor = (name: string) => (Object.hasOwn(overrides, name) ? overrides[name] : undefined);
  const names = new Map<string, GraphNames>();
  const renamed: Renaming[] = [];
  for (const { name } of resources) {
    const core = coreNames.get(name);
    if (!core || chosenFor(name)) continue;
    taken.add(core);
    names.set(name, core);
  }
  const chosenFirst = [...resources].sort(
    (a, b) => rank(a, chosenFor(a.name)) - rank(b, chosenFor(b.name)) || compare(a, b),
  );
  for (const resource of chosenFirst) {
    if (names.has(resource.name)) continue;
    const chosen = chosenFor(resource.name);
    if (chosen) {
      names.set(resource.name, taken.add(chosenNames(resource.name, chosen, taken)));
      continue;
    }
    const wanted = wantedNames(resource);
    const given = distinct(wanted, resource.kind, taken);
    if (given.singular !== wanted.singular || given.plural !== wanted.plural) {
      renamed.push({
        name: resource.name,
        wanted: `${wanted.typeName}, ${wanted.singular}, ${wanted.plural}`,
        given: `${given.typeName}, ${given.singular}, ${given.plural}`,
      });
    }
    names.set(resource.name, taken.add(given));
  }
  return { names, renamed };
}

/** Names of types and fields that are in use. */
class Taken {
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

/** Fields of the root types that are named after a resource, but for the one of many. */
function rootsOf({ typeName, singular, plural }: GraphNames): readonly string[] {
  const mutations = ['create', 'update', 'delete'].map((action) => `${action}${typeName}`);
  return [singular, plural, `${singular}By`, ...mutations];
}

function wantedNames({ kind, name, label }: Nameable): GraphNames {
  const words = wordsOf(withoutAccents(name));
  const typeName = legal(pascal(words), distinctions[kind]);
  const singular = lowerFirst(typeName);
  const labelled = isAscii(label) ? lowerFirst(pascal(wordsOf(label.replace(/&[#\w]+;/g, ' ')))) : '';
  const plural = isName(labelled) ? labelled : lowerFirst(pluralOf(typeName));
  return { typeName, singular, plural: plural === singular ? `all${typeName}` : plural };
}

/** The names themselves, or the first variant of them that is free. */
function distinct(wanted: GraphNames, kind: Nameable['kind'], taken: Taken): GraphNames {
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
  return { typeName, singular, plural };
}

function isTaken({ typeName, singular }: Omit<GraphNames, 'plural'>, taken: Taken): boolean {
  const roots = rootsOf({ typeName, singular, plural: singular });
  return taken.hasType(typeName) || taken.hasSingular(singular) || roots.some((root) => taken.hasRoot(root));
}

function chosenNames(
  name: string,
  { singular, plural }: NameOverrides[string] & object,
  taken: Taken,
): GraphNames {
  for (const chosen of [singular, plural]) {
    if (!isName(chosen)) {
      throw new TypeError(
        `\`names.${name}\` has "${chosen}", which is no GraphQL name: letters, digits and _ only, a letter first.`,
      );
    }
  }
  const names = {
    typeName: upperFirst(singular),
    singular: lowerFirst(singular),
    plural: lowerFirst(plural),
  };
  if (names.singular === names.plural) {
    throw new TypeError(
      `\`names.${name}\` has "${singular}" both as singular and as plural; they must differ.`,
    );
  }
  const clash =
    (taken.hasType(names.typeName) && names.typeName) || rootsOf(names).find((field) => taken.hasRoot(field));
  if (clash) throw new TypeError(`\`names.${name}\` has "${clash}", which is taken; choose another.`);
  return names;
}

function rank({ kind }: Nameable, chosen: NameOverrides[string] | undefined): number {
  return chosen ? 0 : kind === 'content' ? 1 : 2;
}

function compare(a: Nameable, b: Nameable): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** A name that GraphQL takes: it may not begin with a digit, nor be empty. */
function legal(name: string, prefix: string): string {
  return isName(name) ? name : `${prefix}${name}`;
}

function isName(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(name);
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text.replace(/’/g, "'"));
}
