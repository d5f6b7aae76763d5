// npm run gravity-forms -- ENDPOINT
// Writes src/integrations/gravity-forms/tables: the types of forms in the schema of a site with WPGraphQL for Gravity Forms, which
// has to allow public introspection. Names and types only: descriptions are PressQL's own.
import { mkdirSync, writeFileSync } from 'node:fs';
import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  isEnumType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

const [endpoint] = process.argv.slice(2);
if (!endpoint) throw new Error('An argument is needed: the endpoint of a WPGraphQL with the extension.');
const response = await fetch(endpoint, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: getIntrospectionQuery() }),
});
const { data, errors } = await response.json();
if (!data) throw new Error(errors?.[0]?.message ?? 'The endpoint did not answer the introspection query.');
const schema = buildClientSchema(data);

/** Fields that the integration does not give, since they are for the staff of a site, or adds itself. */
const left = new Set([
  'notifications',
  'personalData',
  'postCreation',
  'entries',
  'orderSummary',
  'createdBy',
  'post',
  '_phoneFormatExperimental',
]);
/** Types of WPGraphQL itself, and of connections, which the gateway makes. */
const isForeign = (name) =>
  /^(Node|DatabaseIdentifier|User|Post|Int|Float|String|Boolean|ID)$|Connection/.test(name);

const found = new Map();
const waiting = ['GfForm', 'GfEntry', 'FormField', 'FieldError', 'SubmissionConfirmation'];
while (waiting.length > 0) {
  const name = waiting.pop();
  if (found.has(name) || isForeign(name)) continue;
  const type = schema.getType(name);
  found.set(name, type);
  if (!hasFields(type)) continue;
  waiting.push(...fieldsOf(type).map((field) => getNamedType(field.type).name));
  waiting.push(...type.getInterfaces().map((each) => each.name));
  if (isInterfaceType(type)) waiting.push(...schema.getPossibleTypes(type).map((each) => each.name));
}
for (const [name, type] of found) if (hasFields(type) && fieldsOf(type).length === 0) found.delete(name);

const of = (is) => [...found.values()].filter(is).sort((a, b) => (a.name < b.name ? -1 : 1));
write('interfaces', 'Interfaces: `Name: interfaces | field:Type`.', of(isInterfaceType).map(lineOf));
write('objects', 'Object types: `Name: interfaces | fields of its own:Type`.', of(isObjectType).map(lineOf));
write(
  'enums',
  'Enums: `Name: VALUE=value of Gravity Forms|…`. A value without one is the name in lower case.',
  of(isEnumType).map(
    (type) =>
      `${type.name}: ${type
        .getValues()
        .map((value) => valueIn(type, value))
        .join('|')}`,
  ),
);

function hasFields(type) {
  return isObjectType(type) || isInterfaceType(type);
}

function fieldsOf(type) {
  return Object.values(type.getFields()).filter(
    ({ name, type: result }) => !left.has(name) && !/Connection/.test(getNamedType(result).name),
  );
}

function lineOf(type) {
  const interfaces = type.getInterfaces().filter(({ name }) => found.has(name) || isForeign(name));
  const isOwn = ({ name, type: result }) =>
    !interfaces.some((each) => String(each.getFields()[name]?.type) === String(result));
  const own = fieldsOf(type).filter(isOwn);
  const fields = own.map((field) => `${field.name}:${field.type}`).join(' ');
  return `${type.name}: ${interfaces.map(({ name }) => name).join(' ')} | ${fields}`;
}

/** Values that follow from no name. Introspection shows the names alone. */
function valueIn({ name: type }, { name, description }) {
  const special = {
    AddressFieldTypeEnum: { CANADA: 'canadian' },
    FormRuleOperatorEnum: { IS_NOT: 'isnot', GREATER_THAN: '>', LESS_THAN: '<' },
    DateFieldTypeEnum: { FIELD: 'datefield', DROPDOWN: 'datedropdown', PICKER: 'datepicker' },
    TimeFieldFormatEnum: { H12: '12', H24: '24' },
    FormLabelPlacementEnum: { TOP: 'top_label', LEFT: 'left_label', RIGHT: 'right_label' },
    FormFieldLabelPlacementEnum: {
      TOP: 'top_label',
      LEFT: 'left_label',
      RIGHT: 'right_label',
      HIDDEN: 'hidden_label',
    },
    CaptchaFieldTypeEnum: { SIMPLE: 'simple_captcha' },
    CaptchaFieldBadgePositionEnum: { BOTTOM_RIGHT: 'bottomright', BOTTOM_LEFT: 'bottomleft' },
  }[type]?.[name];
  // The extension describes countries, states and provinces by their names, which are the values.
  const place = /^AddressField(Country|State|Province)Enum$/.test(type)
    ? description?.replace(/\s*\.$/, '')
    : null;
  const value = special ?? place ?? name.toLowerCase();
  return value === name.toLowerCase() ? name : `${name}=${value}`;
}

function write(name, what, lines) {
  const folder = new URL('../src/integrations/gravity-forms/tables/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const text = `/* Made by \`npm run gravity-forms\` from the schema of WPGraphQL for Gravity Forms. */

/** ${what} */
export const ${name} = \`
${lines.map((line) => line.replaceAll('`', "'").replaceAll('\\', '')).join('\n')}
\`;
`;
  writeFileSync(new URL(`${name}.ts`, folder), text);
}
