import { type Plugin, processRegularResult } from './graphql-yoga.ts';
import { JsonText, joined, resultText } from './json-text.ts';
import { type AnswerText, textResponse } from './texts.ts';

/**
 * Answers with the parts of long JSON as they are. Yoga would join them to one text, and copy that: a batch would take several
 * times its size.
 */
export function useLongAnswers(): Plugin {
  const long = new WeakMap<Request, Collected>();
  return {
    onResultProcess({ request, result, setResult, resultProcessor }) {
      if (Symbol.asyncIterator in result || resultProcessor !== processRegularResult) return;
      const results = [result].flat();
      if (!results.some(({ data }) => data instanceof JsonText && data.isLong)) return;
      const texts: AnswerText[] = [];
      const collecting = results.map((each) => ({
        ...each,
        stringify: (shown: object) => {
          texts.push(resultText(shown));
          return '';
        },
      }));
      const [first] = collecting;
      if (!first) return;
      setResult(Array.isArray(result) ? collecting : first);
      long.set(request, { texts, isBatch: Array.isArray(result) });
    },
    onResponse({ request, response, setResponse }) {
      const collected = long.get(request);
      if (!collected) return;
      const { status, headers } = response;
      setResponse(textResponse(textOf(collected), { status, headers }));
    },
  };
}

/** The JSON of the results of a request. */
interface Collected {
  readonly texts: readonly AnswerText[];
  readonly isBatch: boolean;
}

function textOf({ texts, isBatch }: Collected): AnswerText {
  if (!isBatch) return joined(texts);
  const entries = texts.flatMap((text, index) => [index === 0 ? '[' : ',', text]);
  return joined([...entries, ']']);
}
