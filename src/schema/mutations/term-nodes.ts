import { nullIfForbidden } from '../../loading/base/refusals.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { termsPath } from '../../site/overlaps.ts';
import { formats } from '../../site/post-formats.ts';
import type { Resource } from '../../site/site.ts';
import { upperFirst } from '../../site/words.ts';
import { isRecord } from '../../values/json.ts';
import { type Document, integer, integers, isDocument, list, text } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import { findTermByName } from '../find/lookup.ts';
import { InputError } from '../kit/base/errors.ts';
import { parseGlobalId } from '../kit/base/global-id.ts';
import type { Graph } from '../kit/graph/graph.ts';
import type { Mutating } from './mutation.ts';
import { type InputRow, row } from './rows.ts';
import { write } from './written.ts';

/** The input of a taxonomy's terms in mutations of content: `categories: { append: true, nodes: [{ slug: "news" }] }`. */
export function termsRow(graph: Graph, content: Resource, taxonomy: Resource): InputRow {
  const base = content.typeName + upperFirst(taxonomy.plural);
  const node = graph.builder.inputRef<object>(`${base}NodeInput`).implement({
    description: `One of ${taxonomy.label}: by id, else by slug, else by name; made where there is none.`,
    fields: (t) => ({
      id: t.id({ description: 'A global id or a database id.' }),
      slug: t.string({ description: 'Its slug.' }),
      name: t.string({ description: 'Its name.' }),
      description: t.string({ description: 'Its description, where it is made.' }),
    }),
  });
  const input = graph.builder.inputRef<object>(`${base}Input`).implement({
    description: `Which of ${taxonomy.label} content gets.`,
    fields: (t) => ({
      append: t.boolean({ description: 'Whether it keeps those that it has; true unless said.' }),
      nodes: t.field({
        type: [node],
        required: { list: false, items: false },
        description: `The ${taxonomy.plural}.`,
      }),
    }),
  });
  return row(taxonomy.plural, input, taxonomy.restBase, `Its ${taxonomy.plural}.`, { isApart: true });
}

/**
 * Ids of all terms that content is to have in a taxonomy; undefined where the input doesn't say, and where WordPress is
 * to give new content the taxonomy's default. As in WPGraphQL, terms that aren't there and can't be made are left out.
 *
 * @param id - the content; null where it is being made
 */
export async function termIdsOf(
  mutating: Mutating,
  { content, id, taxonomy }: { content: Resource; id: number | null; taxonomy: Resource },
): Promise<readonly number[] | undefined> {
  const wanted = mutating.input[taxonomy.plural];
  if (!isRecord(wanted)) return undefined;
  const found: number[] = [];
  // One after the other: a term that is made may be meant twice.
  for (const node of list(wanted, 'nodes')) {
    const term = isRecord(node) ? await termIdOf(mutating, { taxonomy, node }) : null;
    if (term !== null) found.push(term);
  }
  if (id === null) return found.length > 0 ? [...new Set(found)] : undefined;
  if (wanted['append'] === false) return [...new Set(found)];
  const { loaders } = mutating.context;
  const before = await loaders.entities(content).load(id, new Set([termsPath(content, taxonomy)]));
  const kept = integers(before?.document, termsPath(content, taxonomy));
  const ids = [...new Set([...kept, ...found])];
  const isDefaulted = taxonomy.traits.has('default-term') && kept.length > 0;
  const dropped = isDefaulted ? await defaultAmong(ids, { loaders, taxonomy }) : null;
  return ids.filter((each) => each !== dropped || found.includes(each));
}

/**
 * The site's default category, which as in WPGraphQL makes room for others. Administrators can tell which it is; to
 * editors it is the only one of these that WordPress says may not be deleted (`targetHints`, since WordPress 6.7).
 */
async function defaultAmong(
  ids: readonly number[],
  { loaders, taxonomy }: { loaders: Loaders; taxonomy: Resource },
): Promise<number | null> {
  const value = await nullIfForbidden(loaders.ownSettings.load('default_category'));
  if (value !== null) return integer({ value }, 'value');
  const terms = await loaders.entities(taxonomy).loadMany(ids, new Set(['_links.self']));
  const lasting = terms.filter(({ document }) => !isDeletable(document));
  return lasting.length < terms.length && lasting.length === 1 ? (lasting[0]?.document.id ?? null) : null;
}

function isDeletable(document: Document): boolean {
  return list(list(document, '_links', 'self')[0], 'targetHints', 'allow').includes('DELETE');
}

async function termIdOf(
  mutating: Mutating,
  { taxonomy, node }: { taxonomy: Resource; node: Readonly<Record<string, unknown>> },
): Promise<number | null> {
  const { loaders } = mutating.context;
  const [slug, name, description] = ['slug', 'name', 'description'].map((key) => lineIn(node, key));
  const id = idIn(node);
  const paths = new Set(['id', 'name']);
  const known = id
    ? await loaders.entities(taxonomy).load(id, paths)
    : slug
      ? ((await loaders.slugs(taxonomy).load(slug, paths))[0] ?? null)
      : name
        ? await findTermByName(name, { resource: taxonomy, loaders, paths })
        : null;
  if (known) return known.document.id;
  if (!slug && !name) return null;
  return makeTerm(mutating, taxonomy, { name: name ?? slug, slug, description });
}

/** The database id in a node; null for none. */
function idIn(node: Readonly<Record<string, unknown>>): number | null {
  const said = text(node, 'id') ?? '';
  return Number(/^\d+$/.test(said) ? said : parseGlobalId(said)?.id) || null;
}

/** A text of a node as WordPress compares names: on one line, without tags (`sanitize_text_field`). */
function lineIn(node: Readonly<Record<string, unknown>>, key: string): string | null {
  const said = text(node, key) ?? '';
  return (
    said
      .replace(/<[^>]*>/g, '')
      .replace(/\s+/g, ' ')
      .trim() || null
  );
}

async function makeTerm(
  mutating: Mutating,
  { route, plural }: Resource,
  term: Readonly<Record<'name' | 'slug' | 'description', string | null | undefined>>,
): Promise<number | null> {
  const body = Object.fromEntries(Object.entries(term).filter(([, value]) => value));
  try {
    const made = await write(mutating, { method: 'POST', route, query: { _fields: ['id'] }, body });
    if (isDocument(made)) return made.id;
  } catch (error) {
    if (!(error instanceof WordPressError)) throw error;
    // Its name is another's slug: that one is meant.
    if (error.details.termId !== undefined) return error.details.termId;
    if (error.kind === 'forbidden') return null;
    throw new WordPressError(error.kind, error.message, {
      ...error.details,
      parameters: { [plural]: error.message },
    });
  }
  throw new InputError(`\`input.${plural}\`: WordPress didn't make the term ${JSON.stringify(term.name)}.`);
}

/** The post format that an input's nodes mean, `standard` for none; undefined where it doesn't say. */
export function formatOf(wanted: unknown): string | undefined {
  if (!isRecord(wanted)) return undefined;
  const node = list(wanted, 'nodes').at(-1);
  if (!isRecord(node)) return wanted['append'] === false ? 'standard' : undefined;
  const said = text(node, 'slug') ?? text(node, 'name') ?? parseGlobalId(text(node, 'id') ?? '')?.id ?? '';
  const format = said.toLowerCase().replace(/^post-format-/, '');
  if (formats.includes(format) || format === 'standard') return format;
  throw new InputError(
    `\`input.postFormats\`: ${JSON.stringify(said)} isn't a post format. Give the slug of one: ${formats.join(', ')}.`,
  );
}
