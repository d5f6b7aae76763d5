import type { BlockType } from './block-type.ts';
import type { Attributes } from './readers.ts';
import { type BlockHtml, valueInHtml } from './sources.ts';

/** The HTML of a block without its comment: what the site renders. */
export interface RenderedBlock {
  readonly type: BlockType | null;
  readonly html: BlockHtml;
  /** What {@link BlockKind.read} finds in classes and styles. */
  readonly read: Attributes;
}

/**
 * Returns the attributes of a block that can be seen in the HTML that the site renders. An attribute that only the editor's
 * comment has is missing: its default may be wrong.
 */
export function attributesInHtml({ type, html, read }: RenderedBlock): Attributes {
  if (!type) return read;
  const found = Object.entries(type.attributes).flatMap(([name, schema]) => {
    const value = valueInHtml(schema, html);
    if (!isEmpty(value) && value !== '') return [[name, value]];
    // An element that is missing has the value '', and old markup has the caption elsewhere.
    const other = read[name];
    if (!isEmpty(other)) return [[name, other]];
    if (value === '') return [[name, value]];
    return schema.source ? [[name, schema.default ?? null]] : [];
  });
  return Object.assign({}, read, Object.fromEntries(found));
}

/** A block as the editor saved it, with its HTML as the site renders it. */
export interface SavedValues extends RenderedBlock {
  /** The attributes in the comment before the block. */
  readonly comment: Attributes;
}

/**
 * Returns all attributes of a block that the editor saved: those in its HTML, then those in its comment, then the defaults.
 */
export function savedAttributes({ type, html, read, comment }: SavedValues): Attributes {
  if (!type) return { ...read, ...comment };
  const attributes = Object.entries(type.attributes).map(([name, schema]) => {
    const other = comment[name] ?? (name === 'anchor' ? read[name] : null);
    return [name, valueInHtml(schema, html) ?? other ?? schema.default ?? null];
  });
  return Object.assign({}, read, comment, Object.fromEntries(attributes));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
