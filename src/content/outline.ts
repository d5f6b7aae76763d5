import { headingLevel, skippedElements } from './elements.ts';
import { allElements, attribute, type HtmlDocument } from './html.ts';
import { lineOf } from './text.ts';

/** A heading of some content. */
export interface Heading {
  /** 1 to 6. */
  readonly level: number;
  readonly text: string;
  /** The `id` that links can lead to; null where it has none. */
  readonly id: string | null;
  /** The same, or where there is none one made of its text, unlike those of all others. */
  readonly slug: string;
}

/** The headings of some HTML in their order; those without text are left out. */
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
  return headings.map((heading) => ({ ...heading, slug: heading.id ?? unused(slugOf(heading.text), taken) }));
}

/** As it would stand in an address: letters of any script, in lower case, with dashes between words. */
function slugOf(text: string): string {
  const words = text.normalize('NFC').toLowerCase().replaceAll(/['’]/gu, '');
  return words.match(/[\p{L}\p{M}\p{N}]+/gu)?.join('-') ?? 'section';
}

/** A slug that isn't taken: `notes`, `notes-2`. */
function unused(slug: string, taken: Map<string, number>): string {
  const times = (taken.get(slug) ?? 0) + 1;
  taken.set(slug, times);
  return times === 1 ? slug : unused(`${slug}-${times}`, taken);
}
