import type { Variables } from '../ask/variables.ts';
import type { FoundDocument, SourcePlace, UnreadText } from '../read/documents.ts';
import type { TransportReport } from '../transport/transport.ts';
import type { AnswerDifference } from './differences.ts';
import { median, type Timing } from './timing.ts';
import type { UnsupportedPart } from './unsupported.ts';

/**
 * The result of a document:
 * `same`: both answers are equal. `small`: they are equal, but have too few values to prove anything.
 * `differs`: the answers differ. `unsupported`: the gateway lacks something that the document needs.
 * `refused`: WPGraphQL refuses the document. `introspection`: both answered, and the schema is not compared.
 * `skipped`: the document was not sent. `failed`: one endpoint gave no answer.
 * `unread`: the text looks like GraphQL, but could not be read.
 */
export type DocumentResult =
  | 'same'
  | 'small'
  | 'differs'
  | 'unsupported'
  | 'refused'
  | 'introspection'
  | 'skipped'
  | 'failed'
  | 'unread';

/** Differences of one kind at the same place of a list's items. */
export interface DifferenceGroup {
  /** `posts.nodes[*].title`. With the item's position if only one item differs. */
  readonly path: string;
  readonly kind: AnswerDifference['kind'];
  /** The number of values or items. */
  readonly count: number;
  /** `Post.title`. null if the gateway's schema is unknown. */
  readonly field: string | null;
  /** WPGraphQL's value of the first difference. */
  readonly wpgraphql: unknown;
  /** The gateway's value of the first difference. */
  readonly gateway: unknown;
  /** The reason. null if none is known. */
  readonly reason: string | null;
}

/** The outcome of comparing one document, or one case of it. */
interface ComparisonOutcome {
  readonly result: DocumentResult;
  /** Number of values in WPGraphQL's answer that are not null. Of a document with several cases, the largest number. */
  readonly values: number;
  readonly differences: readonly DifferenceGroup[];
  readonly unsupported: readonly UnsupportedPart[];
  /** Why nothing was compared: for `refused`, `skipped`, `failed` and `unread`. */
  readonly why: string | null;
  readonly advice: string | null;
  readonly notes: readonly string[];
  readonly timing: Timing | null;
}

/** The result of a document with one set of values, or on one page of its connection. */
export interface CaseReport extends ComparisonOutcome {
  /** `other values`, `page two`. null for the first case. */
  readonly label: string | null;
  /** The variables for WPGraphQL. The gateway gets its own cursors instead of WPGraphQL's. */
  readonly variables: Variables;
}

/** The result of a document. */
export interface DocumentReport extends SourcePlace, ComparisonOutcome {
  readonly name: string;
  readonly kind: 'query' | 'mutation' | 'subscription' | null;
  /** The results with each set of values and on each page. */
  readonly cases: readonly CaseReport[];
}

/** The result of a whole comparison. `--json` prints it. */
export interface Report {
  /** The version of this structure. It increases when a part of it changes its meaning. */
  readonly version: 1;
  /** Address of WPGraphQL. */
  readonly wpgraphql: string;
  /** Address of the gateway. */
  readonly gateway: string;
  /** How many times each document was sent to each endpoint. */
  readonly runs: number;
  readonly summary: Summary;
  /** How the frontend sends requests, and whether both endpoints support that. */
  readonly transport: readonly TransportReport[];
  readonly start: StartAdvice;
  readonly documents: readonly DocumentReport[];
}

/** How to start a gateway for the frontend. */
export interface StartAdvice {
  /** A command for a shell. */
  readonly command: string;
  /** The grants that the frontend needs. */
  readonly grants: readonly string[];
  /** Options for the config file that WPGraphQL tells and WordPress' REST API does not, by their keys. Empty if there are none. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Why options that WPGraphQL tells are not among `settings`. */
  readonly refused: readonly string[];
  /** The address of the endpoint if the command runs on this machine. */
  readonly address: string;
}

/** The report in numbers. */
export interface Summary {
  readonly documents: number;
  readonly results: Readonly<Record<DocumentResult, number>>;
  /** Number of documents with the result `same`, `differs`, `unsupported` or `failed`. */
  readonly compared: number;
  /** Share of compared documents with the same answer, from 0 to 1. null if no document was compared. */
  readonly sameShare: number | null;
  /** Number of documents whose every difference has a known reason. */
  readonly explained: number;
  /** The share of same answers that the operator requires, from 0 to 1. */
  readonly minSame: number;
  /** Number of ways to send requests that the frontend uses and only WPGraphQL supports. */
  readonly obstacles: number;
  /** Whether the required share is reached, every text was read, and there are no obstacles. */
  readonly passed: boolean;
  /** Median of the ratios of WPGraphQL's time to the gateway's. null if nothing was timed. */
  readonly medianRatio: number | null;
  /** Sums of the median times of all documents, in milliseconds. */
  readonly total: { readonly wpgraphql: number; readonly gateway: number };
}

/** Returns the summary of the reports of all documents. */
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
  const obstacles = transport.filter(({ isObstacle }) => isObstacle).length;
  return {
    documents: documents.length,
    results,
    compared,
    sameShare,
    explained: documents.filter(isExplained).length,
    minSame,
    obstacles,
    passed: sameShare !== null && sameShare >= minSame && results.unread === 0 && obstacles === 0,
    medianRatio: ratios.length === 0 ? null : median(ratios),
    total: { wpgraphql: sum('wpgraphql'), gateway: sum('gateway') },
  };
}

/** Returns the grants that the reasons for differences mention. */
export function grantsNamedIn(documents: readonly DocumentReport[]): readonly string[] {
  const reasons = documents.flatMap(({ differences, unsupported }) => [
    ...differences.map(({ reason }) => reason ?? ''),
    ...unsupported.map(({ why, instead }) => `${why} ${instead ?? ''}`),
  ]);
  const grants = reasons.flatMap((reason) =>
    [...reason.matchAll(/\bgrants? `([a-z-]+)`/gi)].map(([, name = '']) => name),
  );
  return [...new Set(grants)];
}

/** Returns whether a document differs and every difference has a known reason. */
export function isExplained({ result, differences }: DocumentReport): boolean {
  return result === 'differs' && differences.every(({ reason }) => reason !== null);
}

/** Returns the report of a document. `facts` sets the result and whatever else is known. */
export function reportOf(
  { name, file, line, operation, notes }: FoundDocument,
  facts: Pick<DocumentReport, 'result'> & Partial<DocumentReport>,
): DocumentReport {
  return { ...blank, name, file, line, kind: operation.operation, notes, ...facts };
}

/** Returns the report of a text that looks like GraphQL but could not be read. */
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
