import { compressed } from '#platform/server/answers/compress';
import type { Drops } from '../../cache/drops.ts';
import { createOwnRoom, createRoom, type Room, type RoomPart } from '../../values/room.ts';
import { type Answer, sizeOf } from './answer.ts';

/** A cache of whole answers, by the key of their request. */
export interface AnswerCache {
  /** Returns the answer of a key. Returns null if there is none, or if it is no longer fresh. */
  find(key: string): Answer | null;
  /** Stores an answer, unless it is no longer fresh. */
  store(key: string, answer: Answer): void;
  /** Grows with every change. An operation that began at an earlier version may have read data from before the change. */
  readonly version: number;
}

/** Options of {@link createAnswerCache}. */
export interface AnswerCacheOptions {
  /** The memory for the answers. */
  readonly answers: RoomPart<Kept>;
  /** Knows which answers changes have invalidated. */
  readonly drops: Pick<Drops, 'version' | 'areDropped'>;
  /** Called with the tags of an answer that clients get from memory, at most once a second for each answer. */
  readonly onUse: (tags: ReadonlySet<string>) => void;
  /** Returns an object that is another one after the graph has been rebuilt. All answers are dropped then. */
  readonly graph: () => object;
  /** Returns milliseconds since 1970. */
  readonly now: () => number;
}

/** An answer in the cache. */
export interface Kept {
  readonly answer: Answer;
  /** The version of `drops` at the last check, in which the answer was valid. */
  checkedAt: number;
  /** How many clients got it from memory. */
  uses: number;
  /** When `onUse` was called last, in milliseconds since 1970. */
  usedAt: number;
}

/** Milliseconds between two calls of `onUse` for one answer. */
const usePause = 1000;

/** The cache compresses an answer at this use. Many answers are asked for only once. */
const usesToCompress = 2;

const bytesOfKept = ({ answer }: Kept, key: string) => key.length + sizeOf(answer);

/**
 * Returns memory for the answers of one site.
 *
 * @param maxBytes - bytes that the answers may take, estimated
 */
export function createAnswerMemory(maxBytes: number): RoomPart<Kept> {
  return createOwnRoom(maxBytes, bytesOfKept);
}

/** Returns what a log says now. The log itself may keep everything with which its operation has read. */
function dataOf({ tags, oldest, freshUntil, hits }: Answer['reads']): Answer['reads'] {
  return { tags: new Set(tags), oldest, freshUntil, hits };
}

/** Returns memory for the answers of several sites. */
export function createAnswerRoom(maxBytes: number): Room<Kept> {
  return createRoom(maxBytes, bytesOfKept);
}

/** Returns an empty cache. It evicts the least recently used answers. */
export function createAnswerCache({ answers, drops, graph, onUse, now }: AnswerCacheOptions): AnswerCache {
  let cachedGraph = graph();
  const forgetOldGraph = () => {
    const current = graph();
    if (current === cachedGraph) return;
    cachedGraph = current;
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
    // The entry is stored again because its size has changed, unless a newer answer has replaced it.
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
      // If the compression fails, all clients get the uncompressed answer.
      if (++kept.uses === usesToCompress) void compress(key, kept).catch(() => undefined);
      return kept.answer;
    },
    store(key, computed) {
      forgetOldGraph();
      const answer = { ...computed, reads: dataOf(computed.reads) };
      const kept = { answer, checkedAt: -1, uses: 0, usedAt: now() };
      if (isUsable(kept)) answers.set(key, kept);
    },
  };
}
