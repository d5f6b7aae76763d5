import { isRecord } from '../../values/json.ts';
import { isPrintableCode, isSignInCode } from '../../wordpress/rest-codes.ts';
import { type Integration, IntegrationError } from './contract.ts';

type Checks = Readonly<
  Record<keyof Integration, readonly [words: string, isGood: (value: unknown) => boolean]>
>;

const isFunction = (value: unknown) => typeof value === 'function';
const isText = (value: unknown) => typeof value === 'string' && value !== '';
const areTexts = (value: unknown) => Array.isArray(value) && value.every(isText);
const isClientCode = (value: unknown) =>
  typeof value === 'string' && isPrintableCode(value) && !isSignInCode(value);
const areObjects = (value: unknown) => Array.isArray(value) && value.every(isRecord);

/** For each key of an integration: the rule for its value, in words and as a check. */
const checks: Checks = {
  name: [
    'must be lower-case letters, digits and dashes',
    (value) => typeof value === 'string' && /^[a-z][a-z0-9-]*$/.test(value),
  ],
  detect: ['must be a function that returns whether the site has the plugin', isFunction],
  extend: ['must be a function that adds to the graph', isFunction],
  slot: ['must be a name such as "seo"', isText],
  requires: ['must be a list of names of integrations', areTexts],
  reserved: ['must be an object with lists of names: types, rootFields, fields', areReserved],
  content: [
    'must be an object with the plugin\'s REST namespace: `{ namespace: "recipes/v1", names: { … } }`',
    (value) => isRecord(value) && isText(value['namespace']),
  ],
  documentFields: ['must be an object with a row for each key', isRecord],
  fieldGroups: ['must be a list of groups', areObjects],
  errorCodes: [
    'must be a list of codes of REST errors such as "reading_list_full", without codes of failed sign-ins, which tell who is a user',
    (value) => Array.isArray(value) && value.every(isClientCode),
  ],
  answerHeaders: ['must be a list of names of headers', areTexts],
  differences: ['must be a list of differences', areObjects],
};

const required: readonly (keyof Integration)[] = ['name', 'detect'];

/**
 * Checks an integration and returns it unchanged. Gives code editors the types, also in JavaScript.
 *
 * @throws IntegrationError if a key is missing, unknown or of the wrong type
 * @example
 * export default defineIntegration({
 *   name: 'reading-list',
 *   detect: ({ namespaces }) => namespaces.includes('reading-list/v1'),
 * });
 */
export function defineIntegration(integration: Integration): Integration {
  return checked(integration, 'defineIntegration');
}

/**
 * The option `integrations`: a list to add to the built-in integrations, or a function that gets the built-in ones and returns
 * the whole list.
 *
 * @example
 * const withoutLogins: Integrations = (builtIn) => builtIn.filter(({ slot }) => slot !== 'login');
 */
export type Integrations =
  | readonly Integration[]
  | ((builtIn: readonly Integration[]) => readonly Integration[]);

/**
 * Returns the integrations of a gateway. A list comes before the built-in integrations and replaces those with the same
 * name. A function returns the whole list.
 *
 * @throws IntegrationError if the gateway cannot use an integration
 */
export function combined(
  given: Integrations | undefined,
  builtIn: readonly Integration[],
): readonly Integration[] {
  if (given === undefined) return builtIn;
  if (typeof given === 'function') return checkIntegrations(given(builtIn));
  const added = itemsOf(given);
  const names = new Set(added.map(({ name }) => name));
  return checkIntegrations([...added, ...builtIn.filter(({ name }) => !names.has(name))]);
}

/**
 * Checks a list of integrations and returns it unchanged. Names must be unique, and required integrations must be in the list.
 *
 * @param list - the unchecked value from the operator
 * @throws IntegrationError if the list is invalid. The message names the integration and the fault.
 */
export function checkIntegrations(list: unknown): readonly Integration[] {
  const integrations = itemsOf(list);
  const names = integrations.map(({ name }) => name);
  const duplicate = names.find((name, index) => names.indexOf(name) !== index);
  if (duplicate !== undefined) {
    throw new IntegrationError(
      `Two integrations are named "${duplicate}". Names must be unique: rename one of them, or leave one out.`,
    );
  }
  for (const { name, requires = [] } of integrations) {
    const missing = requires.find((other) => !names.includes(other));
    if (missing === undefined) continue;
    throw new IntegrationError(
      `The integration "${name}" requires "${missing}", which is not in the list (${names.join(', ')}). Add it, or leave "${name}" out.`,
    );
  }
  return integrations;
}

function itemsOf(list: unknown): readonly Integration[] {
  if (Array.isArray(list)) return list.map((each: unknown, index) => checked(each, `integrations[${index}]`));
  throw new IntegrationError(
    `\`integrations\` must be a list of integrations, or a function that gets the built-in ones and returns a list; it is ${described(list)}.`,
  );
}

/**
 * Returns an integration after a check of its keys.
 *
 * @param place - names the integration in errors if it has no name
 * @throws IntegrationError if a key is missing, unknown or of the wrong type
 */
function checked(value: unknown, place: string): Integration {
  if (!isRecord(value)) {
    throw new IntegrationError(
      `${place} must be an integration, an object with \`name\` and \`detect\`; it is ${described(value)}.`,
    );
  }
  const about = isText(value['name']) ? `The integration "${String(value['name'])}"` : place;
  const unknown = Object.keys(value).find((key) => !Object.hasOwn(checks, key));
  if (unknown !== undefined) {
    throw new IntegrationError(
      `${about} has the key \`${unknown}\`, which means nothing. Keys are ${Object.keys(checks).join(', ')}.`,
    );
  }
  for (const [key, [words, isGood]] of Object.entries(checks)) {
    const isAbsent = value[key] === undefined && !required.some((name) => name === key);
    if (isAbsent || isGood(value[key])) continue;
    throw new IntegrationError(`${about}: \`${key}\` ${words}; it is ${described(value[key])}.`);
  }
  // The loop above checks every key.
  return value as unknown as Integration;
}

function areReserved(value: unknown): boolean {
  if (!isRecord(value)) return false;
  return Object.entries(value).every(
    ([key, names]) => ['types', 'rootFields', 'fields'].includes(key) && areTexts(names),
  );
}

/** Returns a short description of a value for errors. */
function described(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'function') return 'a function';
  return JSON.stringify(value)?.slice(0, 80) ?? typeof value;
}
