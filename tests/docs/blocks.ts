import { readdirSync, readFileSync } from 'node:fs';

/** The root of the repository. */
export const root = new URL('../../', import.meta.url);

/** One fenced code block of a page. */
export interface Block {
  /** `docs/writing.md:12`, for messages. */
  readonly place: string;
  /** First word after the fence: `sh`, `graphql`, `json`, `ts`, `php`, `text`. */
  readonly language: string;
  /** Words after the language: `as=editor`, `strict`, `not-run="a drawing"`. A word without a value has the value `''`. */
  readonly marks: Readonly<Record<string, string>>;
  readonly code: string;
}

/** One page of the documentation. */
export interface DocsPage {
  /** `docs/writing.md` */
  readonly name: string;
  readonly text: string;
  readonly blocks: readonly Block[];
}

/**
 * Reads all pages of the documentation with their code blocks.
 *
 * @throws Error for a fence that never ends, and for a block without a language
 */
export function readPages(): readonly DocsPage[] {
  const docs = readdirSync(new URL('docs/', root)).filter((name) => name.endsWith('.md'));
  const names = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...docs.map((name) => `docs/${name}`)];
  return names.map((name) => {
    const text = readFileSync(new URL(name, root), 'utf8');
    return { name, text, blocks: blocksIn(name, text) };
  });
}

/** The code blocks of a page, in order. Exported for tests. */
export function blocksIn(name: string, text: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: { line: number; info: string; lines: string[] } | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const fence = /^\s*```(.*)$/.exec(line);
    if (!fence) open?.lines.push(line);
    else if (!open) open = { line: index + 1, info: fence[1] ?? '', lines: [] };
    else {
      blocks.push(blockOf(`${name}:${open.line}`, open.info, open.lines.join('\n')));
      open = undefined;
    }
  }
  if (open) throw new Error(`${name}:${open.line}: the code block never ends.`);
  return blocks;
}

function blockOf(place: string, info: string, code: string): Block {
  const [, language, rest = ''] = /^(\w+)(.*)$/.exec(info.trim()) ?? [];
  if (language === undefined) throw new Error(`${place}: the code block names no language.`);
  const marks = [...rest.matchAll(/([\w-]+)(?:=(?:"([^"]*)"|(\S+)))?/g)].map(
    ([, mark = '', quoted, bare]) => [mark, quoted ?? bare ?? ''] as const,
  );
  return { place, language, marks: Object.fromEntries(marks), code };
}
