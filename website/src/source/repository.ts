import { existsSync, readFileSync, statSync } from 'node:fs';

/** The root of the repository. The site is always built in its own folder. */
export const root = new URL('../', `file://${process.cwd()}/`);

const { repository } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  repository: { url: string };
};

/** The repository's page, without a slash at its end. */
export const repositoryUrl = repository.url.replace(/^git\+|\.git$/g, '');

/**
 * Returns the text of a file of the repository.
 *
 * @param file - relative to the root: `docs/caching.md`
 */
export function readText(file: string): string {
  return readFileSync(new URL(file, root), 'utf8');
}

/**
 * Returns the address of a file or folder on the repository's page.
 *
 * @throws Error if there is none: a page links to nothing
 */
export function sourceUrl(file: string): string {
  const url = new URL(file, root);
  if (!existsSync(url)) throw new Error(`A page links to ${file}, which does not exist.`);
  return `${repositoryUrl}/${statSync(url).isDirectory() ? 'tree' : 'blob'}/main/${file}`;
}
