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

/** A resource that could not have the name it would have had. */
export interface Renaming {
  readonly name: string;
  readonly wanted: string;
  readonly given: string;
}

/** Names that WPGraphQL gave WordPress' own types. */
const coreNames: Readonly<Record<string, GraphNames>> = {
  post: { typeName: 'Post', singular: 'post', plural: 'posts' },
  page: { typeName: 'Page', singular: 'page', plural: 'pages' },
  attachment: { typeName: 'MediaItem', singular: 'mediaItem', plural: 'mediaItems' },
  category: { typeName: 'Category', singular: 'category', plural: 'categories' },
  post_tag: { typeName: 'Tag', singular: 'tag', plural: 'tags' },
  post_format: { typeName: 'PostFormat', singular: 'postFormat', plural: 'postFormats' },
  user: { typeName: 'User', singular: 'user', plural: 'users' },
  comment: { typeName: 'Comment', singular: 'comment', plural: 'comments' },
};

/** Types of the graph that belong to no resource, in WPGraphQL's spelling; GraphQL's own scalars among them. */
const takenTypes = `
  AcfReferences Avatar BlockPattern BlockPatternCategory BlockTemplate BlockTemplatePart BlockType Boolean CommentAuthor Commenter ContentHeading ContentImage ContentLink ContentNode
  ContentRevisionUnion ContentTemplate ContentType CoreAudio CoreButton CoreButtons CoreCode CoreColumn
  CoreColumns CoreCover CoreDetails CoreEmbed CoreFile CoreGallery CoreGroup CoreHeading CoreHtml CoreImage
  CoreList CoreListItem CoreMediaText CoreParagraph CorePreformatted CorePullquote CoreQuote CoreSeparator
  CoreSpacer CoreTable CoreTableCell CoreTableRow CoreVerse CoreVideo DatabaseIdentifier DateInput
  DateQueryInput DefaultTemplate DiscussionSettings Edge EditorBlock EnqueuedAsset EnqueuedScript
  EnqueuedStylesheet Float GeneralSettings GenericBlock GlobalStyles HierarchicalContentNode HierarchicalNode
  HierarchicalTermNode ID Int MediaDetails MediaItemMeta MediaSize Menu MenuItem MenuItemLinkable
  MenuItemObjectUnion Mutation Node NodeWithAuthor NodeWithComments NodeWithContentEditor NodeWithExcerpt
  NodeWithFeaturedImage NodeWithPageAttributes NodeWithRevisions NodeWithTemplate NodeWithTitle
  NodeWithTrackbacks PageInfo PermalinkSettings Plugin PostTypeLabelDetails PostTypeSEO Previewable Query
  ReadingSettings Revision RootMutation RootQuery RootSubscription SEOPostTypeBreadcrumbs SEOPostTypeSchema
  SEOTaxonomySchema SEOUser SEOUserSchema SEOUserSocial SearchResult SeoMeta Settings String Subscription
  Taxonomy TaxonomySEO TermNode Theme UniformResourceIdentifiable Upload UserRole WPPageInfo WritingSettings`;

/** Fields of the root type that belong to no resource. */
const takenFields = `
  allSettings blockPatternCategories blockPatterns blockTemplate blockTemplatePart blockTemplateParts blockTemplates
  blockType blockTypes contentNode contentNodes contentType contentTypes discussionSettings generalSettings globalStyles menu menuItem
  menuItems menus node nodeByUri nodes permalinkSettings plugin plugins readingSettings registeredScripts
  registeredStylesheets revisions search seo taxonomies taxonomy termNode terms theme themes userRole userRoles
  viewer writingSettings`;

/** Types that are made of another's name end so; a resource may not be named as one of them would be. */
const takenEndings =
  /(Connection|ConnectionEdge|ConnectionPageInfo|WhereArgs|Input|Payload|IdType|Enum|Edge)$/;

/** Whether a name belongs to a type of the graph that is made of no resource, or might. */
export function isTakenType(name: string): boolean {
  return new Taken().hasType(name);
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
 */
export function nameResources(
  resources: readonly Nameable[],
  overrides: NameOverrides = {},
): { names: ReadonlyMap<string, GraphNames>; renamed: readonly Renaming[] } {
  const taken = new Taken();
  const names = new Map<string, GraphNames>();
  const renamed: Renaming[] = [];
  for (const { name } of resources) {
    const core = coreNames[name];
    if (!core || overrides[name]) continue;
    taken.add(core);
    names.set(name, core);
  }
  const chosenFirst = [...resources].sort((a, b) => rank(a, overrides) - rank(b, overrides) || compare(a, b));
  for (const resource of chosenFirst) {
    if (names.has(resource.name)) continue;
    const chosen = overrides[resource.name];
    if (chosen) {
      names.set(resource.name, taken.add(chosenNames(resource.name, chosen, taken)));
      continue;
    }
    const wanted = wantedNames(resource);
    const given = distinct(wanted, distinctions[resource.kind], taken);
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

/** Type and root field names that are in use. */
class Taken {
  readonly #types = new Set(words(takenTypes));
  readonly #fields = new Set(words(takenFields));

  add(names: GraphNames): GraphNames {
    this.#types.add(names.typeName);
    for (const field of [names.singular, names.plural, `${names.singular}By`]) this.#fields.add(field);
    return names;
  }

  hasType(typeName: string): boolean {
    return this.#types.has(typeName) || takenEndings.test(typeName) || typeName.startsWith('RootQueryTo');
  }

  hasField(field: string): boolean {
    return this.#fields.has(field);
  }
}

function wantedNames({ kind, name, label }: Nameable): GraphNames {
  const words = wordsOf(name);
  const typeName = legal(pascal(words), distinctions[kind]);
  const singular = lowerFirst(typeName);
  const labelled = isAscii(label) ? lowerFirst(pascal(wordsOf(label.replace(/&[#\w]+;/g, ' ')))) : '';
  const plural = isName(labelled) ? labelled : lowerFirst(pluralOf(typeName));
  return { typeName, singular, plural: plural === singular ? `all${typeName}` : plural };
}

/** The names themselves, or the first variant of them that is free. */
function distinct(wanted: GraphNames, distinction: string, taken: Taken): GraphNames {
  let { typeName, singular } = wanted;
  for (let number = 1; isTaken(typeName, singular, taken); number++) {
    typeName = `${wanted.typeName}${distinction}${number > 1 ? number : ''}`;
    singular = lowerFirst(typeName);
  }
  let plural = typeName === wanted.typeName ? wanted.plural : lowerFirst(pluralOf(typeName));
  for (let number = 1; taken.hasField(plural) || plural === singular; number++) {
    plural = number === 1 ? lowerFirst(pluralOf(typeName)) : `all${typeName}${number > 2 ? number : ''}`;
  }
  return { typeName, singular, plural };
}

function isTaken(typeName: string, singular: string, taken: Taken): boolean {
  return taken.hasType(typeName) || taken.hasField(singular) || taken.hasField(`${singular}By`);
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
    (taken.hasType(names.typeName) && names.typeName) ||
    [names.singular, names.plural].find((field) => taken.hasField(field));
  if (clash) throw new TypeError(`\`names.${name}\` has "${clash}", which is taken; choose another.`);
  return names;
}

/** English plural of a name's last word. */
export function pluralOf(name: string): string {
  const last = /[A-Z]?[a-z0-9]+$/.exec(name)?.[0] ?? '';
  const irregular = irregulars[last.toLowerCase()];
  if (irregular) {
    return name.slice(0, -last.length) + (/^[A-Z]/.test(last) ? upperFirst(irregular) : irregular);
  }
  if (/(news|series|species|media|data|people|children|equipment|information|staff|sheep|fish)$/i.test(name))
    return name;
  if (/[^aeiou]y$/i.test(name)) return `${name.slice(0, -1)}ies`;
  if (/(s|x|z|ch|sh)$/i.test(name))
    return /[^s]s$/i.test(name) && !/(us|is|as)$/i.test(name) ? name : `${name}es`;
  if (/(?:[^f]fe|[lr]f)$/i.test(name) && !/(safe|cafe|chief|proof|belief|roof|surf)$/i.test(name)) {
    return name.replace(/fe?$/i, 'ves');
  }
  return `${name}s`;
}

const irregulars: Readonly<Record<string, string>> = {
  person: 'people',
  man: 'men',
  woman: 'women',
  child: 'children',
  foot: 'feet',
  tooth: 'teeth',
  mouse: 'mice',
};

function rank({ kind, name }: Nameable, overrides: NameOverrides): number {
  return overrides[name] ? 0 : kind === 'content' ? 1 : 2;
}

function compare(a: Nameable, b: Nameable): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** Words of a name, whatever stands between them. */
export function wordsOf(text: string): readonly string[] {
  return text
    .replace(/['’]/g, '')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
}

function words(list: string): readonly string[] {
  return list.split(/\s+/).filter(Boolean);
}

/** Words as one name: `case`, `study` give `CaseStudy`. */
export function pascal(words: readonly string[]): string {
  // Words in capitals alone (`FAQ`) are written as a word, so that the field doesn't begin `fAQ`.
  return words.map((word) => upperFirst(/^[A-Z0-9]+$/.test(word) ? word.toLowerCase() : word)).join('');
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

/** The text with a capital first letter. */
export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The text with a small first letter. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
