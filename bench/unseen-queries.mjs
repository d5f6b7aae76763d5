// Texts of the benchmark's query that no server has seen: all ask for the same data.
import { sequence, shuffled } from './sequence.mjs';

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
    const nodes = shuffled(selection, random).join('\n      ');
    return `query Unseen${count}($first: Int) {\n  posts(first: $first) {\n    nodes {\n      ${nodes}\n    }\n  }\n}`;
  };
}
