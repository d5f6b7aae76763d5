import { type DocumentNode, GraphQLError, specifiedRules } from '../packages/graphql.ts';
import { checkDocument, checkLength, type DocumentLimits, tooMany } from './document-limits.ts';
import type { Plugin } from './graphql-yoga.ts';
import { mergedRule } from './merged-rule.ts';

/**
 * Refuses documents that are so large or so deep that they would block or crash the gateway. The parser stops at the limit
 * of tokens, and validation at the limit of errors.
 *
 * GraphQL Armor has plugins for some of these limits. One pass of our own covers all, measures each fragment once, and
 * tells the client what it found.
 */
export function useDocumentLimits(limits: DocumentLimits & { readonly maxErrors: number }): Plugin {
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source: unknown, options: object | undefined) => {
        checkLength(String(source), limits);
        const document = withinLimits(
          () => parseFn(source, { ...options, maxTokens: limits.maxTokens }),
          limits,
        );
        checkDocument(document, limits);
        return document;
      });
    },
    onValidate({ validateFn, setValidationFn }) {
      setValidationFn((schema, document, rules = specifiedRules, options, ...others) => {
        const { maxErrors } = limits;
        return validateFn(schema, document, [mergedRule(rules)], { ...options, maxErrors }, ...others);
      });
    },
  };
}

/**
 * Parses a document.
 *
 * @throws GraphQLError if the document has too many tokens, or if it is so deep that the parser's recursion exceeds the stack
 */
function withinLimits(parse: () => DocumentNode, { maxTokens, maxDepth }: DocumentLimits): DocumentNode {
  try {
    return parse();
  } catch (error) {
    if (error instanceof RangeError)
      throw tooMany(null, {
        what: 'levels',
        advice: 'Nest fewer fields',
        limit: maxDepth,
        option: 'maxDepth',
      });
    if (error instanceof GraphQLError && tokenLimitMessage.test(error.message))
      throw tooMany(null, {
        what: 'tokens',
        advice: 'Send several operations',
        limit: maxTokens,
        option: 'maxTokens',
      });
    throw error;
  }
}

/** Begins the parser's error about `maxTokens`. The error has no other mark. */
const tokenLimitMessage = /^Syntax Error: Document contains more \w+ \d+ tokens/;
