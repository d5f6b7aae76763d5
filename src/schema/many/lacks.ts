import { GraphQLError } from '../../packages/graphql.ts';
import { isRecord } from '../../values/json.ts';
import type { Joined, JoinedInput, JoinedType, JoinedTypes } from './joined.ts';

/** Begins the value of an enum that a site lacks. No value of WordPress begins so. */
const mark = '\0';

/** Returns what stands for a value of an enum that a site lacks. */
export function lackedValue(name: string): string {
  return `${mark}${name}`;
}

/** What one site lacks of the joined graph. */
export interface Lacks {
  /** Returns the error for a field that the site lacks. */
  field(coordinate: string, field: Joined): GraphQLError;
  /** Whether a client may name something in these arguments that the site lacks. */
  hasSome(inputs: ReadonlyMap<string, JoinedInput>): boolean;
  /**
   * Checks the values of arguments, since none may be ignored.
   *
   * @throws GraphQLError if they have something that the site lacks
   */
  check(values: Readonly<Record<string, unknown>>, inputs: ReadonlyMap<string, JoinedInput>): void;
}

/** Returns what a site lacks. */
export function lacksOf(site: string, joined: JoinedTypes): Lacks {
  const known = new Map<string, boolean>();

  function hasSome(inputs: ReadonlyMap<string, JoinedInput>): boolean {
    return [...inputs.values()].some(({ sites, shape }) => !sites.has(site) || typeHasSome(shape.name));
  }

  function typeHasSome(name: string): boolean {
    const has = known.get(name) ?? typesIn(name, joined).some(isLacking);
    known.set(name, has);
    return has;
  }

  function isLacking({ own, kind, inputs }: JoinedType): boolean {
    if (!own.has(site)) return true;
    return kind === 'an enum' ? own.size > 1 : [...inputs.values()].some(({ sites }) => !sites.has(site));
  }

  function check(
    values: Readonly<Record<string, unknown>>,
    inputs: ReadonlyMap<string, JoinedInput>,
    at = '',
  ): void {
    for (const [name, value] of Object.entries(values)) {
      const input = inputs.get(name);
      if (!input || value === undefined) continue;
      if (!input.sites.has(site)) throw lacking(site, `argument \`${at}${name}\``, input);
      checkValue(value, input, `${at}${name}`);
    }
  }

  function checkValue(value: unknown, input: JoinedInput, at: string): void {
    if (Array.isArray(value)) {
      for (const each of value) checkValue(each, input, at);
      return;
    }
    if (typeof value === 'string' && value.startsWith(mark))
      throw lacking(site, `value \`${value.slice(mark.length)}\` for \`${at}\``, input);
    const type = joined.get(input.shape.name);
    if (type && isRecord(value)) check(value, type.inputs, `${at}.`);
  }

  return {
    field: (coordinate, field) => lacking(site, `field \`${coordinate}\``, field),
    hasSome,
    check: (values, inputs) => check(values, inputs),
  };
}

/** Returns an input type and those of its fields, at any depth. */
function typesIn(name: string, joined: JoinedTypes): readonly JoinedType[] {
  const found = new Set<JoinedType>();
  const waiting = [name];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const type = joined.get(next);
    if (!type || found.has(type)) continue;
    found.add(type);
    waiting.push(...[...type.inputs.values()].map(({ shape }) => shape.name));
  }
  return [...found];
}

function lacking(site: string, what: string, { conflicts }: Joined): GraphQLError {
  const conflict = conflicts.get(site);
  const message =
    conflict === undefined
      ? `The site ${site} has no ${what}. Other sites of this graph have it.`
      : `The site ${site} cannot be asked for its ${what} here: ${conflict}. Ask the graph of ${site} itself, or let the operator rename one of the two.`;
  return new GraphQLError(message, { extensions: { code: 'NOT_AT_SITE' } });
}
