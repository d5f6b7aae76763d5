import { wholeNumber } from './values.ts';

/** Returns the row of an option that limits what one operation may contain or cost. */
function limit(flag: string, standard: number, sentence: string) {
  const env = `PRESSQL_${flag.toUpperCase().replaceAll('-', '_')}`;
  return { flag, env, placeholder: 'N', default: standard, sentence, ...wholeNumber(1) };
}

/**
 * The options that limit documents and answers, so that no operation can exhaust the gateway. The defaults leave the largest
 * document of public frontends (463 tokens, 1,372 fields with its fragments in their places, 12 levels) room for a
 * multiple, and keep the validation of a document below 100 ms.
 */
export const limitOptions = {
  maxDocumentSize: limit('max-document-size', 100_000, 'Maximum number of characters of a document.'),
  maxTokens: limit(
    'max-tokens',
    10_000,
    'Maximum number of tokens of a document: names, values and brackets.',
  ),
  maxDepth: limit('max-depth', 100, 'Maximum number of levels of a document, and of a value in it.'),
  maxFields: limit(
    'max-fields',
    10_000,
    'Maximum number of fields of an operation, with the fragments in their places.',
  ),
  maxRepeatedFields: limit(
    'max-repeated-fields',
    30_000,
    'Maximum number of pairs of fields in an operation that give the same field of the answer. GraphQL compares each pair.',
  ),
  maxAliases: {
    ...limit('max-aliases', 200, 'Maximum number of aliases in a document.'),
    // Public scanners report 101.
    inProduction: 100,
  },
  maxRootFields: limit('max-root-fields', 50, 'Maximum number of root fields of an operation.'),
  maxMutations: limit('max-mutations', 10, 'Maximum number of mutations in one operation.'),
  maxOperations: limit('max-operations', 25, 'Maximum number of operations in a document.'),
  maxFragments: limit('max-fragments', 200, 'Maximum number of fragments in a document.'),
  maxVariables: limit('max-variables', 100, 'Maximum number of variables of an operation.'),
  maxDirectives: limit('max-directives', 100, 'Maximum number of directives in a document.'),
  maxDirectivesPerPlace: limit(
    'max-directives-per-place',
    5,
    'Maximum number of directives of one field, fragment or operation.',
  ),
  maxSchemaFields: limit('max-schema-fields', 1, 'Maximum number of `__schema` fields of an operation.'),
  maxTypeFields: limit('max-type-fields', 10, 'Maximum number of `__type` fields of an operation.'),
  maxErrors: limit(
    'max-errors',
    50,
    'Maximum number of errors in an answer. The last error says how many more there were.',
  ),
  maxSecretTries: limit(
    'max-secret-tries',
    5,
    'Maximum number of passwords, logins and password e-mails that clients can try in one request.',
  ),
  maxAnswerFields: limit('max-answer-fields', 100_000, 'Maximum number of fields of an answer.'),
  maxAnswerSize: limit('max-answer-size', 32 * 1024 * 1024, 'Maximum number of bytes of an answer.'),
};

/** The limits of one operation. */
export type OperationLimits = { readonly [Key in keyof typeof limitOptions]: number };
