import type { Change } from '../cache/changes.ts';
import { differencesBetween, type Known, type Reading } from './known.ts';

/** Collects what changed in one collection, from several readings. */
export interface Tally extends Reading {
  readonly documents: Map<number, Known>;
  /** The changes so far, one for each document. */
  readonly changes: readonly Change[];
  /** Ids of the changes of these kinds. */
  idsOf(...kinds: readonly Change['kind'][]): readonly number[];
  /** Documents that came, without those that went. */
  readonly growth: number;
  /** Notes a change of a document. `known` is its new state; without it, its last state stays. */
  add(kind: Change['kind'], id: number, known?: Known): void;
  /** Notes what a reading shows. */
  compare(reading: Reading): void;
  /** Notes that any document of the resource may have changed. */
  addUnknown(): void;
}

/** Returns an empty tally of a collection. */
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
      // A document that has just come counts as such, whatever else a later reading shows of it.
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
    addUnknown: () => void changes.set(null, { kind: 'changed', resource, id: null, uris: [] }),
  };
  return tally;
}
