import type { FolderRule } from './rules.ts';

/**
 * Draws folders as a Mermaid flowchart. An arrow leads from a folder to each folder that it may import; arrows that
 * follow from two others are left out.
 */
export function flowchart(folders: Readonly<Record<string, FolderRule>>, nameOf: (folder: string) => string) {
  const below = (folder: string): readonly string[] => folders[folder]?.below ?? [];
  const edges = Object.keys(folders)
    .reverse()
    .flatMap((folder) =>
      below(folder)
        .filter((target) => !below(folder).some((other) => below(other).includes(target)))
        .map((target) => `  ${nameOf(folder)} --> ${nameOf(target)}`),
    );
  return ['flowchart TD', ...edges].join('\n');
}

/** The rows of a table of folders, from the top to the bottom: folder, what it may import, packages it alone imports. */
export function folderRows(
  folders: Readonly<Record<string, FolderRule>>,
  nameOf: (folder: string) => string,
): readonly string[] {
  return Object.entries(folders)
    .reverse()
    .map(([folder, { below, packages }]) => {
      const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');
      // A name that only shows at run time is no package.
      const named = Object.keys(packages).filter((name) => !name.startsWith('('));
      return `| \`${nameOf(folder)}\` | ${code(below.map(nameOf))} | ${code(named)} |`;
    });
}

/** The rows of a table of the layers inside of folders, from the top to the bottom. */
export function layerRows(layers: Readonly<Record<string, readonly string[]>>): readonly string[] {
  return Object.entries(layers).map(
    ([folder, names]) =>
      `| \`${folder}\` | ${[...names]
        .reverse()
        .map((name) => `\`${name}\``)
        .join(' → ')} |`,
  );
}
