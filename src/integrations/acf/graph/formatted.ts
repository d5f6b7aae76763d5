import { batched } from '../../../schema/integration/reading.ts';
import type { Context } from '../../../schema/kit/base/context.ts';
import { valueAt } from '../../../values/json.ts';
import { integer, list } from '../../../wordpress/document.ts';
import type { FieldValue } from './source.ts';

/** A text in a document that ACF has to format. */
interface Place {
  readonly route: string;
  readonly id: number;
  readonly path: readonly string[];
}

/**
 * Returns a text as ACF formats it for themes: a WYSIWYG text with paragraphs and shortcodes, the player of an oEmbed address.
 * One request reads the texts of many documents. Returns the unformatted text if WordPress does not format it, as for drafts.
 *
 * The request (`acf_format=standard`) names each text by its full path (`acf.rows.0.body`), and never a field with users: ACF
 * formats these with their email addresses.
 */
export async function formattedText({ value, entity, path }: FieldValue, context: Context): Promise<string> {
  const plain = String(value);
  if (entity === null || entity.revisionOf || path.some((key) => /[\s.,]|^$/.test(key))) return plain;
  const place: Place = { route: entity.resource.route, id: entity.document.id, path };
  return (await read(JSON.stringify(place), context)) ?? plain;
}

const read = batched(async (keys: readonly string[], rest) => {
  // The keys are the places that `formattedText` writes.
  const places = keys.map((key) => [key, JSON.parse(key) as Place] as const);
  const routes = new Set(places.map(([, { route }]) => route));
  const texts = await Promise.all(
    [...routes].map(async (route) => {
      const here = places.filter(([, place]) => place.route === route);
      const ids = [...new Set(here.map(([, { id }]) => id))];
      const paths = [...new Set(here.map(([, { path }]) => path.join('.')))];
      const answer = await rest.get(route, {
        include: ids,
        per_page: ids.length,
        acf_format: 'standard',
        _fields: ['id', ...paths],
      });
      const documents = new Map(list({ answer }, 'answer').map((each) => [integer(each, 'id'), each]));
      return here.map(([key, { id, path }]) => [key, textAt(documents.get(id), path)] as const);
    }),
  );
  return new Map(texts.flat());
});

/** Returns the text at a path. PHP writes a list as an object if only some of its items are asked for. */
function textAt(document: unknown, path: readonly string[]): string | null {
  const value = path.reduce<unknown>(
    (parent, key) => valueAt(parent, Array.isArray(parent) ? Number(key) : key),
    document,
  );
  return typeof value === 'string' ? value : null;
}
