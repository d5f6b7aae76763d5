/** The files and folders that were read for the gateway's configuration, by what they were read for. */
const paths = new Map<string, ReadonlySet<string>>();

const listeners = new Set<() => void>();

/**
 * Notes what was read for the gateway's configuration, so that `dev` can read it again after a change. Takes the place of what was
 * noted for the same thing before.
 *
 * @param what - what the files are for, such as the path of the module that imports them
 * @param read - absolute paths of files, and of folders with the ending of the names that count: `/srv/site/fields/*.json`
 */
export function noteRead(what: string, read: Iterable<string>): void {
  paths.set(what, new Set(read));
  for (const listener of listeners) listener();
}

/** Returns what {@link noteRead} has noted for a thing. Empty if there is nothing. */
export function readFor(what: string): ReadonlySet<string> {
  return paths.get(what) ?? new Set();
}

/** Returns all paths that were noted, without duplicates. */
export function readPaths(): ReadonlySet<string> {
  return new Set([...paths.values()].flatMap((each) => [...each]));
}

/** Calls a function when {@link readPaths} may have changed. Returns a function that ends this. */
export function onRead(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
