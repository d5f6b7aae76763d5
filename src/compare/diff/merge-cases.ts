import type { FoundDocument } from '../read/documents.ts';
import {
  type CaseReport,
  type DifferenceGroup,
  type DocumentReport,
  type DocumentResult,
  reportOf,
} from './report.ts';

/**
 * Results in the order of their precedence for a whole document. `refused` is the last: if WPGraphQL refuses a document
 * with some values, it may still answer it with others.
 */
const precedence: readonly DocumentResult[] = [
  'failed',
  'unsupported',
  'differs',
  'same',
  'small',
  'introspection',
  'refused',
];

/** Returns the report of a document, from the reports of all its cases. */
export function mergeCases(document: FoundDocument, cases: readonly CaseReport[]): DocumentReport {
  const result =
    precedence.find((candidate) => cases.some((report) => report.result === candidate)) ?? 'refused';
  const decisive = cases.filter((report) => report.result === result);
  const [first] = decisive;
  const label = first?.label ?? null;
  const differences = new Map<string, DifferenceGroup>();
  for (const group of decisive.flatMap((report) => report.differences)) {
    const key = JSON.stringify([group.path.replaceAll(/\[\d+\]/g, '[*]'), group.kind, group.reason]);
    if (!differences.has(key)) differences.set(key, group);
  }
  const unsupported = new Map(
    decisive.flatMap((report) => report.unsupported).map((part) => [part.subject + part.why, part]),
  );
  return reportOf(document, {
    result,
    differences: [...differences.values()],
    unsupported: [...unsupported.values()],
    why: first?.why ?? null,
    advice: first?.advice ?? null,
    notes: [
      ...(label === null ? [] : [`This is the result with ${label}.`]),
      ...(first?.notes ?? document.notes),
    ],
    timing: cases.find(({ timing }) => timing !== null)?.timing ?? null,
    values: Math.max(0, ...cases.map(({ values }) => values)),
    cases,
  });
}
