import { freeName } from '../values/free-name.ts';
import { isRecord } from '../values/json.ts';
import type { Credentials } from '../wordpress/credentials.ts';
import { flag, list, text } from '../wordpress/document.ts';
import type { Rest } from '../wordpress/rest.ts';
import { isTakenType, type ReservedNames } from './names.ts';
import { nullIfHidden } from './null-if-hidden.ts';
import type { Site } from './site.ts';

/** Names of the templates that content can have, by their files: `page-wide.php`, or `page-wide` in a block theme. */
export type Templates = Readonly<Record<string, string>>;

/**
 * Reads the templates of a block theme that content can have. Returns null if no credential may read them. The REST API
 * does not list the templates of classic themes.
 *
 * @param reader - credentials that may read templates; null if there are none
 * @throws WordPressError if WordPress does not accept the credentials, or the site fails
 */
export async function readTemplates(
  rest: Rest,
  reader: Credentials | null,
  signal?: AbortSignal,
): Promise<Templates | null> {
  const options = signal ? { signal } : {};
  const query = { _fields: ['id', 'slug', 'title.rendered', 'is_custom'] };
  const answer =
    reader && (await nullIfHidden(rest.withCredentials(reader).get('/wp/v2/templates', query, options)));
  if (answer === null) return null;
  return Object.fromEntries(
    list({ answer }, 'answer').flatMap((template) => {
      const [slug, title] = [text(template, 'slug'), text(template, 'title', 'rendered')];
      return slug && flag(template, 'is_custom') === true ? [[slug, title || slug]] : [];
    }),
  );
}

/** Returns whether a value of a config file has names of templates by their files. */
export function isTemplates(value: unknown): value is Templates {
  return isRecord(value) && Object.values(value).every((name) => typeof name === 'string');
}

/** A template and its names in the graph. */
export interface NamedTemplate {
  /** `page-wide.php` */
  readonly file: string;
  /** `Page Wide` */
  readonly label: string;
  /** `Template_PageWide` */
  readonly typeName: string;
  /** `PAGE_WIDE_TEMPLATE` */
  readonly enumName: string;
}

/** Returns the templates of a site with WPGraphQL's names, in the order of their files. */
export function namedTemplates(
  { templates, resources }: Pick<Site, 'templates' | 'resources'>,
  reserved: ReservedNames,
): readonly NamedTemplate[] {
  const typeNames = new Set([...resources.values()].map(({ typeName }) => typeName));
  const isTaken = (name: string) =>
    name !== 'DefaultTemplate' && (typeNames.has(name) || isTakenType(name, reserved));
  const enumNames = new Set(['DEFAULT_TEMPLATE']);
  return Object.keys(templates)
    .sort()
    .flatMap((file): NamedTemplate[] => {
      const label = upperWords(templates[file] ?? file);
      const typeName = typeNameOf(label, file);
      const base = safeEnumName(file.replace(/\.\w+$/, '') || file);
      // A file name in another script becomes one underscore. GraphQL reserves names that begin with two.
      const wanted = safeEnumName(`${base}${/\.php$/i.test(file) ? '_TEMPLATE' : '_BLOCK_TEMPLATE'}`);
      const enumName = freeName(
        wanted,
        (name) => enumNames.has(name),
        (number) => `${wanted}_${number}`,
      );
      enumNames.add(enumName);
      if (typeName === null) return [];
      return [{ file, label, typeName: isTaken(typeName) ? `Template_${typeName}` : typeName, enumName }];
    });
}

/** Returns `Template_` with the ASCII letters of the label, or else of the file name. Returns null if both have none. */
function typeNameOf(label: string, file: string): string | null {
  const [stem = ''] = file.split('.');
  const plain = plainName(label) || plainName(upperWords(stem.replaceAll(/\W+/g, ' ')));
  if (plain === '') return null;
  return /^\d/.test(plain) || !/template/i.test(plain) ? `Template_${plain}` : plain;
}

/** Removes all characters of a text that a GraphQL name cannot have, and leading underscores. */
function plainName(text: string): string {
  return text.replaceAll(/\W/g, '').replace(/^_+/, '');
}

function upperWords(words: string): string {
  return words.replaceAll(
    /(^|\s)(\p{Ll})/gu,
    (_all, space: string, letter: string) => space + letter.toUpperCase(),
  );
}

/**
 * Returns an enum value by WPGraphQL's rule: in upper case, with underscores for all other characters than letters and
 * digits. Reduces leading underscores to one, because GraphQL reserves names that begin with two.
 */
function safeEnumName(value: string): string {
  const name = value
    .replaceAll(/[^A-Za-z0-9_]/g, '_')
    .toUpperCase()
    .replace(/^__+/, '_');
  return /^[A-Z_]/.test(name) ? name : `_${name}`;
}
