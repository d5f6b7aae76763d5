import type { Block } from '../../content/blocks/block.ts';
import { patternsIn } from '../../content/blocks/patterns.ts';
import type { SavedContent } from '../../content/blocks/saved.ts';
import type { UrlRule } from '../../content/urls.ts';
import { ClosedError } from '../../loading/base/closed.ts';
import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { limits } from '../../values/limits.ts';
import { flag } from '../../wordpress/document.ts';
import { convertingOnce } from './convert.ts';
import { readRawText } from './formats.ts';
import { withUrls } from './html.ts';

const blocks = convertingOnce('blocks');
const savedBlocks = convertingOnce('savedBlocks');

/** How deep the gateway reads patterns in patterns. Each level is a request. */
const maxPatternDepth = 3;

/** How to read the blocks of content. */
interface BlocksReading extends Pick<SavedContent, 'classic'> {
  /** The rendered HTML. Empty if there is none, or if a password withholds it. */
  readonly html: string;
  /** Where links lead. */
  readonly rule: UrlRule;
  /** Called if a visitor gets the blocks of the rendered HTML, and a grant would change that. */
  readonly onClosed: (error: ClosedError) => void;
}

/** What the editor saved. */
type SavedText = Omit<SavedContent, 'classic'>;

/** Returns the blocks that the editor saved, if the client may see them. Otherwise returns those that the rendered HTML shows. */
export async function readBlocks(
  entity: Entity,
  loaders: Loaders,
  { html, rule, classic, onClosed }: BlocksReading,
): Promise<readonly Block[]> {
  const saved = await readSaved(entity, loaders, onClosed);
  const isEmpty = saved && classic === 'whole' ? saved.raw.trim() === '' : html === '';
  if (isEmpty) return [];
  const rendered = await withUrls(html, rule, loaders);
  if (!saved) return blocks(rendered, null, loaders);
  const styled = await withStyledUrls({ ...saved, classic }, (raw) => withUrls(raw, rule, loaders));
  return savedBlocks(rendered, styled, loaders);
}

/**
 * Returns the text that the editor saved. Returns null if the client gets only the rendered HTML.
 */
async function readSaved(
  entity: Entity,
  loaders: Loaders,
  onClosed: BlocksReading['onClosed'],
): Promise<SavedText | null> {
  const own = loaders.isSignedIn ? await readRawText(entity, loaders, 'content') : null;
  if (own !== null) return withPatternsOf(own, 'editor', loaders);
  // The operator's text is the published one, and visitors see no text with a password.
  if (entity.revisionOf || entity.isPreview || flag(entity.document, 'content', 'protected') !== false)
    return null;
  try {
    const raw = await loaders.savedContent.load(entity.resource, entity.document.id);
    return raw === null ? null : await withPatternsOf(raw, 'visitor', loaders);
  } catch (error) {
    if (!(error instanceof ClosedError)) throw error;
    onClosed(error);
    return null;
  }
}

/**
 * Reads the patterns in a text, and those in them. Leaves out texts beyond the first `limits.maxConvertedContent` characters, as
 * the blocks of the content do.
 */
async function withPatternsOf(
  raw: string,
  reader: SavedContent['reader'],
  loaders: Loaders,
): Promise<SavedText> {
  const patterns: Record<number, string> = {};
  const asked = new Set<number>();
  let left = limits.maxConvertedContent;
  let wanted = patternsIn(raw);
  for (let depth = 0; wanted.length > 0 && depth < maxPatternDepth; depth++) {
    const texts = await Promise.all(wanted.map((id) => loadPattern(id, loaders)));
    const found: string[] = [];
    for (const [index, id] of wanted.entries()) {
      asked.add(id);
      const text = texts[index];
      if (typeof text !== 'string' || text.length > left) continue;
      left -= text.length;
      patterns[id] = text;
      found.push(text);
    }
    wanted = [...new Set(found.flatMap(patternsIn))].filter((id) => !asked.has(id));
  }
  return { raw, reader, patterns };
}

/** Returns the text of a pattern. Returns null if WordPress does not show it: the block stays, without blocks inside. */
async function loadPattern(id: number, { savedContent }: Loaders): Promise<string | null> {
  try {
    return await savedContent.loadPattern(id);
  } catch (error) {
    if (error instanceof ClosedError) return null;
    throw error;
  }
}

async function withStyledUrls(
  saved: SavedContent,
  style: (raw: string) => Promise<string>,
): Promise<SavedContent> {
  const patterns = Object.entries(saved.patterns).map(async ([id, raw]) => [id, await style(raw)] as const);
  return {
    ...saved,
    raw: await style(saved.raw),
    patterns: Object.fromEntries(await Promise.all(patterns)),
  };
}
