import { fromBase64, toBase64 } from '#platform/values/bytes';
import { InputError } from './errors.ts';

/** The prefix of a global id, which names the kind of node. The prefixes are WPGraphQL's. */
export type GlobalIdType =
  | 'post'
  | 'term'
  | 'user'
  | 'comment'
  | 'comment_author'
  | 'post_type'
  | 'taxonomy'
  | 'setting_group'
  | 'theme'
  | 'plugin'
  | 'user_role'
  | 'block_template'
  | 'block_template_part'
  | 'block_pattern'
  | 'block_pattern_category'
  | 'block_type';

/** The prefix of the global ids of documents, by the kind of their collection. */
export const documentPrefixes = { content: 'post', term: 'term', user: 'user', comment: 'comment' } as const;

/** The parts of a global id. */
export interface GlobalId {
  readonly type: string;
  readonly id: string;
}

/** Returns a global id in WPGraphQL's form: base64 of `post:12` (Relay's Global Object Identification). */
export function toGlobalId(type: GlobalIdType, id: number | string): string {
  return toBase64(`${type}:${id}`);
}

/** Returns the global id of a referenced document. Returns null for 0, which WordPress uses for "no reference". */
export function referenceId(type: GlobalIdType, id: number | null): string | null {
  return id ? toGlobalId(type, id) : null;
}

/** Returns the parts of a global id. Returns null if the text is not a global id. */
export function parseGlobalId(globalId: string): GlobalId | null {
  const match = /^([a-z_]+):(.+)$/.exec(fromBase64(globalId));
  const [, type, id] = match ?? [];
  return type && id ? { type, id } : null;
}

/**
 * Returns the database id in a global id or in a plain number. `where` arguments of WPGraphQL take both.
 *
 * @param argument - the argument's name for error messages: `where.in`
 * @throws InputError if the value is neither
 */
export function toDatabaseId(value: string | number, argument: string): number {
  const plain = String(value).trim();
  const digits = /^\d+$/.test(plain) ? plain : parseGlobalId(plain)?.id;
  if (digits === undefined || !/^\d{1,15}$/.test(digits)) {
    throw new InputError(
      `\`${argument}\` isn't an id: ${JSON.stringify(value)}. Use a database id or a global id from this graph.`,
    );
  }
  return Number(digits);
}
