import type { Encoding } from './encodings.ts';

/** Returns an empty map: hosts at the edge compress answers on their way to the client. */
export async function compressed(_body: string): Promise<ReadonlyMap<Encoding, string>> {
  return new Map();
}
