import { isRecord } from '../values/json.ts';
import type { Entry } from './store.ts';

/** Milliseconds by which an entry may be ahead of this clock: the clocks of two instances never agree exactly. */
const tolerance = 5000;

/**
 * Returns the entry in a value from a file or from Redis. Returns undefined if the value is no entry, if it has not the shape of
 * the entries of its key, or if it claims to be of the future: such an entry would stay fresh, and no newer one could replace it.
 *
 * @param now - milliseconds since 1970
 */
export function storedEntry(key: string, entry: unknown, now: number): Entry | undefined {
  if (!isEntry(entry) || !(entry.readAt <= now + tolerance)) return undefined;
  const [, kind = '', rest = ''] = /^[^/]*\/[^/]*\/([a-z]:(?:list(?= ))?)(.*)$/s.exec(key) ?? [];
  return (shapes.get(kind)?.(entry.value, rest) ?? true) ? entry : undefined;
}

function isEntry(value: unknown): value is Entry {
  return (
    isRecord(value) &&
    'value' in value &&
    isNumber(value['readAt']) &&
    isListOf(value['tags'], isText) &&
    isOptional(value['lasts'], isNumber)
  );
}

/** Whether a value has the shape of the entries of a kind of key, by the first letters of the key after the audience. */
const shapes: ReadonlyMap<string, (value: unknown, rest: string) => boolean> = new Map([
  ['d:', isKnownDocument],
  ['l:', isList],
  ['p:', isParts],
  ['a:list', isPage],
  ['h:', isHead],
]);

/** @param rest - the key after its kind: `post:7` */
function isKnownDocument(value: unknown, rest: string): boolean {
  if (!isRecord(value)) return false;
  const { document, paths, since } = value;
  const id = Number(rest.slice(rest.lastIndexOf(':') + 1));
  const isRight = document === null || (isRecord(document) && document['id'] === id);
  return isRight && isText(paths) && isOptional(since, isNumber);
}

function isList(value: unknown): boolean {
  return isRecord(value) && isListOf(value['ids'], isNumber) && hasCounts(value);
}

function isParts(value: unknown): boolean {
  const isPart = (part: unknown) =>
    isRecord(part) && isRecord(part['place']) && isNullable(part['firstId'], isNumber);
  return isRecord(value) && isListOf(value['parts'], isPart);
}

function isPage(value: unknown): boolean {
  if (!isRecord(value) || !hasCounts(value)) return false;
  const { documents, at, seams, lacks } = value;
  return (
    isListOf(documents, isRecord) &&
    isOptional(at, (each) => isNullable(each, isNumber)) &&
    isOptional(seams, (each) => isListOf(each, isNumber)) &&
    isOptional(lacks, isNumber)
  );
}

function isHead(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { status, location, route, isWordPress, isOtherWordPress, isSingular } = value;
  const flags = [isWordPress, isOtherWordPress, isSingular];
  return (
    isNumber(status) &&
    isNullable(location, isText) &&
    isNullable(route, isText) &&
    flags.every((flag) => typeof flag === 'boolean')
  );
}

function hasCounts({ total, pages }: Readonly<Record<string, unknown>>): boolean {
  return isNullable(total, isNumber) && isOptional(pages, (each) => isNullable(each, isNumber));
}

type Check = (value: unknown) => boolean;

function isNumber(value: unknown): boolean {
  return Number.isFinite(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isNullable(value: unknown, check: Check): boolean {
  return value === null || check(value);
}

function isOptional(value: unknown, check: Check): boolean {
  return value === undefined || check(value);
}

function isListOf(value: unknown, check: Check): boolean {
  return Array.isArray(value) && value.every(check);
}
