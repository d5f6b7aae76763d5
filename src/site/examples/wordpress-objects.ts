import { isRecord } from '../../values/json.ts';
import { integer, text } from '../../wordpress/document.ts';
import type { NodeTarget } from '../json-schema.ts';
import type { Resource } from '../site.ts';

type Json = Readonly<Record<string, unknown>>;

/** What discovery knows of a collection when it looks at examples. */
type Known = Pick<Resource, 'kind' | 'name' | 'traits'>;

/** One way in which plugins write an object of WordPress. */
interface Form {
  /** The key of its id. */
  readonly id: 'id' | 'ID' | 'term_id' | 'comment_ID';
  /** Keys of which it has at least one. */
  readonly keys: readonly string[];
  /** Returns the name of the collection. Null if the object is of none. */
  readonly nameOf: (object: Json, collections: ReadonlyMap<string, Known>) => string | null;
}

const always = (name: string) => () => name;
const named = (key: string) => (object: Json) => text(object, key);

/** Returns the name in a key, if it is one of a collection: `type` alone may be the type of anything. */
const namedIfKnown = (key: string) => (object: Json, collections: ReadonlyMap<string, Known>) => {
  const name = text(object, key);
  return name !== null && collections.has(name) ? name : null;
};

/**
 * The forms of objects: PHP objects as `json_encode` writes them (`WP_Post`, `WP_Term`, `WP_User`, `WP_Comment`), or only their
 * columns; documents of the REST API; and files as plugins describe them, with their addresses.
 */
const forms: readonly Form[] = [
  { id: 'ID', keys: ['post_type'], nameOf: named('post_type') },
  { id: 'term_id', keys: ['taxonomy'], nameOf: named('taxonomy') },
  { id: 'comment_ID', keys: ['comment_post_ID'], nameOf: always('comment') },
  {
    id: 'ID',
    keys: ['user_login', 'user_nicename', 'user_email', 'user_registered', 'display_name', 'allcaps'],
    nameOf: always('user'),
  },
  { id: 'ID', keys: ['full_url', 'path', 'src', 'mime_type'], nameOf: always('attachment') },
  { id: 'id', keys: ['taxonomy'], nameOf: namedIfKnown('taxonomy') },
  {
    id: 'id',
    keys: ['slug', 'link', 'status', 'guid', 'content', 'source_url'],
    nameOf: namedIfKnown('type'),
  },
  { id: 'id', keys: ['author_avatar_urls'], nameOf: always('comment') },
  { id: 'id', keys: ['avatar_urls'], nameOf: always('user') },
  { id: 'id', keys: ['media_details', 'source_url'], nameOf: always('attachment') },
];

/** Returns the name of an object's collection, even if the site lacks it. Null if it is no object of WordPress. */
export function collectionOf(object: Json, collections: ReadonlyMap<string, Known>): string | null {
  for (const { id, keys, nameOf } of forms) {
    const isForm = (integer(object, id) ?? 0) > 0 && keys.some((key) => Object.hasOwn(object, key));
    const name = isForm ? nameOf(object, collections) : null;
    if (name !== null) return name;
  }
  return null;
}

/** Returns the id of an object of WordPress, or of a value that is an id. Null if it is neither. */
export function idOfObject(value: unknown): number | null {
  const id = isRecord(value)
    ? (integer(value, 'ID') ?? integer(value, 'term_id') ?? integer(value, 'comment_ID'))
    : null;
  const known = id ?? (isRecord(value) ? integer(value, 'id') : integer([value], 0));
  return known !== null && known > 0 ? known : null;
}

/**
 * Returns what objects stand for. Content of any type is one target, and so are terms, because a field that had posts until now
 * may have a page tomorrow; files alone are media. Returns null if one of them is no object of WordPress, or if they are of several
 * kinds.
 */
export function targetOf(
  objects: readonly Json[],
  collections: ReadonlyMap<string, Known>,
): NodeTarget | null {
  const names = objects.map((object) => collectionOf(object, collections));
  if (names.length === 0 || names.includes(null)) return null;
  const isFile = (name: string | null) => collections.get(name ?? '')?.traits.has('files') === true;
  if (names.every(isFile)) return { resource: names[0] ?? '' };
  // A type that the REST API does not show is content or a taxonomy, too: its objects are in the form of one.
  const kinds = new Set(
    objects.map((object, at) => collections.get(names[at] ?? '')?.kind ?? kindOf(object)),
  );
  const [kind] = kinds;
  if (kinds.size !== 1 || kind === undefined) return null;
  return kind === 'content' || kind === 'term' ? { kind } : { resource: kind };
}

function kindOf(object: Json): Resource['kind'] {
  return Object.hasOwn(object, 'taxonomy') ? 'term' : 'content';
}
