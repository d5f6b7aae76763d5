import type { DifferenceGroup } from '../diff/report.ts';
import { count, type Page, wrapped } from './words.ts';

/** A difference as lines: where, and both values. */
export function writtenDifference(group: DifferenceGroup, { paint, width }: Page): string[] {
  const { path, kind, count: number } = group;
  const amount = path.includes('[*]') || kind !== 'value' ? `  ${amounts[kind](number)}` : '';
  const room = width - 6;
  const [theirs, ours] = valuesOf(group, Math.max(room - 16, 24));
  const head = `${paint.bold(path || 'the answer')}${paint.dim(amount)}`;
  if (path.length + amount.length + theirs.length + ours.length + 5 <= room && !ours.includes('\n')) {
    return [`${head}  ${theirs} ${paint.dim('→')} ${ours}`];
  }
  return [
    head,
    `  ${paint.dim('WPGraphQL')}  ${theirs}`,
    `  ${paint.dim('PressQL')}    ${wrapped(ours, '', ' '.repeat(19), width - 19)}`,
  ];
}

const amounts: Readonly<Record<DifferenceGroup['kind'], (number: number) => string>> = {
  value: (number) => count(number, 'time'),
  missing: (number) => `${count(number, 'item')} missing`,
  extra: (number) => `${count(number, 'item')} too many`,
  order: () => 'in another order',
  error: (number) => (number === 1 ? 'an error' : `${number} errors`),
};

/** Both values, as far as there is room for them. */
function valuesOf({ kind, wpgraphql, gateway }: DifferenceGroup, room: number): readonly [string, string] {
  if (kind === 'error') return [shortened(wpgraphql, room), String(gateway)];
  if (kind === 'missing') return [shortened(wpgraphql, room), 'not there'];
  if (kind === 'extra') return ['not there', shortened(gateway, room)];
  if (typeof wpgraphql === 'string' && typeof gateway === 'string')
    return turningPoint(wpgraphql, gateway, room);
  return [shortened(wpgraphql, room), shortened(gateway, room)];
}

/** Two texts from shortly before the place where they part. */
function turningPoint(first: string, second: string, room: number): readonly [string, string] {
  let at = 0;
  while (at < first.length && first[at] === second[at]) at++;
  const start = Math.max(first.length, second.length) + 2 <= room ? 0 : Math.max(0, at - 20);
  const part = (text: string) => `${start > 0 ? '…' : ''}${shortened(text.slice(start), room)}`;
  return [part(first), part(second)];
}

function shortened(value: unknown, room: number): string {
  const text = written(value);
  return text.length > room ? `${text.slice(0, room - 1)}…` : text;
}

/** JSON with some air in it. */
function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).map(([key, inner]) => `${key}: ${written(inner)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
