// Texts of the benchmark's query that no server has seen: all ask for the same data.
const fields = [
  'title',
  'date',
  'slug',
  'author { node { name } }',
  'categories { nodes { name } }',
  'featuredImage { node { sourceUrl altText } }',
];

/**
 * Returns a function that returns another text at each call, always in the same sequence. Texts differ in the name of the
 * operation, in an alias and in the order of the fields, so that nothing but the schema and the data can be prepared.
 */
export function unseenQueries() {
  const random = sequence();
  let count = 0;
  return () => {
    count += 1;
    const aliased = Math.floor(random() * fields.length);
    const selection = fields.map((field, index) => (index === aliased ? `value${count}: ${field}` : field));
    const order = selection.map((field) => [random(), field]).sort(([a], [b]) => a - b);
    const nodes = order.map(([, field]) => field).join('\n      ');
    return `query Unseen${count}($first: Int) {\n  posts(first: $first) {\n    nodes {\n      ${nodes}\n    }\n  }\n}`;
  };
}

/** Returns a function that returns numbers from 0 to 1 in a sequence that is the same in each run (mulberry32). */
export function sequence(seed = 1) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
