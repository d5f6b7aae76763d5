/** Returns the pairs in an answer of Redis that has names and values in turns, such as that to `HGETALL`. */
export function pairsIn(reply: unknown): ReadonlyMap<string, string> {
  const texts = Array.isArray(reply) ? reply.map(String) : [];
  const pairs = new Map<string, string>();
  for (let index = 0; index < texts.length; index += 2) pairs.set(texts[index] ?? '', texts[index + 1] ?? '');
  return pairs;
}
