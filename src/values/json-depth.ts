import { limits } from './limits.ts';

const [quote, backslash, openBracket, closeBracket, openBrace, closeBrace] = [34, 92, 91, 93, 123, 125];

/**
 * Returns the value of JSON.
 *
 * @throws SyntaxError if the text is not JSON, or is nested deeper than PHP reads it (`json_decode`, `$depth`)
 */
export function parseShallowJson(json: string): unknown {
  const value: unknown = JSON.parse(json);
  if (isTooDeep(json)) throw new SyntaxError(`it is nested more than ${limits.maxJsonDepth} levels deep`);
  return value;
}

/**
 * Returns whether JSON is nested deeper than PHP can write it (`json_encode`, `$depth`). Functions that walk such a value
 * would exhaust the stack. Counts brackets outside strings, which takes about a tenth of the time to parse the text.
 */
export function isTooDeep(json: string): boolean {
  // Shorter texts have too few brackets.
  if (json.length <= limits.maxJsonDepth) return false;
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === quote) {
      at = endOfString(json, at);
      if (at < 0) return false;
    } else if (code === openBracket || code === openBrace) {
      if (++depth > limits.maxJsonDepth) return true;
    } else if (code === closeBracket || code === closeBrace) depth--;
  }
  return false;
}

/** Returns the place of the quote that ends a string. Returns -1 if none does. */
function endOfString(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (end >= 0) {
    let before = end - 1;
    while (json.charCodeAt(before) === backslash) before--;
    if ((end - before) % 2 === 1) return end;
    end = json.indexOf('"', end + 1);
  }
  return -1;
}
