import { InputError } from './errors.ts';

/** Which kind of thing a global id names: WPGraphQL's prefixes. */
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

/** The parts of a global id. */
export interface GlobalId {
  readonly type: string;
  readonly id: string;
}

/** An opaque global id, as WPGraphQL writes it: base64 of `post:12`. Relay's Object Identification. */
export function toGlobalId(type: GlobalIdType, id: number | string): string {
  return Buffer.from(`${type}:${id}`).toString('base64');
}

/** The global id of a document that a parent points at; null for 0, WordPress' "none". */
export function referenceId(type: GlobalIdType, id: number | null): string | null {
  return id ? toGlobalId(type, id) : null;
}

/** The parts of a global id; null where the text isn't one. */
export function parseGlobalId(globalId: string): GlobalId | null {
  const match = /^([a-z_]+):(.+)$/.exec(Buffer.from(globalId, 'base64').toString('utf8'));
  const [, type, id] = match ?? [];
  return type && id ? { type, id } : null;
}

/**
 * The database id that a client means with a global id or, as WPGraphQL's `where` arguments take it, a plain number.
 *
 * @param argument - what the client calls the value, for the message
 * @throws InputError for anything else
 */
export function toDatabaseId(value: string | number, argument: string): number {
  const plain = String(value).trim();
  const digits = /^\d+$/.test(plain) ? plain : parseGlobalId(plain)?.id;
  if (digits === undefined || !/^\d{1,15}$/.test(digits)) {
    throw new InputError(
      `\`${argument}\` isn't an id: ${JSON.stringify(value)}. Give a database id or a global id of this graph.`,
    );
  }
  return Number(digits);
}
