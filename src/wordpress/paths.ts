/** REST field paths as `_fields` takes them: `id`, `title.rendered`. */
export type Paths = ReadonlySet<string>;

/** Whether the paths in `have` include all paths in `want`. `title` includes `title.rendered`. */
export function covers(have: Paths, want: Paths): boolean {
  for (const path of want)
    if (!have.has(path) && !parents(path).some((parent) => have.has(parent))) return false;
  return true;
}

/** Returns the union of paths, without those that a shorter path includes. */
export function union(...all: readonly Iterable<string>[]): Paths {
  const paths = new Set(all.flatMap((each) => [...each]));
  return new Set([...paths].filter((path) => !parents(path).some((parent) => paths.has(parent))));
}

function parents(path: string): readonly string[] {
  const keys = path.split('.');
  return keys.slice(1).map((_, index) => keys.slice(0, index + 1).join('.'));
}
