import { basename, dirname } from 'node:path';
import type { Paint } from '../../values/paint.ts';
import type { DocumentReport, DocumentResult, Report } from '../diff/report.ts';
import type { Timing } from '../diff/timing.ts';
import { differenceLines } from './difference-text.ts';
import { reasonsText, summaryText } from './summary-text.ts';
import { transportText } from './transport-text.ts';
import { count, cutEnd, cutStart, factor, milliseconds, type PrintStyle, wrapText } from './words.ts';

/** The part of a report about the documents with one result. */
interface ReportSection {
  readonly result: DocumentResult;
  readonly title: string;
  readonly sign: string;
  readonly colour: keyof Paint;
  /** Whether documents are listed under their common reason instead of one by one. @default false */
  readonly isByReason?: boolean;
}

/** The sections of a report. The most important one is the last, because a terminal shows the end of the text. */
const sections: readonly ReportSection[] = [
  { result: 'same', title: 'The same answer', sign: '✓', colour: 'good' },
  { result: 'small', title: 'The same answer, but too small to prove anything', sign: '·', colour: 'dim' },
  { result: 'introspection', title: 'Introspection, not compared', sign: '✓', colour: 'dim' },
  { result: 'skipped', title: 'Not sent', sign: '–', colour: 'dim', isByReason: true },
  { result: 'refused', title: 'Refused by your WPGraphQL', sign: '–', colour: 'dim', isByReason: true },
  { result: 'failed', title: 'No answer', sign: '!', colour: 'bad' },
  { result: 'unread', title: 'Looks like GraphQL, but could not be read', sign: '?', colour: 'bad' },
  { result: 'unsupported', title: 'Not supported by PressQL', sign: '✗', colour: 'bad' },
  { result: 'differs', title: 'Different answer', sign: '≠', colour: 'note' },
];

/** Returns a report as text for a terminal. */
export function reportText(report: Report, style: PrintStyle): string {
  const layout = layoutOf(report.documents, style);
  const parts = sections.flatMap((section) => {
    const documents = report.documents.filter(({ result }) => result === section.result);
    const sectionText = section.isByReason ? textByReason : textByDocument;
    return documents.length > 0 ? [sectionText(section, documents, layout)] : [];
  });
  const transport = transportText(report.transport, style);
  return `${[...parts, transport, ...reasonsText(report, style), summaryText(report, style)].join('\n\n')}\n`;
}

/** The columns of a report. */
interface Layout extends PrintStyle {
  /** Width of the column with the names of documents. */
  readonly names: number;
  /** Width of the column with their places. */
  readonly places: number;
  /** Returns the place of a document, relative to the folder that all documents have in common. */
  placeOf(document: DocumentReport): string;
}

/** Width of the columns with times and numbers of requests. */
const timeWidth = 48;

function layoutOf(documents: readonly DocumentReport[], style: PrintStyle): Layout {
  const folder = commonFolder(documents.map(({ file }) => file));
  const placeOf = ({ file, line }: DocumentReport) =>
    file.slice(folder.length) + (line === 1 ? '' : `:${line}`);
  const inRows = documents.filter(
    ({ result }) => !sections.find((section) => section.result === result)?.isByReason,
  );
  const longest = (texts: readonly string[]) => Math.max(0, ...texts.map(({ length }) => length));
  const names = Math.min(longest(inRows.map(({ name }) => name)), 32);
  const maxPlaces = Math.max(style.width - names - timeWidth - 6, 16);
  return {
    ...style,
    names,
    places: Math.min(
      longest(inRows.map((document) => (isNamedByFile(document) ? '' : placeOf(document)))),
      maxPlaces,
    ),
    placeOf,
  };
}

/** Returns the folder that contains all files, with a slash at its end. Returns an empty text if there is none. */
function commonFolder(files: readonly string[]): string {
  let folder = `${dirname(files[0] ?? '')}/`;
  while (folder !== '' && !files.every((file) => file.startsWith(folder))) {
    folder = folder.replace(/[^/]*\/$/, '');
  }
  return folder === './' ? '' : folder;
}

/** Returns a section with a line for each document, followed by the details of the document. */
function textByDocument(
  section: ReportSection,
  documents: readonly DocumentReport[],
  layout: Layout,
): string {
  const { paint, names, places, placeOf } = layout;
  const items = documents.flatMap((document) => {
    const name = cutEnd(document.name, names).padEnd(names);
    const place = paint.dim(
      cutStart(isNamedByFile(document) ? '' : placeOf(document), places).padEnd(places),
    );
    const time = document.timing ? `  ${timeText(document.timing, layout)}` : '';
    const line = `  ${paint[section.colour](section.sign)} ${name}  ${place}${time}`;
    return [line.trimEnd(), ...detailsOf(document, layout)];
  });
  return [headingOf(section, documents, layout), ...items].join('\n');
}

/** Returns a section with a paragraph for each reason, followed by the documents with that reason. */
function textByReason(section: ReportSection, documents: readonly DocumentReport[], layout: Layout): string {
  const { paint, width, placeOf } = layout;
  const byReason = new Map<string, DocumentReport[]>();
  for (const document of documents) {
    const why = document.why ?? '';
    byReason.set(why, [...(byReason.get(why) ?? []), document]);
  }
  const items = [...byReason].flatMap(([why, sameReason]) => {
    const [{ advice } = { advice: null }] = sameReason;
    const names = sameReason.map((document) => {
      if (sameReason.length > 2) return document.name;
      return isNamedByFile(document) ? placeOf(document) : `${document.name} (${placeOf(document)})`;
    });
    return [
      wrapText(why, `  – `, indentOf(4), width),
      ...(advice === null ? [] : [wrapText(advice, `${indentOf(4)}→ `, indentOf(6), width)]),
      paint.dim(wrapText(names.join(', '), indentOf(4), indentOf(4), width)),
    ];
  });
  return [headingOf(section, documents, layout), ...items].join('\n');
}

function headingOf(
  { title }: ReportSection,
  documents: readonly DocumentReport[],
  { paint }: PrintStyle,
): string {
  return `${paint.bold(title)} ${paint.dim(`(${documents.length})`)}`;
}

function detailsOf(
  { differences, unsupported, why, advice, notes }: DocumentReport,
  style: PrintStyle,
): string[] {
  const { paint, width } = style;
  const indented = (text: string, indent: number, sign = '') =>
    wrapText(text, indentOf(indent) + sign, indentOf(indent + sign.length), width);
  return [
    ...(why === null ? [] : [indented(why, 6)]),
    ...(advice === null ? [] : [paint.dim(indented(advice, 6, '→ '))]),
    ...unsupported.flatMap(({ subject, why: reason, instead }) => [
      indentOf(6) + paint.bold(subject),
      indented(reason, 8),
      ...(instead === null ? [] : [paint.dim(indented(instead, 8, '→ '))]),
    ]),
    ...differences.flatMap((group, index) => {
      const isRepeatedBelow = group.reason !== null && group.reason === differences[index + 1]?.reason;
      const reason = group.reason === null || isRepeatedBelow ? [] : [paint.dim(indented(group.reason, 8))];
      return [...differenceLines(group, style).map((line) => indentOf(6) + line), ...reason];
    }),
    ...notes.map((note) => paint.dim(indented(note, 6))),
  ];
}

/** Returns the times of a document: `  48 ms →   21 ms  2.3× faster  3 requests`. */
function timeText({ wpgraphql, gateway, ratio, verdict, requests }: Timing, { paint }: PrintStyle): string {
  const times = `${milliseconds(wpgraphql).padStart(7)} → ${milliseconds(gateway).padStart(7)}`;
  const verdicts = { alike: '', faster: `${factor(ratio)} faster`, slower: `${factor(1 / ratio)} slower` };
  const colour = verdict === 'slower' ? paint.note : paint.good;
  const requestCount = requests === null ? '' : paint.dim(count(requests, 'request'));
  return `${times}  ${colour(verdicts[verdict].padEnd(12))}  ${requestCount}`;
}

/** Returns whether a document has the name of its file, because its operation is anonymous. */
function isNamedByFile({ name, file }: DocumentReport): boolean {
  return basename(file).startsWith(`${name}.`);
}

function indentOf(columns: number): string {
  return ' '.repeat(columns);
}
