// The text of docs/differences.md, from WPGraphQL's schema, our schema, and the reasons for their differences.
import { readFileSync } from 'node:fs';
import { leftOut, otherTypes } from './reasons.mjs';
import { shapeOf } from './shape.mjs';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

export const version = '2.20';

/** Types of blocks, which are many. */
const blockTypes = /^Core[A-Z]|EditorBlocks?$|^BlockAttributes|^BlockWith|^GenericBlock$/;

/**
 * Returns the page as Markdown.
 *
 * @param schema - the schema of a WordPress without plugins. The extensions of its fields have their availability.
 * @param integrations - the built-in integrations, with their differences from the plugins' WPGraphQL extensions
 * @param versionChanges - what later versions of WPGraphQL have changed, as rows
 * @throws Error for a difference without a reason, or a reason without a difference
 */
export function differencesPage(schema, integrations, versionChanges) {
  const ours = shapeOf(schema);
  const theirs = JSON.parse(read(`docs/wpgraphql-${version}.json`));
  const members = restrictedMembers(schema);
  const missing = explained(missingFrom(ours, theirs), leftOut, 'left out');
  const changed = explained(changedIn(ours, theirs), otherTypes, 'of another type');
  const more = missingFrom(theirs, ours);
  const moreTypes = more.filter(({ member }) => member === null).map(({ type }) => type);
  const counts = countOf(theirs);
  return `# Differences from WPGraphQL ${version}

\`npm run differences\` generates this page from both schemas and from the availability of PressQL's fields. The tables
of different values are written by hand.

WPGraphQL's schema has ${counts.types} types with ${counts.members} fields, arguments and values. PressQL's schema has all but ${missing.length} of them, with
the same names, types and nullability${changed.length > 0 ? ` (${changed.length} have another type)` : ''}. A document that is valid for WPGraphQL is valid for PressQL. Custom post types
and taxonomies get the same fields, arguments, inputs and mutations as in WPGraphQL.

The graph follows the newest version of WPGraphQL, which differs from ${version} in the following. \`--wpgraphql ${version}\` (or
\`wpgraphql\` in the config file) pins the older version, for frontends that were written for it.

${table(
  ['since', 'what'],
  Object.values(versionChanges).map(({ since, sentence }) => [since, sentence]),
)}

To check whether your frontend gets the same values, run [\`pressql compare\`](comparing.md).

## Missing from the schema

${table(['what', 'why', 'instead'], byReason(missing))}
${changed.length > 0 ? `\n## Different types\n\n${table(['what', 'why', 'instead'], byReason(changed))}\n` : ''}
## Missing for plugins

PressQL's [integrations](integrations.md) serve the fields that extensions of WPGraphQL add for these plugins.

${table(['integration', 'what can be missing', 'why', 'instead'], missingForPlugins(integrations))}

## Different values

${read('scripts/differences/values.md').trim()}

## Different mutations

${read('scripts/differences/mutations.md').trim()}

## Always null, false or empty

These fields exist so that documents stay valid.

${table(
  ['field', 'what it is in WPGraphQL, and why it has no value here'],
  grouped(members, ({ to, otherwise }) => to === 'nobody' && otherwise !== 'error'),
)}

## Null or empty for visitors

Users who may see the field in WordPress get its value. WPGraphQL hides most of these fields from visitors, too.

${table(
  ['field', 'what it is'],
  grouped(members, ({ to }) => to !== 'nobody'),
)}

## Errors

A document that selects these fields gets an error with the reason, and data for all other fields.

${table(
  ['what', 'why'],
  grouped(members, ({ to, otherwise }) => to === 'nobody' && otherwise === 'error'),
)}

These arguments and input fields cause an error:

${table(['argument', 'where', 'why'], groupedArguments(members, 'error'))}

These arguments have no effect:

${table(['argument', 'where', 'why'], groupedArguments(members, 'no difference'))}

## Only in PressQL

Types: ${listed(moreTypes.filter((type) => !blockTypes.test(type)))}.

Types of blocks, with the names of WPGraphQL Content Blocks ([Blocks](blocks.md)): ${listed(moreTypes.filter((type) => blockTypes.test(type) && !/Attributes|Connection/.test(type)))}. The type of a block's attributes ends with \`Attributes\`: \`CoreParagraphAttributes\`.

${table(['type', 'fields, arguments and values'], additions(more, theirs, schema))}
`;
}

/** Returns a table row for each difference of the integrations. Integrations that share a difference share its row. */
function missingForPlugins(integrations) {
  const differences = [...new Set(integrations.flatMap((integration) => integration.differences ?? []))];
  return differences.map((difference) => {
    const names = integrations
      .filter((each) => each.differences?.includes(difference))
      .map(({ name }) => name);
    return [listed(names), difference.what, difference.why, difference.instead ?? '–'];
  });
}

/** Returns the types and members of one shape that another one lacks. */
function missingFrom(other, shape) {
  return Object.entries(shape).flatMap(([type, { members }]) => {
    if (!other[type]) return [{ type, member: null, path: type }];
    return Object.keys(members)
      .filter((member) => !(member in other[type].members))
      .map((member) => ({ type, member, path: `${type}.${member}` }));
  });
}

/** Returns the members of one shape that have another type in another one. */
function changedIn(other, shape) {
  return Object.entries(shape).flatMap(([type, { members }]) =>
    Object.entries(members).flatMap(([member, was]) => {
      const is = other[type]?.members[member];
      return is === undefined || is === was
        ? []
        : [{ type, member, path: `${type}.${member}`, note: `\`${was}\` → \`${is}\`` }];
    }),
  );
}

/** Returns the differences, each with its reason. */
function explained(differences, reasons, what) {
  const used = new Set();
  const rows = differences.map((difference) => {
    const shortPath = difference.path.replace(/^RootMutation\./, '');
    const reason = reasons.find(({ path }) => path.test(difference.path) || path.test(shortPath));
    if (!reason)
      throw new Error(
        `${difference.path} is ${what}, but scripts/differences/reasons.mjs has no reason for it.`,
      );
    used.add(reason);
    return { ...difference, reason };
  });
  const unused = reasons.find((reason) => !used.has(reason));
  if (unused)
    throw new Error(
      `Nothing that is ${what} matches ${unused.path}: remove the row from scripts/differences/reasons.mjs.`,
    );
  return rows;
}

function byReason(rows) {
  const reasons = [...new Set(rows.map(({ reason }) => reason))];
  return reasons.map((reason) => {
    const paths = rows
      .filter((row) => row.reason === reason)
      .map(({ path, note }) => (note ? `${path} (${note})` : path));
    return [listed(paths.filter((path) => !path.endsWith('(input)'))), reason.why, reason.instead];
  });
}

/**
 * Returns all fields and arguments with an availability: `{ type, member, kind: 'field' | 'argument', text, availability }`.
 * A field that a type has from an interface is listed only there.
 */
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
      const fieldRows = isInherited ? [] : rowOf(type.name, kind, field);
      const args = field.args ?? [];
      return [...fieldRows, ...args.flatMap((each) => rowOf(`${type.name}.${field.name}`, 'argument', each))];
    });
  });
}

/** Returns a table row for each description of the fields whose availability matches. */
function grouped(members, matches) {
  const found = members.filter(({ kind, availability }) => kind === 'field' && matches(availability));
  const texts = [...new Set(found.map(({ text }) => text))];
  return texts.map((text) => [
    listed(found.filter((row) => row.text === text).map(({ type, member }) => `${type}.${member}`)),
    text,
  ]);
}

/** Returns a table row for each reason why arguments have the effect `otherwise`, and each set of types that have them. */
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

/** Returns a table row for each type that has more members than in WPGraphQL. Leaves out members that an interface has. */
function additions(more, theirs, schema) {
  const added = more.filter(({ type, member }) => member !== null && theirs[type]);
  const byType = new Map();
  for (const { type, member } of added) {
    const interfaces = schema.getType(type).getInterfaces?.() ?? [];
    const isInherited = interfaces.some(({ name }) =>
      added.some((row) => row.type === name && row.member === member),
    );
    const field = /^(.*)\(/.exec(member)?.[1];
    const isArgumentOfNewField =
      field !== undefined && added.some((row) => row.type === type && row.member === field);
    if (!isInherited && !isArgumentOfNewField) byType.set(type, [...(byType.get(type) ?? []), member]);
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

/** Returns a list of names. Names after the first `max` become a number. */
function listed(names, max = Number.POSITIVE_INFINITY) {
  const listedNames = names.slice(0, max).map((name) => `\`${name}\``);
  return [...listedNames, ...(names.length > max ? [`and ${names.length - max} more`] : [])].join(', ');
}

function table(head, rows) {
  const line = (cells) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
