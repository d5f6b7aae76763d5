/** Decodes percent escapes. Returns the text unchanged if an escape is malformed. */
export function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
