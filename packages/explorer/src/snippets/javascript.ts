import type { SnippetRequest } from './request.ts';

/** Returns a document as a template literal. */
export function template(query: string): string {
  return `\`\n${query.replaceAll(/[\\`]|\$\{/g, '\\$&')}\n\``;
}

/** Returns a value as JavaScript. */
export function literal(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(/^(\s*)"([A-Za-z_$][\w$]*)":/gm, '$1$2:');
}

/** Returns a value as JavaScript in one line, if it is short. */
export function shortLiteral(value: unknown): string {
  const text = literal(value);
  const line = text.replaceAll(/\n\s*/g, ' ');
  return line.length <= 60 ? line : text;
}

/** Returns code, each line but the first moved to the right. */
export function indented(code: string, spaces: number): string {
  return code.replaceAll('\n', `\n${' '.repeat(spaces)}`);
}

/**
 * Returns the property `headers` of an object, with a comma. Returns an empty text if there are no headers.
 *
 * @param others - headers of the protocol
 */
export function headersProperty(
  { headers, login }: SnippetRequest,
  others: Readonly<Record<string, string>> = {},
): string {
  const lines = Object.entries({ ...others, ...headers }).map(
    ([name, value]) => `${/^\w+$/.test(name) ? name : `'${name}'`}: ${JSON.stringify(value)},`,
  );
  if (login) lines.push(logins[login]);
  if (lines.length === 0) return '';
  return `headers: {\n${lines.map((line) => `  ${line}\n`).join('')}},`;
}

const logins = {
  'application password':
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a part of the snippet
    'authorization: `Basic ${btoa(`${process.env.WORDPRESS_USER}:${process.env.WORDPRESS_APPLICATION_PASSWORD}`)}`,',
  header: 'authorization: process.env.WORDPRESS_AUTHORIZATION,',
} as const;

/** Returns the lines that are not empty. */
export function lines(...all: readonly string[]): string {
  return `${all.filter((line) => line !== '').join('\n')}\n`;
}
