import { isRecord, parseJson } from '../../values/json.ts';
import { isTooDeep } from '../../values/json-depth.ts';
import { limits } from '../../values/limits.ts';

/** A block as the editor saves it. */
export interface SavedBlock {
  /** `core/heading`; `core/freeform` for HTML between blocks. */
  readonly name: string;
  /** The attributes in the comment before the block. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /** The markup without comments, including the inner blocks. Empty for a block that only the site can render. */
  readonly html: string;
  /** The markup outside of the inner blocks, with null in the place of each of them (`innerContent` in WordPress). */
  readonly pieces: readonly (string | null)[];
  readonly innerBlocks: readonly SavedBlock[];
}

interface OpenBlock {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly parts: string[];
  readonly pieces: (string | null)[];
  readonly innerBlocks: SavedBlock[];
}

interface Delimiter {
  readonly kind: 'open' | 'close' | 'void';
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/**
 * Returns the blocks of content as the editor saves it: markup between the comments `<!-- wp:heading {"level":3} -->`
 * and `<!-- /wp:heading -->`, or a single comment `<!-- wp:latest-posts /-->` (Block Editor Handbook, Markup
 * representation of a block). A block without a closing comment ends where its parent ends.
 */
export function parseSavedBlocks(raw: string): readonly SavedBlock[] {
  const top: OpenBlock = { name: '', attributes: {}, parts: [], pieces: [], innerBlocks: [] };
  const open: OpenBlock[] = [top];
  let textStart = 0;
  const addText = (until: number) => {
    const html = raw.slice(textStart, until);
    const parent = open.at(-1) ?? top;
    if (parent === top && html.trim() !== '') {
      top.innerBlocks.push(freeform(html));
    } else {
      parent.parts.push(html);
      if (html !== '') parent.pieces.push(html);
    }
  };
  const close = () => {
    const block = open.pop();
    const parent = open.at(-1);
    if (!block || !parent) return;
    const { name, attributes, pieces, innerBlocks } = block;
    const html = block.parts.join('').trim();
    parent.parts.push(html);
    parent.pieces.push(null);
    parent.innerBlocks.push({ name, attributes, html, pieces, innerBlocks });
  };
  let end = -1;
  for (let start = raw.indexOf('<!--'); start >= 0; start = raw.indexOf('<!--', start + 4)) {
    if (end < start) end = raw.indexOf('-->', start);
    if (end < 0) break;
    const delimiter = delimiterOf(raw.slice(start + 4, end));
    if (!delimiter) continue;
    if (delimiter.kind !== 'close' && open.length > limits.maxBlockDepth) break;
    addText(start);
    textStart = end + 3;
    const { kind, name, attributes } = delimiter;
    if (kind !== 'close') open.push({ name, attributes, parts: [], pieces: [], innerBlocks: [] });
    if (kind === 'void') close();
    if (kind === 'close' && open.some((block) => block.name === name)) {
      while (open.at(-1)?.name !== name) close();
      close();
    }
  }
  addText(raw.length);
  while (open.length > 1) close();
  return top.innerBlocks;
}

/** Returns HTML between blocks, or the content of the classic editor, as a block. */
export function freeform(html: string): SavedBlock {
  return { name: 'core/freeform', attributes: {}, html: html.trim(), pieces: [html], innerBlocks: [] };
}

/** Whether content has comments of the block editor. */
export function hasBlocks(raw: string): boolean {
  return raw.includes('<!-- wp:');
}

function delimiterOf(comment: string): Delimiter | null {
  const found = /^\s+(\/?)wp:(?:([a-z][a-z0-9_-]*)\/)?([a-z][a-z0-9_-]*)\s+/.exec(comment);
  if (!found) return null;
  const [all, slash, namespace = 'core', blockName] = found;
  const rest = comment.slice(all.length).trimEnd();
  const isVoid = rest.endsWith('/');
  const attributes = attributesIn(isVoid ? rest.slice(0, -1) : rest);
  const kind = slash ? 'close' : isVoid ? 'void' : 'open';
  return attributes && { kind, name: `${namespace}/${blockName}`, attributes };
}

/** Returns the attributes of a block. Returns null if the text is not a JSON object, or is nested too deeply. */
function attributesIn(json: string): Readonly<Record<string, unknown>> | null {
  if (json.trim() === '') return {};
  if (isTooDeep(json)) return null;
  const value = parseJson(json);
  if (!isRecord(value)) return null;
  // A copy of attributes with this name would have another prototype.
  return Object.hasOwn(value, '__proto__')
    ? Object.fromEntries(Object.entries(value).filter(([name]) => name !== '__proto__'))
    : value;
}
