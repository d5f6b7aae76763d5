import { type Change, changeOfAll } from '../cache/changes.ts';
import { differencesBetween, type Known, type Reading } from './known.ts';

/** Collects the changes of one collection during a poll, which may take several readings. */
export interface Tally extends Reading {
  readonly documents: Map<number, Known>;
  /** The changes so far, one for each document. */
  readonly changes: readonly Change[];
  /** Returns the ids of the changes of these kinds. */
  idsOf(...kinds: readonly Change['kind'][]): readonly number[];
  /** The number of published documents minus the number of removed ones. */
  readonly growth: number;
  /**
   * Adds a change of a document.
   *
   * @param known - the new state of the document. @default its last state
   */
  add(kind: Change['kind'], id: number, known?: Known): void;
  /** Adds the changes between the last reading and this one. */
  compare(reading: Reading): void;
  /** Adds the change that any document of the resource may have changed. */
  addUnknown(): void;
}

/** Returns a tally without changes, which starts from the last reading. */
export function createTally(resource: string, before: Reading): Tally {
  const documents = new Map(before.documents);
  const changes = new Map<number | null, Change>();
  let reach = before.reach;
  const idsOf = (...kinds: readonly Change['kind'][]) =>
    [...changes.values()].flatMap(({ kind, id }) => (id !== null && kinds.includes(kind) ? [id] : []));
  const tally: Tally = {
    documents,
    get reach() {
      return reach;
    },
    get changes() {
      return [...changes.values()];
    },
    idsOf,
    get growth() {
      return idsOf('published').length - idsOf('removed').length;
    },
    add(kind, id, known) {
      const last = documents.get(id);
      const earlier = changes.get(id);
      const uris = [...(earlier?.uris ?? []), last?.uri, known?.uri].filter((uri) => typeof uri === 'string');
      const parent = known?.parent ?? last?.parent;
      // A document that was published during this poll stays so if a later reading shows a change.
      const shown = earlier?.kind === 'published' && kind === 'changed' ? 'published' : kind;
      const link = parent === undefined ? {} : { parent };
      changes.set(id, { kind: shown, resource, id, uris: [...new Set(uris)], ...link });
      if (kind === 'removed') documents.delete(id);
      else if (known) documents.set(id, known);
    },
    compare(reading) {
      const { published, changed, removed } = differencesBetween({ documents, reach }, reading);
      for (const id of published) tally.add('published', id, reading.documents.get(id));
      for (const id of changed) tally.add('changed', id, reading.documents.get(id));
      for (const id of removed) tally.add('removed', id);
      for (const [id, known] of reading.documents) documents.set(id, known);
      reach = reading.reach;
    },
    addUnknown: () => void changes.set(null, changeOfAll(resource)),
  };
  return tally;
}
