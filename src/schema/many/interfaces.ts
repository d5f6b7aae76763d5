import type { Joined, JoinedField, JoinedInput, JoinedType, JoinedTypes } from './joined.ts';
import { optional, type Shape, textOf, weakerLevels } from './shapes.ts';

/**
 * Makes joined types implement their interfaces (GraphQL specification, "Objects", type validation). Joining can break this: one
 * site may have the interface with other fields, and lack the type. The type then gets these fields, and where the two contradict
 * each other, the interface wins. If two interfaces of a type contradict each other, the type leaves one of them.
 */
export function completeInterfaces(joined: JoinedTypes): void {
  const types = [...joined.values()];
  const left = new Map(types.map((type) => [type, new Set<string>()]));
  // A pass may change an interface after it has completed a type of it, so passes go on until none changes anything.
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false;
    for (const type of types)
      if (completeType(type, { joined, left: left.get(type) ?? new Set() })) hasChanged = true;
  }
}

/** What a type is completed with. */
interface Completing {
  readonly joined: JoinedTypes;
  /** The interfaces that the type has left. It never gets them again. */
  readonly left: Set<string>;
}

/** Returns whether it has changed anything. */
function completeType(type: JoinedType, { joined, left }: Completing): boolean {
  let hasChanged = false;
  const leave = (name: string) => {
    type.interfaces.delete(name);
    left.add(name);
    hasChanged = true;
  };
  for (const name of [...type.interfaces]) {
    const parent = joined.get(name);
    if (parent?.kind !== 'an interface') {
      type.interfaces.delete(name);
      continue;
    }
    if ([...parent.interfaces].some((each) => left.has(each))) {
      leave(name);
      continue;
    }
    for (const each of parent.interfaces) {
      if (type.interfaces.has(each) || each === type.name) continue;
      type.interfaces.add(each);
      hasChanged = true;
    }
    const outcome = completeFields(type, parent, joined);
    if (outcome === 'contradiction') leave(name);
    if (outcome === 'changed') hasChanged = true;
  }
  return hasChanged;
}

type Outcome = 'same' | 'changed' | 'contradiction';

/** Gives a type the fields of an interface, and the interface the weaker shapes of the type. */
function completeFields(type: JoinedType, parent: JoinedType, joined: JoinedTypes): Outcome {
  const outcomes = new Set<Outcome>();
  for (const [name, inherited] of parent.fields) {
    const [at, above] = [`${type.name}.${name}`, `${parent.name}.${name}`];
    const field = type.fields.get(name);
    if (!field) {
      type.fields.set(name, {
        ...withoutSites(inherited),
        shape: optional(inherited.shape),
        args: new Map([...inherited.args].map(([argument, input]) => [argument, withoutSites(input)])),
      });
      outcomes.add('changed');
      continue;
    }
    outcomes.add(completeShape(field, inherited, { at, above, joined }));
    outcomes.add(completeArguments(field, inherited, { at, above }));
  }
  return outcomes.has('contradiction') ? 'contradiction' : outcomes.has('changed') ? 'changed' : 'same';
}

/** The coordinates of a field of a type and of its interface, for errors. */
interface Coordinates {
  readonly at: string;
  readonly above: string;
}

function completeShape(
  field: JoinedField,
  inherited: JoinedField,
  { joined, ...coordinates }: Coordinates & { readonly joined: JoinedTypes },
): Outcome {
  const { shape } = field;
  if (fits(shape, inherited.shape, joined)) {
    const nonNull = weakerLevels(inherited.shape, shape);
    if (isSame(nonNull, inherited.shape.nonNull)) return 'same';
    inherited.shape = { name: inherited.shape.name, nonNull };
    return 'changed';
  }
  // A field without sites has the type of another interface. If neither type fits the other, the interfaces contradict.
  if (field.sites.size === 0 && !fits(inherited.shape, shape, joined)) return 'contradiction';
  contradict(field, inherited, coordinates);
  field.shape = optional(inherited.shape);
  field.args.clear();
  return 'changed';
}

/** Whether values of a shape are values of another one, apart from what is null. */
function fits(shape: Shape, wider: Shape, joined: JoinedTypes): boolean {
  if (shape.nonNull.length !== wider.nonNull.length) return false;
  const isMember = joined.get(wider.name)?.members.has(shape.name) === true;
  return shape.name === wider.name || isMember || joined.get(shape.name)?.interfaces.has(wider.name) === true;
}

function completeArguments(field: JoinedField, inherited: JoinedField, { at, above }: Coordinates): Outcome {
  let outcome: Outcome = 'same';
  for (const [name, input] of inherited.args) {
    const own = field.args.get(name);
    if (!own) {
      field.args.set(name, withoutSites(input));
      outcome = 'changed';
    } else if (
      own.shape.name !== input.shape.name ||
      own.shape.nonNull.length !== input.shape.nonNull.length
    ) {
      if (own.sites.size === 0) return 'contradiction';
      contradict(own, input, { at: `${at}(${name}:)`, above: `${above}(${name}:)` });
      field.args.set(name, { ...input, sites: own.sites, conflicts: own.conflicts });
      outcome = 'changed';
    } else if (!isSame(own.shape.nonNull, input.shape.nonNull)) {
      // The arguments of both must be of one type.
      const shape = { name: own.shape.name, nonNull: weakerLevels(own.shape, input.shape) };
      own.shape = shape;
      input.shape = shape;
      outcome = 'changed';
    }
  }
  for (const [name, own] of field.args) {
    if (inherited.args.has(name) || !isRequired(own)) continue;
    own.shape = optional(own.shape);
    outcome = 'changed';
  }
  return outcome;
}

function withoutSites<Part extends Joined>(part: Part): Part {
  return { ...part, sites: new Set(), conflicts: new Map() };
}

function isRequired({ shape, first }: JoinedInput): boolean {
  return shape.nonNull.at(-1) === true && first.defaultValue === undefined;
}

/** Notes that no site can be asked for what its type has, because the interface of the type has something else. */
function contradict(own: Joined, inherited: Joined, { at, above }: Coordinates): void {
  const [first = 'another site'] = inherited.sites;
  for (const site of own.sites)
    own.conflicts.set(
      site,
      `\`${above}\` is ${textOf(inherited.shape)} at ${first}, and \`${at}\` is ${textOf(own.shape)} at ${site}`,
    );
  own.sites.clear();
}

function isSame(a: readonly boolean[], b: readonly boolean[]): boolean {
  return a.every((each, level) => each === b[level]);
}
