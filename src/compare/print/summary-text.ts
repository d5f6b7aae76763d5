import { type DocumentReport, isExplained, type Report, type Result } from '../diff/report.ts';
import { count, factor, milliseconds, type Page, percent, wrapped } from './words.ts';

const indent = ' '.repeat(6);

/** The reasons for differences, and in how many documents each is one; nothing where none is one twice. */
export function reasonsText({ documents }: Report, { paint, width }: Page): string[] {
  const counts = new Map<string, Set<DocumentReport>>();
  for (const document of documents) {
    for (const { field, path, reason } of document.differences) {
      const key = JSON.stringify([field ?? path.replaceAll(/\[\d+\]/g, '[*]'), reason]);
      counts.set(key, (counts.get(key) ?? new Set()).add(document));
    }
  }
  if (![...counts.values()].some(({ size }) => size > 1)) return [];
  const rows = [...counts].sort(([, a], [, b]) => b.size - a.size).slice(0, 12);
  const lines = rows.map(([key, { size }]) => {
    const [field, reason]: [string, string | null] = JSON.parse(key);
    const amount = `${size}`.padStart(4);
    const head = `${amount}  ${paint.bold(field)}`;
    const text = reason ?? 'no known reason: worth a look, and an issue';
    return `${head}\n${paint[reason ? 'dim' : 'note'](wrapped(text, indent, indent, width))}`;
  });
  const left = counts.size - rows.length;
  const more = left > 0 ? [paint.dim(`${indent}… and ${left} more`)] : [];
  return [
    [`${paint.bold('What differs')} ${paint.dim('(in how many documents)')}`, ...lines, ...more].join('\n'),
  ];
}

/** How many answers are the same, how fast, and what to do next. */
export function summaryText({ summary, documents, start }: Report, page: Page): string {
  const { paint, width } = page;
  const { compared, sameShare, results, passed, minSame } = summary;
  if (sameShare === null) return paint.bold(paint.bad('No document was compared.'));
  const verdict = `${results.same} of ${count(compared, 'document')} ${compared === 1 ? 'has' : 'have'} the same answer (${percent(sameShare)}).`;
  const lines = [paint.bold(paint[passed ? 'good' : 'note'](verdict))];
  if (minSame < 1) lines.push(`${percent(minSame)} will do: ${passed ? 'passed' : 'not passed'}.`);
  lines.push(
    ...speedText(summary, page),
    '',
    ...nextSteps(documents, summary.obstacles).map((step) => wrapped(step, '→ ', '  ', width)),
    '',
    `${paint.bold('To serve the graph for this frontend')}\n  ${start.command}`,
    wrapped(`and give the frontend ${start.address} as its address.`, '  ', '  ', width),
  );
  return lines.join('\n');
}

function speedText({ medianRatio, total }: Report['summary'], { paint }: Page): string[] {
  if (medianRatio === null) return [];
  const times = `${milliseconds(total.wpgraphql)} by WPGraphQL, ${milliseconds(total.gateway)} by PressQL`;
  return [`All of them once: ${times}. ${paint.dim(`By the median ${speedOf(medianRatio)}.`)}`];
}

function speedOf(ratio: number): string {
  if (ratio > 1.1) return `PressQL is ${factor(ratio)} as fast`;
  if (ratio < 0.9) return `PressQL takes ${factor(1 / ratio)} as long`;
  return 'both are about as fast';
}

function nextSteps(documents: readonly DocumentReport[], obstacles: number): string[] {
  const number = (result: Result) => documents.filter((document) => document.result === result).length;
  const explained = documents.filter(isExplained).length;
  const unexplained = number('differs') - explained;
  const steps: string[] = [];
  if (obstacles > 0) {
    steps.push(
      `PressQL does not take ${obstacles === 1 ? 'one way' : `${obstacles} ways`} in which your frontend asks: see "How your frontend asks".`,
    );
  }
  if (explained > 0) {
    steps.push(
      `${count(explained, 'document')} ${explained === 1 ? 'differs' : 'differ'} only where it is known why: see whether your pages use those values.`,
    );
  }
  if (unexplained > 0) {
    steps.push(
      `${count(unexplained, 'document')} ${unexplained === 1 ? 'differs' : 'differ'} without a known reason: look at ${unexplained === 1 ? 'it' : 'these'} first.`,
    );
  }
  if (number('unsupported') > 0) {
    steps.push(
      `${count(number('unsupported'), 'document')} ${number('unsupported') === 1 ? 'asks' : 'ask'} for what PressQL lacks: change them as said above, or leave those pages with WPGraphQL.`,
    );
  }
  if (number('unread') > 0) {
    steps.push(
      `${count(number('unread'), 'text')} that ${number('unread') === 1 ? 'looks' : 'look'} like GraphQL could not be read: what your frontend asks there is not known, so this is no all-clear.`,
    );
  }
  if (number('small') > 0) {
    steps.push(
      `${count(number('small'), 'document')} had fewer than five values in the answer: give values that find more (--variables FILE) to learn something.`,
    );
  }
  if (number('failed') > 0) steps.push('Some got no answer: run the comparison again.');
  const unsent = documents.filter(
    ({ result, kind, advice }) => result === 'skipped' && kind === 'query' && advice,
  ).length;
  if (unsent > 0)
    steps.push(
      `${count(unsent, 'document')} ${unsent === 1 ? 'needs' : 'need'} values for variables to be compared as well.`,
    );
  if (number('same') > 0 && steps.length === 0) {
    steps.push('Nothing stands in the way.');
  }
  return steps;
}
