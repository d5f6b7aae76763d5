import type { Variables } from '../ask/variables.ts';
import type { FoundDocument, Place, UnreadText } from '../read/documents.ts';
import type { TransportReport } from '../transport/transport.ts';
import { median, type Timing } from './timing.ts';
import type { Unsupported } from './unsupported.ts';

/**
 * What came of a document:
 * `same`, `differs`, `unsupported` (the gateway lacks something it asks for), `refused` (WPGraphQL doesn't take it),
 * `introspection` (answered by both and not compared), `skipped` (not sent), `failed` (one side gave no answer),
 * `small` (the same, but too few values to prove anything), `unread` (looks like GraphQL and could not be read).
 */
export type Result =
  | 'same'
  | 'small'
  | 'differs'
  | 'unsupported'
  | 'refused'
  | 'introspection'
  | 'skipped'
  | 'failed'
  | 'unread';

/** Differences of one kind at one place, those of a list's items taken together. */
export interface DifferenceGroup {
  /** `posts.nodes[*].title`; with the position where it is one item alone. */
  readonly path: string;
  readonly kind: 'value' | 'missing' | 'extra' | 'order' | 'error';
  /** How many values or items. */
  readonly count: number;
  /** `Post.title`; null where the gateway's schema isn't known. */
  readonly field: string | null;
  /** Of the first of them. */
  readonly wpgraphql: unknown;
  readonly gateway: unknown;
  /** Why, where that is known. */
  readonly reason: string | null;
}

/** What came of a document with one set of values, or on one page of its list. */
export interface CaseReport {
  /** `other values`, `page two`; null for the first. */
  readonly label: string | null;
  /** As WPGraphQL was sent them; the gateway has cursors of its own. */
  readonly variables: Variables;
  readonly result: Result;
  /** Values in WPGraphQL's answer that are not null. */
  readonly values: number;
  readonly differences: readonly DifferenceGroup[];
  readonly unsupported: readonly Unsupported[];
  readonly why: string | null;
  readonly advice: string | null;
  readonly notes: readonly string[];
  readonly timing: Timing | null;
}

/** What came of one document. */
export interface DocumentReport extends Place {
  /** The operation's name, or the file's where it has none. */
  readonly name: string;
  readonly kind: 'query' | 'mutation' | 'subscription' | null;
  readonly result: Result;
  readonly differences: readonly DifferenceGroup[];
  readonly unsupported: readonly Unsupported[];
  /** For `refused`, `skipped` and `failed`. */
  readonly why: string | null;
  readonly advice: string | null;
  readonly notes: readonly string[];
  readonly timing: Timing | null;
  /** Values in WPGraphQL's largest answer. */
  readonly values: number;
  /** What came of it with each set of values and on each page. */
  readonly cases: readonly CaseReport[];
}

/** What came of all documents; what `--json` prints. */
export interface Report {
  /** Of this structure; goes up when something in it changes its meaning. */
  readonly version: 1;
  readonly wpgraphql: string;
  readonly gateway: string;
  /** How often each document was sent to each. */
  readonly runs: number;
  readonly summary: Summary;
  /** How the frontend asks, and whether both endpoints take that. */
  readonly transport: readonly TransportReport[];
  /** How to serve the graph so that this frontend works. */
  readonly start: Start;
  readonly documents: readonly DocumentReport[];
}

/** How to serve the graph for a frontend. */
export interface Start {
  /** A line for a shell. */
  readonly command: string;
  /** What the operator must let visitors read. */
  readonly grants: readonly string[];
  /** The address to give the frontend, as the command's own defaults have it. */
  readonly address: string;
}

/** The report in numbers. */
export interface Summary {
  readonly documents: number;
  readonly results: Readonly<Record<Result, number>>;
  /** Documents that were compared: `same`, `differs`, `unsupported` and `failed`. */
  readonly compared: number;
  /** Of these, from 0 to 1; null where none was compared. */
  readonly sameShare: number | null;
  /** Documents that differ, and whose every difference has a reason. */
  readonly explained: number;
  /** Least share that will do, from 0 to 1. */
  readonly minSame: number;
  /** Ways in which the frontend asks that WPGraphQL takes and the gateway doesn't. */
  readonly obstacles: number;
  /** Whether that share is reached, every candidate was read, and nothing stands in the way of requests. */
  readonly passed: boolean;
  /** Median of how many times as fast the gateway is; null where nothing was timed. */
  readonly medianRatio: number | null;
  /** Milliseconds for all documents, of the medians. */
  readonly total: { readonly wpgraphql: number; readonly gateway: number };
}

/** Counts what came of documents. */
export function summarize(
  documents: readonly DocumentReport[],
  minSame: number,
  transport: readonly TransportReport[] = [],
): Summary {
  const results = {
    same: 0,
    small: 0,
    differs: 0,
    unsupported: 0,
    refused: 0,
    introspection: 0,
    skipped: 0,
    failed: 0,
    unread: 0,
  };
  for (const { result } of documents) results[result]++;
  const compared = results.same + results.differs + results.unsupported + results.failed;
  const sameShare = compared === 0 ? null : results.same / compared;
  const timings = documents.flatMap(({ timing }) => timing ?? []);
  const ratios = timings.map(({ ratio }) => ratio);
  const sum = (side: 'wpgraphql' | 'gateway') => timings.reduce((total, timing) => total + timing[side], 0);
  return {
    documents: documents.length,
    results,
    compared,
    sameShare,
    explained: documents.filter(isExplained).length,
    minSame,
    obstacles: transport.filter(({ isObstacle }) => isObstacle).length,
    passed:
      sameShare !== null &&
      sameShare >= minSame &&
      results.unread === 0 &&
      !transport.some(({ isObstacle }) => isObstacle),
    medianRatio: ratios.length === 0 ? null : median(ratios),
    total: { wpgraphql: sum('wpgraphql'), gateway: sum('gateway') },
  };
}

/** The grants that the reasons of differences name. */
export function grantsNamedIn(documents: readonly DocumentReport[]): readonly string[] {
  const reasons = documents.flatMap(({ differences, unsupported }) => [
    ...differences.map(({ reason }) => reason ?? ''),
    ...unsupported.map(({ why, instead }) => `${why} ${instead ?? ''}`),
  ]);
  const named = reasons.flatMap((reason) =>
    [...reason.matchAll(/\bgrants? `([a-z-]+)`/gi)].map(([, name = '']) => name),
  );
  return [...new Set(named)];
}

/** Whether a document differs, and it is known why wherever it does. */
export function isExplained({ result, differences }: DocumentReport): boolean {
  return result === 'differs' && differences.every(({ reason }) => reason !== null);
}

/** The report of a document, `facts` being what came of it. */
export function reportOf(
  { name, file, line, operation, notes }: FoundDocument,
  facts: Pick<DocumentReport, 'result'> & Partial<DocumentReport>,
): DocumentReport {
  return { ...blank, name, file, line, kind: operation.operation, notes, ...facts };
}

/** The report of a text that looks like GraphQL and could not be read. */
export function unreadReport({ name, file, line, why, advice }: UnreadText): DocumentReport {
  return { ...blank, name, file, line, kind: null, result: 'unread', why, advice };
}

const blank = {
  differences: [],
  unsupported: [],
  why: null,
  advice: null,
  notes: [],
  timing: null,
  values: 0,
  cases: [],
} as const;
