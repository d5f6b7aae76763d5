import type { FoundDocument } from '../read/documents.ts';
import {
  type CaseReport,
  type DifferenceGroup,
  type DocumentReport,
  type Result,
  reportOf,
} from './report.ts';

/** Results from the one that decides over all others. What WPGraphQL refuses with some values says nothing of the rest. */
const order: readonly Result[] = [
  'failed',
  'unsupported',
  'differs',
  'same',
  'small',
  'introspection',
  'refused',
];

/** The report of a document out of what came of it with each set of values and on each page. */
export function mergeCases(document: FoundDocument, cases: readonly CaseReport[]): DocumentReport {
  const result = order.find((candidate) => cases.some((one) => one.result === candidate)) ?? 'refused';
  const deciding = cases.filter((one) => one.result === result);
  const [first] = deciding;
  const label = first?.label ?? null;
  const differences = new Map<string, DifferenceGroup>();
  for (const group of deciding.flatMap((one) => one.differences)) {
    const key = JSON.stringify([group.path.replaceAll(/\[\d+\]/g, '[*]'), group.kind, group.reason]);
    if (!differences.has(key)) differences.set(key, group);
  }
  const unsupported = new Map(
    deciding.flatMap((one) => one.unsupported).map((item) => [item.subject + item.why, item]),
  );
  return reportOf(document, {
    result,
    differences: [...differences.values()],
    unsupported: [...unsupported.values()],
    why: first?.why ?? null,
    advice: first?.advice ?? null,
    notes: [...(label === null ? [] : [`So it is with ${label}.`]), ...(first?.notes ?? document.notes)],
    timing: cases.find(({ timing }) => timing !== null)?.timing ?? null,
    values: Math.max(0, ...cases.map(({ values }) => values)),
    cases,
  });
}
