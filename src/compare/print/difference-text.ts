import type { DifferenceGroup } from '../diff/report.ts';
import { count, cutEnd, type PrintStyle, wrapText } from './words.ts';

/** Columns that precede each line of a difference in a report. */
const indent = 6;

/** Returns the lines for a group of differences: its path, and both values of the first difference. */
export function differenceLines(group: DifferenceGroup, { paint, width }: PrintStyle): string[] {
  const { path, kind, count: number } = group;
  const amount = path.includes('[*]') || kind !== 'value' ? `  ${amounts[kind](number)}` : '';
  const columns = width - indent;
  const [theirs, ours] = valueTexts(group, Math.max(columns - 16, 24));
  const head = `${paint.bold(path || 'the answer')}${paint.dim(amount)}`;
  if (path.length + amount.length + theirs.length + ours.length + 5 <= columns && !ours.includes('\n')) {
    return [`${head}  ${theirs} ${paint.dim('→')} ${ours}`];
  }
  return [
    head,
    `  ${paint.dim('WPGraphQL')}  ${theirs}`,
    `  ${paint.dim('PressQL')}    ${wrapText(ours, '', ' '.repeat(19), width - 19)}`,
  ];
}

const amounts: Readonly<Record<DifferenceGroup['kind'], (number: number) => string>> = {
  value: (number) => count(number, 'time'),
  missing: (number) => `${count(number, 'item')} missing`,
  extra: (number) => `${count(number, 'item')} extra`,
  order: () => 'in another order',
  error: (number) => (number === 1 ? 'an error' : `${number} errors`),
};

/** Returns both values as texts of at most `width` columns. */
function valueTexts({ kind, wpgraphql, gateway }: DifferenceGroup, width: number): readonly [string, string] {
  if (kind === 'error') return [shortJson(wpgraphql, width), String(gateway)];
  if (kind === 'missing') return [shortJson(wpgraphql, width), 'absent'];
  if (kind === 'extra') return ['absent', shortJson(gateway, width)];
  if (typeof wpgraphql === 'string' && typeof gateway === 'string') {
    return fromFirstDifference(wpgraphql, gateway, width);
  }
  return [shortJson(wpgraphql, width), shortJson(gateway, width)];
}

/** Returns two texts that begin shortly before their first difference, unless both are short. */
function fromFirstDifference(first: string, second: string, width: number): readonly [string, string] {
  let position = 0;
  while (position < first.length && first[position] === second[position]) position++;
  const start = Math.max(first.length, second.length) + 2 <= width ? 0 : Math.max(0, position - 20);
  const part = (text: string) => `${start > 0 ? '…' : ''}${shortJson(text.slice(start), width)}`;
  return [part(first), part(second)];
}

function shortJson(value: unknown, width: number): string {
  return cutEnd(jsonText(value), width);
}

/** Returns a value as JSON with spaces, and without quotes around keys. */
function jsonText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).map(([key, inner]) => `${key}: ${jsonText(inner)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
