import type { Resource } from '../../../site/site.ts';
import type { Query } from '../../../wordpress/rest.ts';
import { InputError } from '../base/errors.ts';
import { matchesNone } from './rows.ts';

/** The value that an argument, or the connection itself, sets for one REST parameter. */
export interface ParameterSetting {
  /** The argument or the connection, as error messages name it. */
  readonly source: string;
  readonly parameter: string;
  readonly value: Value;
}

type Value = Exclude<Query[string], undefined>;

/**
 * Returns one value of a parameter that demands as much as two values together. Returns null if no document can meet
 * both, and `unsupported` if REST cannot express both.
 */
type Rule = (one: Value, other: Value) => Value | null | 'unsupported';

/** Merges lists of accepted values by intersection. */
const intersection: Rule = (one, other) => {
  const others = itemsOf(other).map(String);
  const common = itemsOf(one).filter((item) => others.includes(String(item)));
  return common.length > 0 ? common : null;
};

/** Merges lists of excluded values by union. */
const union: Rule = (one, other) => [...new Set([...itemsOf(one), ...itemsOf(other)])];

const later: Rule = (one, other) => (String(one) > String(other) ? one : other);

const earlier: Rule = (one, other) => (String(one) < String(other) ? one : other);

/** Merges equal values only. All parameters without another rule follow this one. */
const equal: Rule = (one, other) => (String(one) === String(other) ? one : 'unsupported');

const rules: Readonly<Record<string, Rule>> = {
  include: intersection,
  slug: intersection,
  author: intersection,
  parent: intersection,
  status: intersection,
  exclude: union,
  author_exclude: union,
  parent_exclude: union,
  after: later,
  modified_after: later,
  before: earlier,
  modified_before: earlier,
};

const rulesByKind: Readonly<Partial<Record<Resource['kind'], Readonly<Record<string, Rule>>>>> = {
  // Intersection is right for comments only: a comment belongs to one post, but a term can belong to several.
  comment: { ...rules, post: intersection },
};

/**
 * Pairs of parameters that WordPress does not combine: if both are present, it ignores the second (`WP_Query`,
 * `WP_User_Query`, `get_terms()`).
 */
export const exclusivePairs = [
  ['include', 'exclude'],
  ['author', 'author_exclude'],
  ['parent', 'parent_exclude'],
] as const;

/**
 * Returns REST parameters that meet all settings. Merges the values of a parameter by its rule. Returns `matchesNone` if no
 * document can meet all settings.
 *
 * @throws InputError if REST cannot express two settings together. The message names both arguments
 */
export function mergeSettings(
  settings: readonly ParameterSetting[],
  { kind }: Resource,
): Query | typeof matchesNone {
  const kindRules = rulesByKind[kind] ?? rules;
  const query = new Map<string, ParameterSetting>();
  for (const setting of settings) {
    const { parameter, source, value } = setting;
    const previous = query.get(parameter);
    if (!previous) {
      query.set(parameter, setting);
      continue;
    }
    const merged = (kindRules[parameter] ?? equal)(previous.value, value);
    if (merged === null) return matchesNone;
    if (merged === 'unsupported') {
      throw new InputError(
        `${previous.source} and ${source} can't be combined: WordPress' REST API accepts only one of them.`,
      );
    }
    query.set(parameter, { ...previous, value: merged });
  }
  return resolveExclusivePairs(
    Object.fromEntries([...query].map(([parameter, { value }]) => [parameter, value])),
  );
}

/** Replaces each pair of parameters by the first one, without the items that the second excludes. */
function resolveExclusivePairs(query: Query): Query | typeof matchesNone {
  let resolved = query;
  for (const [includeParameter, excludeParameter] of exclusivePairs) {
    const { [excludeParameter]: excluded, ...others } = resolved;
    const included = resolved[includeParameter];
    if (included === undefined || excluded === undefined) continue;
    const excludedItems = itemsOf(excluded).map(String);
    const remaining = itemsOf(included).filter((item) => !excludedItems.includes(String(item)));
    if (remaining.length === 0) return matchesNone;
    resolved = { ...others, [includeParameter]: remaining };
  }
  return resolved;
}

function itemsOf(value: Value): readonly (string | number)[] {
  if (typeof value === 'boolean') return [String(value)];
  return typeof value === 'object' ? value : [value];
}
