import { isRecord } from '../values/json.ts';
import type { Credentials } from '../wordpress/credentials.ts';
import { flag, list, text } from '../wordpress/document.ts';
import type { Rest } from '../wordpress/rest.ts';
import { isTakenType, type ReservedNames } from './names.ts';
import { nullIfHidden } from './null-if-hidden.ts';
import type { Site } from './site.ts';

/** Names of a theme's templates that content can have, by their files: `page-wide.php`, or `page-wide` in a block theme. */
export type Templates = Readonly<Record<string, string>>;

/**
 * A block theme's templates that content can have; null where nobody may be asked. REST doesn't list those of classic
 * themes.
 *
 * @param reader - who may read templates; null for nobody
 * @throws WordPressError where WordPress doesn't know the credentials
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

/** Whether a value from a config file is names of templates by their files. */
export function isTemplates(value: unknown): value is Templates {
  return isRecord(value) && Object.values(value).every((name) => typeof name === 'string');
}

/** What a template is in the graph. */
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

/** A site's templates with the names that WPGraphQL gives them, in order of their files. */
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
      // Of a file in another script only an underscore is left, beside which another one has no place.
      const wanted = safeEnumName(`${base}${/\.php$/i.test(file) ? '_TEMPLATE' : '_BLOCK_TEMPLATE'}`);
      let enumName = wanted;
      for (let number = 2; enumNames.has(enumName); number++) enumName = `${wanted}_${number}`;
      enumNames.add(enumName);
      if (typeName === null) return [];
      return [{ file, label, typeName: isTaken(typeName) ? `Template_${typeName}` : typeName, enumName }];
    });
}

/** `Template_` and what is ASCII of the label, else of the file's name; null where neither has any. */
function typeNameOf(label: string, file: string): string | null {
  const [stem = ''] = file.split('.');
  const plain = plainName(label) || plainName(upperWords(stem.replaceAll(/\W+/g, ' ')));
  if (plain === '') return null;
  return /^\d/.test(plain) || !/template/i.test(plain) ? `Template_${plain}` : plain;
}

/** What of a text may begin a name in GraphQL, which keeps two underscores at the start for itself. */
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
 * WPGraphQL's rule for values of enums: upper case, all but letters, digits and underscores replaced. Of several
 * underscores at the start one stays: GraphQL keeps names that begin with two for itself.
 */
function safeEnumName(value: string): string {
  const name = value
    .replaceAll(/[^A-Za-z0-9_]/g, '_')
    .toUpperCase()
    .replace(/^__+/, '_');
  return /^[A-Z_]/.test(name) ? name : `_${name}`;
}
