import type { Drops } from '../../cache/drops.ts';
import { LRUCache } from '../../values/lru-cache.ts';
import { type Answer, sizeOf } from './answer.ts';
import { compressed } from './encodings.ts';

/** Answers in memory, by the key of their request. */
export interface AnswerCache {
  /** Returns the answer of a key. Returns null if there is none, or if it is no longer fresh. */
  find(key: string): Answer | null;
  /** Stores an answer, unless it is old already. */
  store(key: string, answer: Answer): void;
  /** Grows with every change. Work that began at an earlier version may have read what is old by now. */
  readonly version: number;
}

/** Options of {@link createAnswerCache}. */
export interface AnswerCacheOptions {
  /** How much memory the answers may take, estimated. */
  readonly maxBytes: number;
  /** Tells which answers changes have made old. */
  readonly drops: Drops;
  /** Called about once a second while an answer is in use, with its tags. */
  readonly onUse: (tags: ReadonlySet<string>) => void;
  /** Returns an object that belongs to the graph. All answers are dropped if it changes. */
  readonly graph: () => object;
  readonly now: () => number;
}

/** An answer in the cache. */
interface Kept {
  readonly answer: Answer;
  /** The version of the drops at which the answer was not old. */
  checkedAt: number;
  uses: number;
  /** When `onUse` was called last, in milliseconds since 1970. */
  usedAt: number;
}

/** Milliseconds between two calls of `onUse` for one answer. */
const usePause = 1000;

/** Uses after which an answer is worth compressing. */
const usesToCompress = 2;

/** Returns an empty cache. It forgets the answers that nobody asked for the longest time. */
export function createAnswerCache({ maxBytes, drops, graph, onUse, now }: AnswerCacheOptions): AnswerCache {
  const answers = new LRUCache<string, Kept>({
    maxSize: maxBytes,
    sizeCalculation: ({ answer }, key) => key.length + sizeOf(answer),
  });
  let of = graph();
  const forgetOldGraph = () => {
    const current = graph();
    if (current === of) return;
    of = current;
    answers.clear();
  };

  const isUsable = (kept: Kept) => {
    const { answer } = kept;
    if (answer.reads.freshUntil <= now() || !answer.isStored()) return false;
    if (kept.checkedAt === drops.version) return true;
    if (drops.areDropped(answer.reads.tags, answer.startedAt)) return false;
    kept.checkedAt = drops.version;
    return true;
  };

  async function compress(key: string, kept: Kept): Promise<void> {
    const encoded = await compressed(kept.answer.body);
    kept.answer.encoded = encoded;
    // Its size has changed. A newer answer may have taken its place in the meantime.
    if (answers.peek(key) !== kept) return;
    answers.delete(key);
    answers.set(key, kept);
  }

  return {
    get version() {
      return drops.version;
    },
    find(key) {
      forgetOldGraph();
      const kept = answers.get(key);
      if (!kept) return null;
      if (!isUsable(kept)) {
        answers.delete(key);
        return null;
      }
      const time = now();
      if (time >= kept.usedAt + usePause) {
        kept.usedAt = time;
        onUse(kept.answer.reads.tags);
      }
      // The plain answer serves everybody if compression fails.
      if (++kept.uses === usesToCompress) void compress(key, kept).catch(() => undefined);
      return kept.answer;
    },
    store(key, answer) {
      forgetOldGraph();
      const kept = { answer, checkedAt: -1, uses: 0, usedAt: now() };
      if (isUsable(kept)) answers.set(key, kept);
    },
  };
}
