import type { Resource } from '../../site/site.ts';
import { type Document, flag, text } from '../../wordpress/document.ts';
import { type GrantReader, readGranted } from '../access/grant-readers.ts';
import { grantError, grants } from '../access/grants.ts';
import { chunkSize, chunks } from '../base/lists.ts';
import { WaveLoader } from '../base/wave-loader.ts';

/** The editor's text of content and patterns, read for those who may not edit it. */
export interface SavedContent {
  /**
   * Returns the editor's text of a document that the client sees. Returns null if it is not published, or has a password. All
   * documents of a wave take one request for each post type.
   *
   * @throws ClosedError if the operator does not grant `editor-blocks`, or if WordPress refuses the service credential
   */
  load(resource: Resource, id: number): Promise<string | null>;
  /**
   * Returns the editor's text of a published pattern that is not a theme's (`wp_block`). Returns null if there is none. All patterns
   * of a wave take one request.
   *
   * @throws ClosedError if WordPress shows it neither to the client nor to the operator's credential
   */
  loadPattern(id: number): Promise<string | null>;
}

const {
  routes: [patternsRoute],
  fields,
} = grants['editor-blocks'];

/**
 * Reads texts with the operator's credential. Callers must pass only ids of documents that the client sees, because the
 * operator may see more.
 *
 * @param readers - readers of the grant `editor-blocks`
 */
export function createSavedContent(readers: readonly GrantReader[]): SavedContent {
  const operator = readers.filter(({ isOperator }) => isOperator);
  const lists = new Map<string, WaveLoader<number, string | null>>();
  const listOf = (route: string, allowed: readonly GrantReader[]) => {
    const known = lists.get(route);
    if (known) return known;
    const created = new WaveLoader<number, string | null>({
      of: `saved ${route}`,
      read: (ids) => readTexts(route, ids, allowed),
      isCached: true,
    });
    lists.set(route, created);
    return created;
  };
  const nothing = new Set<string>();
  return {
    async load({ route }, id) {
      // A client who may edit the document has read it before. WordPress refuses the `edit` context to all others.
      if (operator.length === 0) throw grantError('editor-blocks');
      return listOf(route, operator).load(id, nothing);
    },
    // A list in the `edit` context leaves out what the client may not edit, so the operator's comes first.
    loadPattern: (id) => listOf(patternsRoute, operator.length > 0 ? operator : readers).load(id, nothing),
  };
}

async function readTexts(
  route: string,
  ids: readonly number[],
  readers: readonly GrantReader[],
): Promise<(id: number) => string | null> {
  const lists = await Promise.all(
    chunks(ids, chunkSize).map((include) =>
      readGranted('editor-blocks', readers, ({ rest }) =>
        rest.list(route, {
          context: 'edit',
          status: 'publish',
          include,
          per_page: include.length,
          _fields: fields,
        }),
      ),
    ),
  );
  const texts = new Map(
    lists
      .flatMap(({ documents }) => documents.filter(isOpen))
      .map((document) => [document.id, rawOf(document)]),
  );
  return (id) => texts.get(id) ?? null;
}

/** Whether visitors may see a document: it is published, and has no password. */
function isOpen(document: Document): boolean {
  return text(document, 'status') === 'publish' && flag(document, 'content', 'protected') === false;
}

function rawOf(document: Document): string {
  return text(document, 'content', 'raw') ?? '';
}
