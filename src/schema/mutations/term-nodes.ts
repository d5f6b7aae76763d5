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
import { type InputRow, row } from './input-rows.ts';
import type { MutationRun } from './mutation.ts';
import { write } from './write-document.ts';

/** Returns the input row for the terms of a taxonomy in mutations of content: `categories: { append: true, nodes: [{ slug: "news" }] }`. */
export function termsRow(graph: Graph, content: Resource, taxonomy: Resource): InputRow {
  const base = content.typeName + upperFirst(taxonomy.connection);
  const node = graph.builder.inputRef<object>(`${base}NodeInput`).implement({
    description: `One term of ${taxonomy.label}, by id, slug or name. WordPress creates the term if it does not exist.`,
    fields: (t) => ({
      id: t.id({ description: 'A global id or a database id.' }),
      slug: t.string({ description: 'Slug of the term.' }),
      name: t.string({ description: 'Name of the term.' }),
      description: t.string({ description: 'Description of a new term.' }),
    }),
  });
  const input = graph.builder.inputRef<object>(`${base}Input`).implement({
    description: `The terms of ${taxonomy.label} to set.`,
    fields: (t) => ({
      append: t.boolean({ description: 'Whether the content keeps its current terms. Default: true.' }),
      nodes: t.field({
        type: [node],
        required: { list: false, items: false },
        description: `The ${taxonomy.plural}.`,
      }),
    }),
  });
  return row(taxonomy.connection, input, taxonomy.restBase, `The ${taxonomy.plural} of the document.`, {
    isHandledApart: true,
  });
}

/**
 * Returns the ids of the terms that content has in a taxonomy after the mutation. Returns undefined if the input does not
 * name the taxonomy, or if new content gets the default term from WordPress. Leaves out terms that don't exist and can't be
 * created, as WPGraphQL does.
 *
 * @param id - database id of the content; null for new content
 */
export async function termIdsOf(
  mutating: MutationRun,
  { content, id, taxonomy }: { content: Resource; id: number | null; taxonomy: Resource },
): Promise<readonly number[] | undefined> {
  const termsInput = mutating.input[taxonomy.connection];
  if (!isRecord(termsInput)) return undefined;
  const named: number[] = [];
  // Sequential, because a later node may name the term that an earlier node creates.
  for (const node of list(termsInput, 'nodes')) {
    const term = isRecord(node) ? await termIdOf(mutating, { taxonomy, node }) : null;
    if (term !== null) named.push(term);
  }
  if (id === null) return named.length > 0 ? [...new Set(named)] : undefined;
  if (termsInput['append'] === false) return [...new Set(named)];
  const { loaders } = mutating.context;
  const before = await loaders.entities(content).load(id, new Set([termsPath(content, taxonomy)]));
  const current = integers(before?.document, termsPath(content, taxonomy));
  const ids = [...new Set([...current, ...named])];
  const mayHaveDefault = taxonomy.traits.has('default-term') && current.length > 0;
  const removed = mayHaveDefault ? await defaultTermAmong(ids, { loaders, taxonomy }) : null;
  return ids.filter((each) => each !== removed || named.includes(each));
}

/**
 * Returns the id of the default term among these, or null. WPGraphQL removes it when content gets another term. An
 * administrator can read the setting. For an editor, the default term is the only one that WordPress does not allow to
 * delete (`targetHints`, since WordPress 6.7).
 */
async function defaultTermAmong(
  ids: readonly number[],
  { loaders, taxonomy }: { loaders: Loaders; taxonomy: Resource },
): Promise<number | null> {
  const value = await nullIfForbidden(loaders.clientSettings.load('default_category'));
  if (value !== null) return integer({ value }, 'value');
  const terms = await loaders.entities(taxonomy).loadMany(ids, new Set(['_links.self']));
  const undeletable = terms.filter(({ document }) => !isDeletable(document));
  return undeletable.length < terms.length && undeletable.length === 1
    ? (undeletable[0]?.document.id ?? null)
    : null;
}

function isDeletable(document: Document): boolean {
  return list(list(document, '_links', 'self')[0], 'targetHints', 'allow').includes('DELETE');
}

async function termIdOf(
  mutating: MutationRun,
  { taxonomy, node }: { taxonomy: Resource; node: Readonly<Record<string, unknown>> },
): Promise<number | null> {
  const { loaders } = mutating.context;
  const [slug, name, description] = ['slug', 'name', 'description'].map((key) => singleLineText(node, key));
  const id = databaseIdIn(node);
  const paths = new Set(['id', 'name']);
  const existing = id
    ? await loaders.entities(taxonomy).load(id, paths)
    : slug
      ? ((await loaders.slugs(taxonomy).load(slug, paths))[0] ?? null)
      : name
        ? await findTermByName(name, { resource: taxonomy, loaders, paths })
        : null;
  if (existing) return existing.document.id;
  if (!slug && !name) return null;
  return createTerm(mutating, taxonomy, { name: name ?? slug, slug, description });
}

/** Returns the database id in a node of the input. Returns null if the node has no valid id. */
function databaseIdIn(node: Readonly<Record<string, unknown>>): number | null {
  const id = text(node, 'id') ?? '';
  return Number(/^\d+$/.test(id) ? id : parseGlobalId(id)?.id) || null;
}

/** Returns a text of a node without line breaks and tags, as WordPress compares it (`sanitize_text_field`). */
function singleLineText(node: Readonly<Record<string, unknown>>, key: string): string | null {
  const value = text(node, key) ?? '';
  return (
    value
      .replace(/<[^>]*>/g, '')
      .replace(/\s+/g, ' ')
      .trim() || null
  );
}

async function createTerm(
  mutating: MutationRun,
  { route, plural }: Resource,
  term: Readonly<Record<'name' | 'slug' | 'description', string | null | undefined>>,
): Promise<number | null> {
  const body = Object.fromEntries(Object.entries(term).filter(([, value]) => value));
  try {
    const created = await write(mutating, { method: 'POST', route, query: { _fields: ['id'] }, body });
    if (isDocument(created)) return created.id;
  } catch (error) {
    if (!(error instanceof WordPressError)) throw error;
    // A term with this slug exists. WordPress returns its id, and the content gets that term.
    if (error.details.termId !== undefined) return error.details.termId;
    if (error.kind === 'forbidden') return null;
    throw new WordPressError(error.kind, error.message, {
      ...error.details,
      parameters: { [plural]: error.message },
    });
  }
  throw new InputError(
    `\`input.${plural}\`: WordPress did not create the term ${JSON.stringify(term.name)}.`,
  );
}

/**
 * Returns the post format that the input names, or `standard` if the input removes the format. Returns undefined if the
 * input leaves the format as it is.
 *
 * @throws InputError if WordPress has no format of this name
 */
export function formatOf(input: unknown): string | undefined {
  if (!isRecord(input)) return undefined;
  const node = list(input, 'nodes').at(-1);
  if (!isRecord(node)) return input['append'] === false ? 'standard' : undefined;
  const name = text(node, 'slug') ?? text(node, 'name') ?? parseGlobalId(text(node, 'id') ?? '')?.id ?? '';
  const format = name.toLowerCase().replace(/^post-format-/, '');
  if (formats.includes(format) || format === 'standard') return format;
  throw new InputError(
    `\`input.postFormats\`: ${JSON.stringify(name)} is not a post format. Use one of these slugs: ${formats.join(', ')}.`,
  );
}
