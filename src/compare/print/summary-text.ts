import {
  type DocumentReport,
  type DocumentResult,
  isExplained,
  type Report,
  type StartAdvice,
} from '../diff/report.ts';
import { count, factor, milliseconds, type PrintStyle, percent, wrapText } from './words.ts';

const indent = ' '.repeat(6);

/** Maximum number of reasons in a report. */
const maxReasons = 12;

/**
 * Returns the part of a report about the reasons for differences and the number of documents with each. Returns nothing if
 * every reason applies to one document only.
 */
export function reasonsText({ documents }: Report, { paint, width }: PrintStyle): string[] {
  const counts = new Map<string, Set<DocumentReport>>();
  for (const document of documents) {
    for (const { field, path, reason } of document.differences) {
      const key = JSON.stringify([field ?? path.replaceAll(/\[\d+\]/g, '[*]'), reason]);
      counts.set(key, (counts.get(key) ?? new Set()).add(document));
    }
  }
  if (![...counts.values()].some(({ size }) => size > 1)) return [];
  const rows = [...counts].sort(([, a], [, b]) => b.size - a.size).slice(0, maxReasons);
  const lines = rows.map(([key, { size }]) => {
    const [field, reason]: [string, string | null] = JSON.parse(key);
    const amount = `${size}`.padStart(4);
    const head = `${amount}  ${paint.bold(field)}`;
    const text = reason ?? 'no known reason: please look at it, and open an issue';
    return `${head}\n${paint[reason ? 'dim' : 'note'](wrapText(text, indent, indent, width))}`;
  });
  const omitted = counts.size - rows.length;
  const more = omitted > 0 ? [paint.dim(`${indent}… and ${omitted} more`)] : [];
  return [
    [`${paint.bold('What differs')} ${paint.dim('(in how many documents)')}`, ...lines, ...more].join('\n'),
  ];
}

/** Returns the end of a report: how many answers are the same, how fast they are, and what to do next. */
export function summaryText({ summary, documents, start }: Report, style: PrintStyle): string {
  const { paint, width } = style;
  const { compared, sameShare, results, passed, minSame } = summary;
  if (sameShare === null) return paint.bold(paint.bad('No document was compared.'));
  const verdict = `${results.same} of ${count(compared, 'document')} ${compared === 1 ? 'has' : 'have'} the same answer (${percent(sameShare)}).`;
  const lines = [paint.bold(paint[passed ? 'good' : 'note'](verdict))];
  if (minSame < 1) lines.push(`${percent(minSame)} are required: ${passed ? 'passed' : 'not passed'}.`);
  lines.push(
    ...speedText(summary, style),
    '',
    ...nextSteps(documents, summary.obstacles).map((step) => wrapText(step, '→ ', '  ', width)),
    '',
    `${paint.bold('To start a gateway for this frontend')}\n  ${start.command}`,
    ...settingsText(start, style),
    wrapText(`Then configure ${start.address} as the endpoint of the frontend.`, '  ', '  ', width),
  );
  return lines.join('\n');
}

/** Longest text of options that the report prints. */
const maxSettings = 2000;

/** Returns the options for the config file, without which the gateway would not have the names that WPGraphQL has. */
function settingsText({ settings, refused }: StartAdvice, { width }: PrintStyle): string[] {
  const keys = Object.keys(settings);
  const kept = refused.map((why) => wrapText(`Not taken over from WPGraphQL: ${why}`, '  ', '  ', width));
  if (keys.length === 0) return kept;
  const names = keys.map((key) => `\`${key}\``).join(' and ');
  const text = JSON.stringify(settings, null, 2);
  const where = text.length > maxSettings ? '`--json` prints them as `start.settings`.' : '';
  const why =
    `With ${names}, the gateway has the names that WPGraphQL has here. Put them into pressql.config.json. ${where}`.trim();
  return [wrapText(why, '  ', '  ', width), ...(where ? [] : [text.replaceAll(/^/gm, '  ')]), ...kept];
}

function speedText({ medianRatio, total }: Report['summary'], { paint }: PrintStyle): string[] {
  if (medianRatio === null) return [];
  const times = `${milliseconds(total.wpgraphql)} by WPGraphQL, ${milliseconds(total.gateway)} by PressQL`;
  return [`All documents once: ${times}. ${paint.dim(`In the median, ${speedComparison(medianRatio)}.`)}`];
}

function speedComparison(ratio: number): string {
  if (ratio > 1.1) return `PressQL is ${factor(ratio)} as fast`;
  if (ratio < 0.9) return `PressQL takes ${factor(1 / ratio)} as long`;
  return 'both are about as fast';
}

/** Returns sentences about what the operator should do next. */
function nextSteps(documents: readonly DocumentReport[], obstacles: number): string[] {
  const countOf = (result: DocumentResult) =>
    documents.filter((document) => document.result === result).length;
  const explained = documents.filter(isExplained).length;
  const needValues = documents.filter(
    ({ result, kind, advice }) => result === 'skipped' && kind === 'query' && advice,
  ).length;
  const counts: readonly (readonly [number, (amount: number) => string])[] = [
    [
      obstacles,
      (amount) =>
        `PressQL does not support ${amount === 1 ? 'one way' : `${amount} ways`} in which your frontend sends requests: see "How your frontend sends requests".`,
    ],
    [
      explained,
      (amount) =>
        `${documentsDo(amount, 'differs', 'differ')} only for known reasons: check whether your pages use those values.`,
    ],
    [
      countOf('differs') - explained,
      (amount) =>
        `${documentsDo(amount, 'differs', 'differ')} without a known reason: look at ${amount === 1 ? 'it' : 'these'} first.`,
    ],
    [
      countOf('unsupported'),
      (amount) =>
        `${documentsDo(amount, 'needs', 'need')} something that PressQL lacks: change them as advised above, or keep WPGraphQL for those pages.`,
    ],
    [
      countOf('unread'),
      (amount) =>
        `${count(amount, 'text')} that ${amount === 1 ? 'looks' : 'look'} like GraphQL could not be read. The comparison is incomplete without ${amount === 1 ? 'it' : 'them'}.`,
    ],
    [
      countOf('small'),
      (amount) =>
        `${documentsDo(amount, 'has', 'have')} fewer than five values in the answer, which proves nothing: set variables that find more (--variables FILE).`,
    ],
    [countOf('failed'), () => 'Some documents got no answer: run the comparison again.'],
    [
      needValues,
      (amount) =>
        `${documentsDo(amount, 'needs', 'need')} values for variables before the comparison can send ${amount === 1 ? 'it' : 'them'}.`,
    ],
  ];
  const steps = counts.flatMap(([amount, sentence]) => (amount > 0 ? [sentence(amount)] : []));
  return countOf('same') > 0 && steps.length === 0 ? ['Your frontend can switch to PressQL.'] : steps;
}

/** Returns `1 document differs`, `2 documents differ`. */
function documentsDo(amount: number, singular: string, plural: string): string {
  return `${count(amount, 'document')} ${amount === 1 ? singular : plural}`;
}
