// The text of docs/differences.md: WPGraphQL's schema, the graph's own, and the reasons for what lies between.
import { readFileSync } from 'node:fs';
import { leftOut, otherTypes } from './reasons.mjs';
import { shapeOf } from './shape.mjs';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

export const version = '2.20';

/**
 * @param schema - the graph of a stock WordPress, whose fields carry their availability
 * @throws Error for a difference without a reason, or a reason without a difference
 */
export function differencesPage(schema) {
  const ours = shapeOf(schema);
  const theirs = JSON.parse(read(`docs/wpgraphql-${version}.json`));
  const members = restrictedMembers(schema);
  const missing = explained(missingFrom(ours, theirs), leftOut, 'left out');
  const changed = explained(changedIn(ours, theirs), otherTypes, 'of another type');
  const more = missingFrom(theirs, ours);
  const counts = countOf(theirs);
  return `# Differences from WPGraphQL ${version}

Made by \`npm run differences\` of both schemas and of what the graph's own descriptions say; values that differ are written
down by hand. WPGraphQL's own schema has ${counts.types} types with ${counts.members} fields, arguments and values. The graph has all of
them but ${missing.length}, under the same names and with the same types and nullability${changed.length > 0 ? ` but for ${changed.length}` : ''}: documents that validate there validate here.
Custom post types and taxonomies get the same fields, arguments, inputs and mutations as WPGraphQL gives them.

Whether your frontend gets the same values: \`pressql compare\` tells, document by document.

## Left out

${table(['what', 'why', 'instead'], byReason(missing))}
${changed.length > 0 ? `\n## Of another type\n\n${table(['what', 'why', 'instead'], byReason(changed))}\n` : ''}
## Values that differ

${read('scripts/differences/values.md').trim()}

## Mutations that differ

${read('scripts/differences/mutations.md').trim()}

## Always null, false or empty

Fields that are there so that documents validate.

${table(
  ['field', 'what it is in WPGraphQL, and why not here'],
  grouped(members, ({ to, otherwise }) => to === 'nobody' && otherwise !== 'error'),
)}

## Null or empty to visitors

To those whom WordPress lets see it, the field has its value: most of these WPGraphQL keeps from visitors too.

${table(
  ['field', 'what it is'],
  grouped(members, ({ to }) => to !== 'nobody'),
)}

## Errors

Asking for these is an error at its place that says why; the rest of the answer is there.

${table(
  ['what', 'why'],
  grouped(members, ({ to, otherwise }) => to === 'nobody' && otherwise === 'error'),
)}

Arguments and fields of inputs that are an error when they are used:

${table(['argument', 'where', 'why'], groupedArguments(members, 'error'))}

Arguments that make no difference:

${table(['argument', 'where', 'why'], groupedArguments(members, 'no difference'))}

## Beyond WPGraphQL

Types: ${listed(more.filter(({ member }) => member === null).map(({ type }) => type))}.

${table(['on', 'fields, arguments and values'], additions(more, theirs, schema))}
`;
}

/** What one shape has and the other hasn't: whole types, or members of types that both have. */
function missingFrom(there, wanted) {
  return Object.entries(wanted).flatMap(([type, { members }]) => {
    if (!there[type]) return [{ type, member: null, path: type }];
    return Object.keys(members)
      .filter((member) => !(member in there[type].members))
      .map((member) => ({ type, member, path: `${type}.${member}` }));
  });
}

function changedIn(there, wanted) {
  return Object.entries(wanted).flatMap(([type, { members }]) =>
    Object.entries(members).flatMap(([member, was]) => {
      const is = there[type]?.members[member];
      return is === undefined || is === was
        ? []
        : [{ type, member, path: `${type}.${member}`, note: `\`${was}\` → \`${is}\`` }];
    }),
  );
}

function explained(differences, reasons, what) {
  const used = new Set();
  const rows = differences.map((difference) => {
    const plain = difference.path.replace(/^RootMutation\./, '');
    const reason = reasons.find(({ path }) => path.test(difference.path) || path.test(plain));
    if (!reason)
      throw new Error(`${difference.path} is ${what}, and scripts/differences/reasons.mjs doesn't say why.`);
    used.add(reason);
    return { ...difference, reason };
  });
  const idle = reasons.find((reason) => !used.has(reason));
  if (idle)
    throw new Error(
      `Nothing is ${what} for the reason ${idle.path}: take it out of scripts/differences/reasons.mjs.`,
    );
  return rows;
}

function byReason(rows) {
  const reasons = [...new Set(rows.map(({ reason }) => reason))];
  return reasons.map((reason) => {
    const own = rows
      .filter((row) => row.reason === reason)
      .map(({ path, note }) => (note ? `${path} (${note})` : path));
    return [listed(own.filter((path) => !path.endsWith('(input)'))), reason.why, reason.instead];
  });
}

/** Every member with an availability: `{ type, member, kind: 'field' | 'argument', text, availability }`, those of interfaces once. */
function restrictedMembers(schema) {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !type.name.startsWith('__') && type.getFields,
  );
  const rowOf = (type, kind, { name, description, extensions: { availability } }) =>
    availability ? [{ type, member: name, kind, text: description ?? '', availability }] : [];
  return types.flatMap((type) => {
    const kind = type.getInterfaces ? 'field' : 'argument';
    const inherited = (type.getInterfaces?.() ?? []).map((each) => each.getFields());
    return Object.values(type.getFields()).flatMap((field) => {
      const isInherited = inherited.some((fields) => fields[field.name]?.description === field.description);
      const own = isInherited ? [] : rowOf(type.name, kind, field);
      const args = field.args ?? [];
      return [...own, ...args.flatMap((each) => rowOf(`${type.name}.${field.name}`, 'argument', each))];
    });
  });
}

function grouped(members, holds) {
  const found = members.filter(({ kind, availability }) => kind === 'field' && holds(availability));
  const texts = [...new Set(found.map(({ text }) => text))];
  return texts.map((text) => [
    listed(found.filter((row) => row.text === text).map(({ type, member }) => `${type}.${member}`)),
    text,
  ]);
}

/** Arguments for which everybody gets `otherwise`: a row for each reason and set of places. */
function groupedArguments(members, otherwise) {
  const found = members.filter(
    ({ kind, availability }) => kind === 'argument' && availability.otherwise === otherwise,
  );
  const keyOf = ({ member, availability }) => JSON.stringify([member, availability.because]);
  const rows = [...new Set(found.map(keyOf))].map((key) => {
    const [member, because] = JSON.parse(key);
    const where = found.filter((row) => keyOf(row) === key).map(({ type }) => type);
    return { member, where: JSON.stringify(where), because };
  });
  const places = [...new Set(rows.map(({ where, because }) => JSON.stringify([where, because])))];
  return places.map((key) => {
    const [where, because] = JSON.parse(key);
    const names = rows
      .filter((row) => row.where === where && row.because === because)
      .map(({ member }) => member);
    const types = JSON.parse(where).map((name) =>
      name.replace(/ConnectionWhereArgs$/, '').replace(/^RootQueryTo/, ''),
    );
    return [listed(names), listed(types, 4), because];
  });
}

/** What types that both have got more, a row each; what an interface has isn't said again of its types. */
function additions(more, theirs, schema) {
  const own = more.filter(({ type, member }) => member !== null && theirs[type]);
  const byType = new Map();
  for (const { type, member } of own) {
    const interfaces = schema.getType(type).getInterfaces?.() ?? [];
    const isInherited = interfaces.some(({ name }) =>
      own.some((row) => row.type === name && row.member === member),
    );
    const field = /^(.*)\(/.exec(member)?.[1];
    const isOfNew = field !== undefined && own.some((row) => row.type === type && row.member === field);
    if (!isInherited && !isOfNew) byType.set(type, [...(byType.get(type) ?? []), member]);
  }
  const bySet = new Map();
  for (const [type, members] of byType) {
    const key = members.join(' ');
    bySet.set(key, [...(bySet.get(key) ?? []), type]);
  }
  return [...bySet].map(([members, types]) => [listed(types, 4), listed(members.split(' '))]);
}

function countOf(shape) {
  const types = Object.values(shape);
  return {
    types: types.length,
    members: types.reduce((sum, { members }) => sum + Object.keys(members).length, 0),
  };
}

/** Names in a row; beyond `most`, the rest as a number. */
function listed(names, most = Number.POSITIVE_INFINITY) {
  const shown = names.slice(0, most).map((name) => `\`${name}\``);
  return [...shown, ...(names.length > most ? [`and ${names.length - most} more`] : [])].join(', ');
}

function table(head, rows) {
  const line = (cells) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
