import { posix } from 'node:path';
import { homeFile, routeByFile } from '../../../docs/sections.ts';
import { readText, sourceUrl } from './repository.ts';

/** A page as its file has it. */
export interface Source {
  readonly file: string;
  /** The first heading. */
  readonly title: string;
  /** One sentence: what README's table says of the page, or else the first sentence of the page. */
  readonly description: string;
  /** What follows the first heading, as Markdown. */
  readonly body: string;
}

/**
 * Reads a page.
 *
 * @throws Error if the file has no heading
 */
export function readSource(file: string): Source {
  const text = readText(file);
  const heading = /^# (.+)\n/m.exec(text);
  if (!heading?.[1]) throw new Error(`${file} has no heading.`);
  const body = (text.slice(0, heading.index) + text.slice(heading.index + heading[0].length)).trim();
  return { file, title: heading[1], description: descriptions.get(file) ?? firstSentence(body), body };
}

/** What README's table of documents says, by file. */
const descriptions = new Map(
  [...readText(homeFile).matchAll(/^\| \[[^\]]+\]\(([^)]+)\) \| (.+) \|$/gm)].map(
    ([, file = '', text = '']) => [file, plain(`${text.charAt(0).toUpperCase()}${text.slice(1)}.`)],
  ),
);

function firstSentence(body: string): string {
  const paragraph = body.split(/\n\n+/).find((each) => /^[A-Z*`]/.test(each)) ?? '';
  return plain(/^.+?[.:](?=\s|$)/s.exec(paragraph)?.[0] ?? paragraph).replace(/:$/, '.');
}

/** Returns Markdown without links, emphasis and line breaks. */
export function plain(markdown: string): string {
  return markdown
    .replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replaceAll(/\*\*|`/g, '')
    .replaceAll(/\s+/g, ' ');
}

/** Where a link leads. `route` is null for a file that is no page of the site. */
export interface Target {
  readonly file: string;
  readonly route: string | null;
  /** With `#`, or empty. */
  readonly hash: string;
}

/**
 * Returns the Markdown of a page with its links to files changed. Code blocks and images stay.
 *
 * @param address - returns the new address of a page. Other files get their address on the repository's page
 */
export function withLinks({ file, body }: Source, address: (route: string, hash: string) => string): string {
  return outsideOfCode(body, (text) =>
    text.replaceAll(
      /(?<!!\[[^\]]*)\]\((?!https?:|#)([^)\s#]+)(#[^)\s]+)?\)/g,
      (_all, path: string, hash = '') => {
        const target = posix.join(posix.dirname(file), path);
        const route = routeByFile.get(target);
        return `](${route === undefined ? sourceUrl(target) + hash : address(route, hash)})`;
      },
    ),
  );
}

/** Returns Markdown with the text between its code blocks changed. */
function outsideOfCode(markdown: string, change: (text: string) => string): string {
  return markdown
    .split(/(^```[\s\S]*?^```$)/m)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join('');
}
