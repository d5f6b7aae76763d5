import { isRecord } from '../state/values.ts';

/** Headers of a request, or why a text has none. */
export type Headers = { readonly headers: Readonly<Record<string, string>> } | { readonly problem: string };

/** Returns the headers in a JSON text. An empty text has none. */
export function headersIn(text: string): Headers {
  if (text.trim() === '') return { headers: {} };
  const value = jsonIn(text);
  if (!isRecord(value))
    return { problem: 'Write the headers as a JSON object: { "Accept-Language": "pt" }.' };
  const headers: Record<string, string> = {};
  for (const [name, content] of Object.entries(value)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return { problem: `"${name}" is no name of a header.` };
    if (typeof content !== 'string') return { problem: `The header "${name}" must be a text in quotes.` };
    headers[name.toLowerCase()] = content;
  }
  return { headers };
}

/** Returns the value of a JSON text. Returns undefined if it is no JSON. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
