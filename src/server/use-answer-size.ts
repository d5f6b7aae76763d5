import { GraphQLError } from '../packages/graphql.ts';
import { turns } from '../values/turns.ts';
import type { Plugin } from './graphql-yoga.ts';
import { jsonParts } from './json-parts.ts';

/**
 * Writes the data of an answer as JSON in turns of the event loop, and refuses it above a size. The answers of a batch
 * share the size.
 *
 * @param maxAnswerSize - bytes
 */
export function useAnswerSize(maxAnswerSize: number): Plugin {
  const room = new WeakMap<Request, number>();
  return {
    async onExecutionResult({ result, setResult, request }) {
      if (!result || !('data' in result) || !result.data) return;
      const { data } = result;
      const left = room.get(request) ?? maxAnswerSize;
      const json = await writeJson(data, { operation: result, signal: request.signal, maxBytes: left });
      if (json === null) {
        setResult({ data: null, errors: [tooLarge(maxAnswerSize)] });
        return;
      }
      room.set(request, left - json.bytes);
      setResult({
        ...result,
        stringify: (shown) => (shown.data === data ? withData(shown, json.text) : JSON.stringify(shown)),
      });
    },
  };
}

/**
 * Returns a value as JSON, and its size. Returns null if it is larger than `maxBytes`.
 *
 * @throws the reason of the signal if it aborts
 */
async function writeJson(
  value: unknown,
  { operation, signal, maxBytes }: { operation: object; signal: AbortSignal; maxBytes: number },
): Promise<{ readonly text: string; readonly bytes: number } | null> {
  const parts: string[] = [];
  let bytes = 0;
  for (const part of jsonParts(value)) {
    bytes += Buffer.byteLength(part);
    if (bytes > maxBytes) return null;
    parts.push(part);
    if (turns.hasTime()) continue;
    await turns.wait(operation);
    signal.throwIfAborted();
  }
  return { text: parts.join(''), bytes };
}

/** Returns the JSON of a result whose data is already JSON. */
function withData(result: object, data: string): string {
  const members = Object.entries(result).flatMap(([key, value]) => {
    const json = key === 'data' ? data : JSON.stringify(value);
    return json === undefined || key === 'stringify' ? [] : [`${JSON.stringify(key)}:${json}`];
  });
  return `{${members.join(',')}}`;
}

function tooLarge(maxAnswerSize: number): GraphQLError {
  return new GraphQLError(
    `The answer has more than ${maxAnswerSize} bytes. Select fewer fields or request fewer items per page, or ask the operator to raise \`maxAnswerSize\`.`,
    { extensions: { code: 'ANSWER_TOO_LARGE' } },
  );
}
