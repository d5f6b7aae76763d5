/*
 * Names as WPGraphQL gives them: `Utils::format_field_name` and `Utils::format_type_name` of WPGraphQL, and
 * `Utils::get_field_group_name` of WPGraphQL for ACF 2.7.
 */
import { type Settings, textOf } from './settings.ts';

/** Whether a name keeps its underscores. */
type Underscores = 'kept' | 'removed';

/** Returns the GraphQL name of a field: `hero_image` is `heroImage`. */
export function fieldNameOf(settings: Settings): string {
  return validName(formatFieldName(givenName(settings), 'kept'));
}

/**
 * Returns the GraphQL type name of a field group, a field or a layout: `Hero section` is `HeroSection`. Empty if it has no valid
 * name.
 */
export function typeNameOf(settings: Settings): string {
  return validName(formatTypeName(givenName(settings).replace(/[\W_]+/gu, ' ')));
}

/** Returns the key under which the location rules of WPGraphQL for ACF keep a group. */
export function groupKeyOf(name: string): string {
  return formatFieldName(name, 'kept').toLowerCase();
}

/** Returns a type name: `page options` is `PageOptions`. */
export function formatTypeName(name: string): string {
  return upperFirst(formatFieldName(name, 'removed'));
}

/** Returns a name in camel case. Characters that GraphQL does not allow separate words. */
export function formatFieldName(name: string, underscores: Underscores): string {
  const allowed = name
    .replace(/[^a-zA-Z0-9 -]/gu, '_')
    .trim()
    .replace(/^_+/, '_');
  const words = underscores === 'removed' ? joined(allowed, '_') : allowed;
  return joined(joined(words, '-'), ' ');
}

/**
 * Returns a text in camel case: its first letter becomes lower case, and that after each separator upper case. Spaces disappear;
 * a space takes the place of other separators, since WPGraphQL removes these first and spaces last.
 */
function joined(text: string, separator: string): string {
  const [first = '', ...others] = text.split(separator);
  return lowerFirst(first + others.map(upperFirst).join(separator === ' ' ? '' : ' '));
}

/** Returns the name that the operator chose for the graph, or else the one in ACF. Empty if it is not valid. */
export function givenName(settings: Settings): string {
  const chosen = textOf(settings, 'graphql_field_name');
  const type = textOf(settings, 'graphql_type_name');
  const own =
    ['name', 'title', 'label', 'page_title'].map((key) => textOf(settings, key)).find(Boolean) ?? '';
  if (chosen) return validName(chosen.replace(/[^0-9a-zA-Z_\s]/gu, ''));
  if (type) return validName(formatFieldName(type, 'kept'));
  return validName(formatFieldName(own.replace(/[^0-9a-zA-Z_\s]/gu, ' '), 'removed'));
}

/** Returns a name, or an empty text for one that begins with a digit: GraphQL does not allow it. */
function validName(name: string): string {
  return /^\d/.test(name) ? '' : name;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
