import type { Resource } from '../../../site/site.ts';
import type { Query } from '../../../wordpress/rest.ts';
import { InputError } from '../base/errors.ts';
import { matchesNone } from './rows.ts';

/** What one argument makes of one REST parameter. */
export interface ParameterSetting {
  /** `where.authorIn`, for messages. */
  readonly argument: string;
  readonly parameter: string;
  readonly value: Value;
}

type Value = Exclude<Query[string], undefined>;

/** How two values of one parameter are both met; null where nothing can meet them, `refused` where REST can't say it. */
type Rule = (one: Value, other: Value) => Value | null | 'refused';

/** Parameters of which each document has one value: it must be in both lists. */
const inBoth: Rule = (one, other) => {
  const wanted = itemsOf(other).map(String);
  const both = itemsOf(one).filter((item) => wanted.includes(String(item)));
  return both.length > 0 ? both : null;
};

/** Parameters that leave documents out: those of both lists are left out. */
const inEither: Rule = (one, other) => [...new Set([...itemsOf(one), ...itemsOf(other)])];

const later: Rule = (one, other) => (String(one) > String(other) ? one : other);

const earlier: Rule = (one, other) => (String(one) < String(other) ? one : other);

/** All other parameters take one value. */
const same: Rule = (one, other) => (String(one) === String(other) ? one : 'refused');

const rules: Readonly<Record<string, Rule>> = {
  include: inBoth,
  slug: inBoth,
  author: inBoth,
  parent: inBoth,
  status: inBoth,
  exclude: inEither,
  author_exclude: inEither,
  parent_exclude: inEither,
  after: later,
  modified_after: later,
  before: earlier,
  modified_before: earlier,
};

const rulesByKind: Readonly<Partial<Record<Resource['kind'], Readonly<Record<string, Rule>>>>> = {
  // A comment is on one content; a term is of many.
  comment: { ...rules, post: inBoth },
};

/** Parameters of which WordPress' queries use the one alone where both are given (`WP_Query`, `WP_User_Query`, `get_terms()`). */
export const exclusivePairs = [
  ['include', 'exclude'],
  ['author', 'author_exclude'],
  ['parent', 'parent_exclude'],
] as const;

/**
 * REST parameters that meet all settings. Each parameter is set once, or merged by the rule that it has; `matchesNone`
 * where no document can meet them.
 *
 * @throws InputError that names both arguments, where REST can't meet them together
 */
export function mergeSettings(
  settings: readonly ParameterSetting[],
  { kind }: Resource,
): Query | typeof matchesNone {
  const known = rulesByKind[kind] ?? rules;
  const query = new Map<string, ParameterSetting>();
  for (const setting of settings) {
    const { parameter, argument, value } = setting;
    const before = query.get(parameter);
    if (!before) {
      query.set(parameter, setting);
      continue;
    }
    const merged = (known[parameter] ?? same)(before.value, value);
    if (merged === null) return matchesNone;
    if (merged === 'refused') {
      throw new InputError(
        `\`${before.argument}\` and \`${argument}\` can't be combined: WordPress' REST API takes only one of them.`,
      );
    }
    query.set(parameter, { ...before, value: merged });
  }
  return withoutRivals(Object.fromEntries([...query].map(([parameter, { value }]) => [parameter, value])));
}

/** A list without what its rival leaves out, in place of both. */
function withoutRivals(query: Query): Query | typeof matchesNone {
  let left = query;
  for (const [wanted, unwanted] of exclusivePairs) {
    const { [unwanted]: out, ...others } = left;
    const within = left[wanted];
    if (within === undefined || out === undefined) continue;
    const dropped = itemsOf(out).map(String);
    const kept = itemsOf(within).filter((item) => !dropped.includes(String(item)));
    if (kept.length === 0) return matchesNone;
    left = { ...others, [wanted]: kept };
  }
  return left;
}

function itemsOf(value: Value): readonly (string | number)[] {
  if (typeof value === 'boolean') return [String(value)];
  return typeof value === 'object' ? value : [value];
}
