import type { Import, Module } from './modules.ts';
import { folders, guards, layers, longest, shared, top } from './rules.ts';

/** Returns every import that points up, and every folder that no rule knows. */
export function upwardImports(modules: readonly Module[]): readonly string[] {
  return modules.flatMap(({ path, imports }) => {
    const folder = folderOf(path);
    const rule = folders[folder];
    if (!rule) return [`${path} stands in a folder that the rules don't know`];
    return imports
      .map(({ target }) => target)
      .filter((target) => target !== null)
      .filter((target) => ![folder, shared, ...rule.below].includes(folderOf(target)))
      .map((target) => `${path} imports ${target}`);
  });
}

/** Returns every import that points up inside of a folder with layers, and every folder in it that has no layer. */
export function upwardLayers(modules: readonly Module[]): readonly string[] {
  return modules.flatMap(({ path, imports }) => {
    const folder = folderOf(path);
    const order = layers[folder];
    if (!order) return [];
    const place = placeOf(path, order);
    if (place < 0) return [`${path} stands in a folder that has no layer`];
    return imports
      .map(({ target }) => target)
      .filter((target) => target !== null)
      .filter((target) => folderOf(target) === folder && placeOf(target, order) > place)
      .map((target) => `${path} imports ${target}`);
  });
}

/** Returns how high the layer of a file is: its folder's position in `order`, the last of all for files beside them, -1 if unknown. */
function placeOf(path: string, order: readonly string[]): number {
  const inner = path.split('/').slice(1, -1).join('/');
  return inner === '' ? order.length : order.indexOf(inner);
}

/** Returns every import of a package in a file that isn't its door, and of packages that have no door. */
export function strayPackages(modules: readonly Module[]): readonly string[] {
  const doors = new Map(Object.values(folders).flatMap(({ packages }) => Object.entries(packages)));
  return modules.flatMap(({ path, imports }) =>
    imports
      .filter(({ target, specifier }) => target === null && !specifier.startsWith('node:'))
      .map(({ specifier }) => packageOf(specifier))
      .filter((name) => doors.get(name) !== path)
      .map((name) => `${path} imports ${name}`),
  );
}

/** Returns imports of files that aren't there. */
export function missingFiles(modules: readonly Module[]): readonly string[] {
  const paths = new Set(modules.map(({ path }) => path));
  return modules.flatMap(({ path, imports }) =>
    imports
      .filter(({ target }) => target !== null && !paths.has(target) && !target.endsWith('.json'))
      .map(({ specifier }) => `${path} imports ${specifier}`),
  );
}

/**
 * Returns the groups of files that import one another in a circle, each sorted: of imports that load something when the
 * gateway runs, or of all imports, those of types among them, which TypeScript erases.
 */
export function cycles(
  modules: readonly Module[],
  of: 'loads' | 'all imports',
): readonly (readonly string[])[] {
  const counts = ({ isType }: Import) => of === 'all imports' || !isType;
  const edges = new Map(
    modules.map(({ path, imports }) => [path, imports.filter(counts).flatMap(({ target }) => target ?? [])]),
  );
  return components(edges).filter(
    (group) => group.length > 1 || group.some((path) => edges.get(path)?.includes(path)),
  );
}

/** Returns files for Node without a twin for the edge, and files for the edge without one for Node. */
export function lonelyTwins(modules: readonly Module[]): readonly string[] {
  const paths = new Set(modules.map(({ path }) => path));
  return modules
    .map(({ path }) => path)
    .filter((path) => /\.(node|edge)\.ts$/.test(path) && !paths.has(twinOf(path)));
}

/** Returns what Node alone has in the files that a gateway at the edge loads: its modules, and its globals. */
export function nodeAtEdge(modules: readonly Module[], entry: string): readonly string[] {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const reached = new Set([entry]);
  for (const path of reached) {
    for (const { specifier, target, isType } of byPath.get(path)?.imports ?? [])
      if (target !== null && !isType) reached.add(specifier.startsWith('#') ? twinOf(target) : target);
  }
  return [...reached].flatMap((path) => {
    const { imports = [] } = byPath.get(path) ?? {};
    const globals = guards.includes(path) ? [] : (byPath.get(path)?.globals ?? []);
    const modulesOfNode = imports.filter(({ specifier, isType }) => !isType && specifier.startsWith('node:'));
    return [...modulesOfNode.map(({ specifier }) => specifier), ...globals].map(
      (name) => `${path} uses ${name}`,
    );
  });
}

function twinOf(path: string): string {
  return path.endsWith('.node.ts')
    ? path.replace(/\.node\.ts$/, '.edge.ts')
    : path.replace(/\.edge\.ts$/, '.node.ts');
}

/** Returns files that are too long to be about one idea. */
export function longFiles(modules: readonly Module[]): readonly string[] {
  return modules
    .filter(({ lines }) => lines > longest)
    .map(({ path, lines }) => `${path} has ${lines} lines`);
}

function folderOf(path: string): string {
  return path.includes('/') ? (path.split('/')[0] ?? top) : top;
}

/** `@scope/name` of `@scope/name/file`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Strongly connected components of a graph (Tarjan's algorithm), each sorted. */
function components(edges: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const found: string[][] = [];
  const stack: string[] = [];
  const numbers = new Map<string, number>();
  const lowest = new Map<string, number>();
  const visit = (node: string): number => {
    const number = numbers.size;
    numbers.set(node, number);
    let low = number;
    stack.push(node);
    for (const next of edges.get(node) ?? []) {
      if (!numbers.has(next)) low = Math.min(low, visit(next));
      else if (stack.includes(next)) low = Math.min(low, numbers.get(next) ?? low);
    }
    lowest.set(node, low);
    if (low === number) found.push(stack.splice(stack.indexOf(node)).sort());
    return low;
  };
  for (const node of edges.keys()) if (!numbers.has(node)) visit(node);
  return found;
}
