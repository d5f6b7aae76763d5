import { GraphQLError } from '../packages/graphql.ts';
import type { Plugin } from './graphql-yoga.ts';
import { type JsonText, resultText, writeJson } from './json-text.ts';
import { stringOf } from './texts.ts';

/**
 * Writes the data of an answer as JSON in turns of the event loop, and refuses it above a size. The answers of a batch
 * share the size. The result keeps the JSON only: its data would stay in memory until the last answer of the batch is ready.
 *
 * @param maxAnswerSize - bytes
 */
export function useAnswerSize(maxAnswerSize: number): Plugin {
  const rooms = new WeakMap<Request, { bytes: number }>();
  return {
    async onExecutionResult({ result, setResult, request }) {
      if (!result || !('data' in result) || !result.data) return;
      const room = rooms.get(request) ?? { bytes: maxAnswerSize };
      rooms.set(request, room);
      const json = await writeJson(result.data, { operation: result, signal: request.signal, room });
      if (json === null) setResult({ data: null, errors: [tooLarge(maxAnswerSize)] });
      else setResult(withJson(result, json));
    },
  };
}

/** Returns a result that has its data as JSON. */
function withJson(result: object, json: JsonText): object {
  return { ...result, data: json, stringify: (shown: object) => stringOf(resultText(shown)) };
}

function tooLarge(maxAnswerSize: number): GraphQLError {
  return new GraphQLError(
    `The answer has more than ${maxAnswerSize} bytes. Select fewer fields or request fewer items per page, or ask the operator to raise \`maxAnswerSize\`.`,
    { extensions: { code: 'ANSWER_TOO_LARGE' } },
  );
}
