import { headingLevel, skippedElements } from './elements.ts';
import { allElements, attribute, type HtmlDocument } from './html.ts';
import { lineOf } from './text.ts';

/** A heading in content. */
export interface Heading {
  /** 1 to 6. */
  readonly level: number;
  readonly text: string;
  /** The `id` attribute; null if it has none. */
  readonly id: string | null;
  /** The `id`, or a slug made from the text. Unique within the content. */
  readonly slug: string;
}

/** Returns the headings of HTML in order, without empty ones. */
export function headingsOf({ children }: HtmlDocument): readonly Heading[] {
  const headings: Omit<Heading, 'slug'>[] = [];
  for (const element of allElements(children, ({ name }) => !skippedElements.has(name))) {
    const level = headingLevel(element);
    const text = level === null ? '' : lineOf(element.children);
    if (level === null || text === '') continue;
    const anchors = [element, ...allElements(element.children)].map((each) => attribute(each, 'id'));
    headings.push({ level, text, id: anchors.find((id) => id) ?? null });
  }
  const taken = new Map(headings.flatMap(({ id }) => (id === null ? [] : [[id, 1] as const])));
  return headings.map(({ level, text, id }) => ({
    level,
    text,
    id,
    slug: id ?? unused(slugOf(text), taken),
  }));
}

/** Returns a text as a slug: letters of any script in lower case, with dashes between words. */
function slugOf(text: string): string {
  const words = text.normalize('NFC').toLowerCase().replaceAll(/['’]/gu, '');
  return words.match(/[\p{L}\p{M}\p{N}]+/gu)?.join('-') ?? 'section';
}

/** Returns a slug that is not in use: `notes`, `notes-2`. */
function unused(slug: string, taken: Map<string, number>): string {
  const times = (taken.get(slug) ?? 0) + 1;
  taken.set(slug, times);
  return times === 1 ? slug : unused(`${slug}-${times}`, taken);
}
