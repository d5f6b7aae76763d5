import { basename, dirname } from 'node:path';
import type { DocumentReport, Report, Result } from '../diff/report.ts';
import type { Timing } from '../diff/timing.ts';
import { writtenDifference } from './difference-text.ts';
import { reasonsText, summaryText } from './summary-text.ts';
import { transportText } from './transport-text.ts';
import { count, cut, cutStart, factor, milliseconds, type Page, type Paint, wrapped } from './words.ts';

interface Group {
  readonly result: Result;
  readonly title: string;
  readonly sign: string;
  readonly colour: keyof Paint;
  /** Whether it is the reason that matters: documents of one reason then stand together. */
  readonly isByReason?: boolean;
}

/** The report's parts, what matters most last: that is what a terminal shows. */
const groups: readonly Group[] = [
  { result: 'same', title: 'The same answer', sign: '✓', colour: 'good' },
  { result: 'small', title: 'The same, but too small to prove anything', sign: '·', colour: 'dim' },
  { result: 'introspection', title: 'About the graph itself, not compared', sign: '✓', colour: 'dim' },
  { result: 'skipped', title: 'Not sent', sign: '–', colour: 'dim', isByReason: true },
  { result: 'refused', title: 'Refused by your WPGraphQL, too', sign: '–', colour: 'dim', isByReason: true },
  { result: 'failed', title: 'Without an answer', sign: '!', colour: 'bad' },
  { result: 'unread', title: 'Looks like GraphQL and was not read', sign: '?', colour: 'bad' },
  { result: 'unsupported', title: 'Not supported by PressQL', sign: '✗', colour: 'bad' },
  { result: 'differs', title: 'Another answer', sign: '≠', colour: 'note' },
];

/** A report as text for people. */
export function reportText(report: Report, page: Page): string {
  const layout = layoutOf(report.documents, page);
  const parts = groups.flatMap((group) => {
    const documents = report.documents.filter(({ result }) => result === group.result);
    const write = group.isByReason ? reasonsFirst : documentsFirst;
    return documents.length > 0 ? [write(group, documents, layout)] : [];
  });
  const transport = transportText(report.transport, page);
  return `${[...parts, transport, ...reasonsText(report, page), summaryText(report, page)].join('\n\n')}\n`;
}

/** Columns, the same in all parts of a report. */
interface Layout extends Page {
  /** Of names, and of places. */
  readonly names: number;
  readonly places: number;
  /** Where a document stands, less the folder that all are in. */
  placeOf(document: DocumentReport): string;
}

/** Columns that times and requests take. */
const timeWidth = 48;

function layoutOf(documents: readonly DocumentReport[], page: Page): Layout {
  const folder = commonFolder(documents.map(({ file }) => file));
  const placeOf = ({ file, line }: DocumentReport) =>
    file.slice(folder.length) + (line === 1 ? '' : `:${line}`);
  const shown = documents.filter(
    ({ result }) => !groups.find((group) => group.result === result)?.isByReason,
  );
  const longest = (texts: readonly string[]) => Math.max(0, ...texts.map(({ length }) => length));
  const names = Math.min(longest(shown.map(({ name }) => name)), 32);
  const room = Math.max(page.width - names - timeWidth - 6, 16);
  return {
    ...page,
    names,
    places: Math.min(
      longest(shown.map((document) => (isNamedByFile(document) ? '' : placeOf(document)))),
      room,
    ),
    placeOf,
  };
}

/** The folder that all files are in, with its slash; empty for none. */
function commonFolder(files: readonly string[]): string {
  let folder = `${dirname(files[0] ?? '')}/`;
  while (folder !== '' && !files.every((file) => file.startsWith(folder))) {
    folder = folder.replace(/[^/]*\/$/, '');
  }
  return folder === './' ? '' : folder;
}

/** A line for each document, and below it what is to be said of it. */
function documentsFirst(group: Group, documents: readonly DocumentReport[], layout: Layout): string {
  const { paint, names, places, placeOf } = layout;
  const items = documents.flatMap((document) => {
    const name = cut(document.name, names).padEnd(names);
    const place = paint.dim(
      cutStart(isNamedByFile(document) ? '' : placeOf(document), places).padEnd(places),
    );
    const time = document.timing ? `  ${timeText(document.timing, layout)}` : '';
    const line = `  ${paint[group.colour](group.sign)} ${name}  ${place}${time}`;
    return [line.trimEnd(), ...detailsOf(document, layout)];
  });
  return [headingOf(group, documents, layout), ...items].join('\n');
}

/** A reason, and below it the documents that it holds for. */
function reasonsFirst(group: Group, documents: readonly DocumentReport[], layout: Layout): string {
  const { paint, width, placeOf } = layout;
  const byReason = new Map<string, DocumentReport[]>();
  for (const document of documents) {
    const why = document.why ?? '';
    byReason.set(why, [...(byReason.get(why) ?? []), document]);
  }
  const items = [...byReason].flatMap(([why, group]) => {
    const [{ advice } = { advice: null }] = group;
    const names = group.map((document) => {
      if (group.length > 2) return document.name;
      return isNamedByFile(document) ? placeOf(document) : `${document.name} (${placeOf(document)})`;
    });
    return [
      wrapped(why, `  – `, indentOf(4), width),
      ...(advice === null ? [] : [wrapped(advice, `${indentOf(4)}→ `, indentOf(6), width)]),
      paint.dim(wrapped(names.join(', '), indentOf(4), indentOf(4), width)),
    ];
  });
  return [headingOf(group, documents, layout), ...items].join('\n');
}

function headingOf({ title }: Group, documents: readonly DocumentReport[], { paint }: Page): string {
  return `${paint.bold(title)} ${paint.dim(`(${documents.length})`)}`;
}

function detailsOf({ differences, unsupported, why, advice, notes }: DocumentReport, page: Page): string[] {
  const { paint, width } = page;
  const say = (text: string, indent: number, sign = '') =>
    wrapped(text, indentOf(indent) + sign, indentOf(indent + sign.length), width);
  return [
    ...(why === null ? [] : [say(why, 6)]),
    ...(advice === null ? [] : [paint.dim(say(advice, 6, '→ '))]),
    ...unsupported.flatMap(({ subject, why: reason, instead }) => [
      indentOf(6) + paint.bold(subject),
      say(reason, 8),
      ...(instead === null ? [] : [paint.dim(say(instead, 8, '→ '))]),
    ]),
    ...differences.flatMap((group, index) => {
      const isSaidBelow = group.reason !== null && group.reason === differences[index + 1]?.reason;
      const reason = group.reason === null || isSaidBelow ? [] : [paint.dim(say(group.reason, 8))];
      return [...writtenDifference(group, page).map((line) => indentOf(6) + line), ...reason];
    }),
    ...notes.map((note) => paint.dim(say(note, 6))),
  ];
}

/** `  48 ms →   21 ms  2.3× faster  3 requests` */
function timeText({ wpgraphql, gateway, ratio, verdict, requests }: Timing, { paint }: Page): string {
  const times = `${milliseconds(wpgraphql).padStart(7)} → ${milliseconds(gateway).padStart(7)}`;
  const words = { alike: '', faster: `${factor(ratio)} faster`, slower: `${factor(1 / ratio)} slower` }[
    verdict
  ];
  const colour = verdict === 'slower' ? paint.note : paint.good;
  const asked = requests === null ? '' : paint.dim(count(requests, 'request'));
  return `${times}  ${colour(words.padEnd(12))}  ${asked}`;
}

/** Whether an operation has no name of its own, and so its file's. */
function isNamedByFile({ name, file }: DocumentReport): boolean {
  return basename(file).startsWith(`${name}.`);
}

function indentOf(columns: number): string {
  return ' '.repeat(columns);
}
