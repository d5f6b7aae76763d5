import { lookOf } from './appearance.ts';
import type { Candidate } from './pieces.ts';

/** The documents in a JSON file: the `query` of a request's body, or an entry of a list of stored documents. */
export function candidatesInJson(file: string, source: string): readonly Candidate[] {
  const found: Candidate[] = [];
  let at = 0;

  function visit(value: unknown): void {
    if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) visit(item);
    if (typeof value !== 'string') return;
    const place = { file, line: 1, position: 0 };
    const look = lookOf([{ text: value, ...place, spansLines: false }]);
    if (look !== 'definition' && look !== 'shorthand') return;
    at = Math.max(source.indexOf(JSON.stringify(value).slice(1, 60), at), at);
    const line = source.slice(0, at).split('\n').length;
    const piece = { text: value, file, line, position: at, spansLines: false };
    at++;
    found.push({ file, line, pieces: [piece], isTagged: look === 'definition' });
  }

  try {
    visit(JSON.parse(source));
  } catch {
    return [];
  }
  return found;
}
