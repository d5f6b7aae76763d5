/* Where field groups appear: `LocationRules` and `get_graphql_locations_for_field_group` of WPGraphQL for ACF 2.7. */
import type { AcfGroup, AcfRule, Definitions } from './definitions.ts';
import { formatFieldName, givenName, groupKeyOf, typeNameOf } from './names.ts';
import { isShown, textOf } from './settings.ts';

/** What the location rules are compared with. */
export interface Places {
  /** The names of the types of content, by the name of the post type in WordPress. */
  readonly contentTypes: ReadonlyMap<string, string>;
  /** The names of the types of terms, by the name of the taxonomy in WordPress. */
  readonly taxonomies: ReadonlyMap<string, string>;
  /** The names of the template types, by the file in a rule: `default`, `templates/wide.php`. */
  readonly templates: ReadonlyMap<string, string>;
}

/** The types that a rule adds and removes. */
interface Effect {
  readonly adds?: readonly string[];
  readonly removes?: readonly string[];
}

type RuleReader = (rule: AcfRule, places: Places & Pick<Definitions, 'optionsPages'>) => Effect;

const inPosts = ['post_status', 'post_format', 'post_category', 'post_taxonomy', 'post'];
const inPages = ['page_type', 'page_parent', 'page'];
const inUsers = ['user_form', 'user_role'];

/** The rules that can stand beside a rule. With another one beside it, WPGraphQL for ACF ignores the rule. */
const companions: Readonly<Record<string, readonly string[]>> = {
  post_type: inPosts,
  post_template: inPages,
  page_template: inPages,
  post: ['post_type', ...inPosts],
  page: ['page_template', ...inPages],
  page_parent: ['page_template', ...inPages],
  page_type: ['page_template', ...inPages],
  user_form: inUsers,
  user_role: inUsers,
};

/** The meaning of each rule. A group whose rules have none, such as `post_category` alone, appears nowhere. */
const readers: Readonly<Record<string, RuleReader>> = {
  post_type: (rule, { contentTypes }) => ofTypes(rule, contentTypes),
  taxonomy: (rule, { taxonomies }) => ofTypes(rule, taxonomies),
  post_template: (rule, { templates }) => ofTemplates(rule, templates),
  page_template: (rule, { templates }) => ofTemplates(rule, templates),
  // WPGraphQL looks the post up in the database. The graph knows only its id.
  post: ({ operator }) => (operator === '==' ? { adds: ['Post'] } : {}),
  page_type: ({ value }) => (['front_page', 'posts_page'].includes(value) ? { adds: ['Page'] } : {}),
  page: () => ({ adds: ['Page'] }),
  page_parent: () => ({ adds: ['Page'] }),
  user_form: () => ({ adds: ['User'] }),
  user_role: () => ({ adds: ['User'] }),
  attachment: ({ operator, value }) => {
    if (operator === '==') return { adds: ['MediaItem'] };
    return value === 'all' ? { removes: ['MediaItem'] } : {};
  },
  comment: (rule) => ofAll(rule, 'Comment'),
  nav_menu: (rule) => ofAll(rule, 'Menu'),
  nav_menu_item: (rule) => ofAll(rule, 'MenuItem'),
  options_page: ({ operator, value }, { optionsPages }) => {
    const page = optionsPages.find((each) => textOf(each, 'menu_slug') === value);
    return operator === '==' && page && isShown(page) ? { adds: [typeNameOf(page)] } : {};
  },
};

/** Returns the names of the types that have each group, by the key of the group. */
export function locationsOf(
  { groups, optionsPages }: Definitions,
  places: Places,
): ReadonlyMap<string, readonly string[]> {
  // WPGraphQL for ACF reads no location rules if each group names its types.
  const readsRules = groups.some(
    ({ settings }) => isShown(settings) && !Array.isArray(settings['graphql_types']),
  );
  const byRules = readsRules
    ? typesByRules({ groups, optionsPages }, places)
    : new Map<string, readonly string[]>();
  return new Map(
    groups.map(({ key, settings, location }) => {
      const named = namedTypes(settings['graphql_types']);
      if (!isShown(settings)) return [key, []];
      if (named.length > 0) return [key, named];
      const types = byRules.get(groupKeyOf(formatFieldName(givenName(settings), 'kept')));
      return [key, location.length > 0 ? [...new Set(types)] : []];
    }),
  );
}

function namedTypes(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];
}

function typesByRules(
  { groups, optionsPages }: Definitions,
  places: Places,
): ReadonlyMap<string, readonly string[]> {
  const added = new Map<string, string[]>();
  const removed = new Map<string, string[]>();
  for (const { settings, location } of groups.filter(isActive)) {
    const name = formatFieldName(textOf(settings, 'graphql_field_name') || textOf(settings, 'title'), 'kept');
    const key = groupKeyOf(name);
    for (const rules of location) {
      for (const rule of rules.filter((each) => each.value !== '' && !hasConflict(rules, each))) {
        const { adds = [], removes = [] } = readers[rule.param]?.(rule, { ...places, optionsPages }) ?? {};
        if (adds.length > 0) added.set(key, [...(added.get(key) ?? []), ...adds]);
        if (removes.length > 0) removed.set(name, [...(removed.get(name) ?? []), ...removes]);
      }
    }
  }
  for (const [name, types] of removed) {
    const all = added.get(name);
    // WPGraphQL for ACF looks for the name as it is among names in lower case, and stops at the first that it does not find:
    // `post_type != page` excludes nothing if the group is named `heroSection`.
    if (!all) break;
    added.set(
      name,
      all.filter((type) => !types.includes(type)),
    );
  }
  return added;
}

function isActive({ settings }: AcfGroup): boolean {
  return settings['active'] !== false;
}

function hasConflict(rules: readonly AcfRule[], rule: AcfRule): boolean {
  const others = rules.map(({ param }) => param);
  others.splice(others.indexOf(rule.param), 1);
  const allowed = companions[rule.param] ?? [];
  return others.some((param) => !allowed.includes(param));
}

/** Reads a rule about post types or taxonomies. */
function ofTypes({ operator, value }: AcfRule, types: ReadonlyMap<string, string>): Effect {
  const all = [...types.values()];
  const own = types.get(value);
  if (operator === '==') return { adds: value === 'all' ? all : own ? [own] : [] };
  return value === 'all' ? {} : { adds: all, removes: own ? [own] : [] };
}

function ofTemplates({ operator, value }: AcfRule, templates: ReadonlyMap<string, string>): Effect {
  const own = templates.get(value);
  const named = own ? [own] : [];
  return operator === '==' ? { adds: named } : { adds: [...templates.values()], removes: named };
}

/** Reads a rule about comments or menus, where only `!= all` excludes. */
function ofAll({ operator, value }: AcfRule, type: string): Effect {
  return operator === '!=' && value === 'all' ? { removes: [type] } : { adds: [type] };
}
