import { parseJson } from '../../values/json.ts';
import { appearanceOf } from './appearance.ts';
import type { DocumentCandidate } from './pieces.ts';

/**
 * Returns the documents in a JSON file: the `query` of a request body, or the entries of a list of stored documents.
 * Returns an empty list if the file is not JSON.
 */
export function candidatesInJson(file: string, source: string): readonly DocumentCandidate[] {
  const found: DocumentCandidate[] = [];
  let position = 0;

  function visit(value: unknown): void {
    if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) visit(item);
    if (typeof value !== 'string') return;
    const start = { file, line: 1, position: 0 };
    const appearance = appearanceOf([{ text: value, ...start, spansLines: false }]);
    if (appearance !== 'definition' && appearance !== 'shorthand') return;
    position = Math.max(source.indexOf(JSON.stringify(value).slice(1, 60), position), position);
    const line = source.slice(0, position).split('\n').length;
    const piece = { text: value, file, line, position, spansLines: false };
    position++;
    found.push({ file, line, pieces: [piece], isDeclared: appearance === 'definition' });
  }

  visit(parseJson(source));
  return found;
}
