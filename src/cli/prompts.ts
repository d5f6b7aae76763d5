import type { Readable, Writable } from 'node:stream';
import { type CANCEL_SYMBOL, confirm, isCancel, password, text } from '@clack/prompts';
import { Cancelled } from './cancelled.ts';

/** A question that takes a line of text. */
export interface TextQuestion {
  readonly message: string;
  /** Shown while nothing is typed. */
  readonly placeholder?: string;
  /** The answer if the person types nothing. */
  readonly fallback?: string;
  /** Returns what is wrong with an answer, or null. The person then answers again. */
  readonly problem?: (answer: string) => Promise<string | null> | string | null;
}

/** Asks the person at the terminal. Each question throws `Cancelled` when the person leaves it with Ctrl-C. */
export interface Ask {
  text(question: TextQuestion): Promise<string>;
  /** Asks for a text that nobody may see. */
  secret(question: TextQuestion): Promise<string>;
  /** Asks a question with the answers yes and no. */
  confirm(message: string, isYes: boolean): Promise<boolean>;
}

/** Where questions are asked. */
export interface AskStreams {
  readonly input: Readable;
  readonly output: Writable;
}

/** Returns questions over streams: standard input and standard error, so that the result of a command stays alone. */
export function createAsk(streams: AskStreams): Ask {
  const validate =
    ({ problem, fallback }: TextQuestion) =>
    async (answer: string | undefined) =>
      (await problem?.(answer?.trim() || (fallback ?? ''))) ?? undefined;
  return {
    async text(question) {
      const { message, placeholder = '', fallback = '' } = question;
      return answerOf(
        await text({
          ...streams,
          message,
          placeholder,
          defaultValue: fallback,
          validate: validate(question),
        }),
      ).trim();
    },
    async secret(question) {
      return answerOf(
        await password({
          ...streams,
          message: question.message,
          clearOnError: true,
          validate: validate(question),
        }),
      ).trim();
    },
    async confirm(message, isYes) {
      return answerOf(await confirm({ ...streams, message, initialValue: isYes }));
    },
  };
}

function answerOf<T>(answer: T | typeof CANCEL_SYMBOL): T {
  if (isCancel(answer)) throw new Cancelled('Nothing was done.');
  return answer;
}
