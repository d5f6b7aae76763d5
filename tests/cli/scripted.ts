import { PassThrough } from 'node:stream';
import { type Ask, createAsk } from '../../src/cli/prompts.ts';

/** A question, and the keys that answer it. */
export type Answer = readonly [question: string | RegExp, keys: string];

/** Questions that a script answers, key by key, as a person does. */
export interface ScriptedAsk {
  readonly ask: Ask;
  /** Everything that the questions have shown. */
  shown(): string;
  /** Rejects with everything that was shown if no question comes for half a minute. */
  readonly stuck: Promise<never>;
  /** The answers that no question has asked for. */
  left(): readonly Answer[];
}

/** Returns questions over a terminal at which a script types. An answer is typed when its question is shown. */
export function scriptedAsk(answers: readonly Answer[]): ScriptedAsk {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const waiting = [...answers];
  let fail: (error: Error) => void = () => undefined;
  const stuck = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  stuck.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const wait = () => {
    clearTimeout(timer);
    const [next] = waiting;
    if (next) timer = setTimeout(() => fail(new Error(`Nobody asks ${next[0]}: ${shown}`)), 60_000);
  };
  let shown = '';
  let recent = '';
  output.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    recent += text;
    const [next] = waiting;
    if (!next || !recent.match(next[0])) return;
    waiting.shift();
    recent = '';
    wait();
    setTimeout(() => input.write(next[1]), 30);
  });
  wait();
  return { ask: createAsk({ input, output }), stuck, shown: () => shown, left: () => waiting };
}
