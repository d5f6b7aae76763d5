import { type DocumentNode, GraphQLError } from '../packages/graphql.ts';
import { type DocumentSize, expandedSize, mergedSize, writtenSize } from './document-size.ts';

/** The limits of a document, by the option that sets each. */
export interface DocumentLimits {
  readonly maxDocumentSize: number;
  readonly maxTokens: number;
  readonly maxDepth: number;
  readonly maxFields: number;
  readonly maxRepeatedFields: number;
  readonly maxAliases: number;
  readonly maxRootFields: number;
  readonly maxMutations: number;
  readonly maxOperations: number;
  readonly maxFragments: number;
  readonly maxVariables: number;
  readonly maxDirectives: number;
  readonly maxDirectivesPerPlace: number;
  readonly maxSchemaFields: number;
  readonly maxTypeFields: number;
}

/** One limit of a document. */
interface Row<Counted extends keyof DocumentSize = keyof DocumentSize> {
  readonly option: Exclude<keyof DocumentLimits, 'maxTokens'>;
  readonly counts: Counted;
  /** What the document has too many of: `The document has 300 aliases`. */
  readonly what: string;
  /** What the client can do. */
  readonly advice: string;
}

const split = 'Send several operations';

/** The limits of the document as it is written. They bound the time of the rows after them. */
const written: readonly Row<keyof ReturnType<typeof writtenSize>>[] = [
  {
    option: 'maxDepth',
    counts: 'valueLevels',
    what: 'levels of lists and objects in a value',
    advice: 'Nest less',
  },
  { option: 'maxAliases', counts: 'aliases', what: 'aliases', advice: split },
  {
    option: 'maxFragments',
    counts: 'fragments',
    what: 'fragments',
    advice: 'Send only those that the operation uses',
  },
  { option: 'maxOperations', counts: 'operations', what: 'operations', advice: 'Send only the one to run' },
  { option: 'maxVariables', counts: 'variables', what: 'variables', advice: split },
  { option: 'maxDirectives', counts: 'directives', what: 'directives', advice: split },
  {
    option: 'maxDirectivesPerPlace',
    counts: 'directivesPerPlace',
    what: 'directives in one place',
    advice: 'Write each directive once',
  },
];

/** The limits of the document with its fragments in their places. */
const expanded: readonly Row<keyof ReturnType<typeof expandedSize>>[] = [
  { option: 'maxDepth', counts: 'levels', what: 'levels of selections', advice: 'Nest fewer fields' },
  { option: 'maxFields', counts: 'fields', what: 'fields, fragments written out', advice: split },
];

/** The limits of what an operation selects. */
const selected: readonly Row<keyof ReturnType<typeof mergedSize>>[] = [
  { option: 'maxRootFields', counts: 'rootFields', what: 'root fields', advice: split },
  { option: 'maxMutations', counts: 'mutations', what: 'mutations in one operation', advice: split },
  { option: 'maxSchemaFields', counts: 'schemaFields', what: '`__schema` fields', advice: 'Select it once' },
  {
    option: 'maxTypeFields',
    counts: 'typeFields',
    what: '`__type` fields',
    advice: 'Select `__schema` once',
  },
  {
    option: 'maxRepeatedFields',
    counts: 'repeatedPairs',
    what: 'pairs of equal fields',
    advice: 'Select each field once',
  },
];

/**
 * Checks the length of a document before it is parsed.
 *
 * @throws GraphQLError if it is too long
 */
export function checkLength(text: string, { maxDocumentSize }: DocumentLimits): void {
  if (text.length <= maxDocumentSize) return;
  throw tooMany(text.length, {
    what: 'characters',
    advice: split,
    limit: maxDocumentSize,
    option: 'maxDocumentSize',
  });
}

/**
 * Checks a document, the cheap limits before the costly ones.
 *
 * @throws GraphQLError if the document exceeds a limit, or a fragment contains itself
 */
export function checkDocument(document: DocumentNode, limits: DocumentLimits): void {
  checkRows(written, writtenSize(document), limits);
  checkRows(expanded, expandedSize(document, limits.maxDepth), limits);
  checkRows(selected, mergedSize(document), limits);
}

function checkRows<Counted extends keyof DocumentSize>(
  rows: readonly Row<Counted>[],
  size: Readonly<Record<Counted, number>>,
  limits: DocumentLimits,
): void {
  for (const { option, counts, what, advice } of rows) {
    const limit = limits[option];
    if (size[counts] > limit) throw tooMany(size[counts], { what, advice, limit, option });
  }
}

/** Returns the error for a document that exceeds a limit. */
export function tooMany(
  found: number | null,
  {
    what,
    advice,
    limit,
    option,
  }: { what: string; advice: string; limit: number; option: keyof DocumentLimits },
): GraphQLError {
  const amount = found === null ? `more than ${limit}` : `${found}`;
  return new GraphQLError(
    `The document has ${amount} ${what}. The gateway accepts at most ${limit}. ${advice}, or ask the operator to raise \`${option}\`.`,
    { extensions: { code: 'DOCUMENT_TOO_LARGE', http: { status: 400, spec: true } } },
  );
}
