import { isRecord } from '../../values/json.ts';
import { InputError } from '../kit/base/errors.ts';
import type { ArgumentScope, Filter } from '../kit/where/rows.ts';

/** REST parameters by the `column` of a date query. */
const columns: Readonly<Record<string, { after: string; before: string }>> = {
  DATE: { after: 'after', before: 'before' },
  MODIFIED: { after: 'modified_after', before: 'modified_before' },
};

const units = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;

/**
 * Returns REST's date bounds for a `dateQuery`: `after`, `before`, `inclusive`, and a period from a year to a second.
 *
 * As in `WP_Date_Query`, `after` a year means after its end, and `before` a year means before its start. With `inclusive`,
 * both include the year.
 *
 * @throws InputError if bounds cannot express the query, such as a week, or a month without a year
 */
export function dateFilter(value: unknown, { argument }: ArgumentScope): Filter {
  if (!isRecord(value)) return {};
  const column = columns[String(value['column'] ?? 'DATE')];
  if (!column)
    throw new InputError(`\`${argument}.column\` must be DATE or MODIFIED, not ${String(value['column'])}.`);
  if ((value['compare'] ?? '=') !== '=' || value['week'] != null) {
    throw new InputError(
      `\`${argument}\` can't use \`compare\` or \`week\`: WordPress' REST API only filters by \`after\` and \`before\`.`,
    );
  }
  const inclusive = value['inclusive'] === true;
  const bounds: Record<string, string> = {};
  if (isRecord(value['after'])) {
    const [start, end] = period(value['after'], `${argument}.after`);
    bounds[column.after] = inclusive ? shift(start, -1) : shift(end, -1);
  }
  if (isRecord(value['before'])) {
    const [start, end] = period(value['before'], `${argument}.before`);
    bounds[column.before] = inclusive ? end : start;
  }
  if (units.some((unit) => value[unit] != null)) {
    const [start, end] = period(value, argument);
    const [after, before] = [bounds[column.after], bounds[column.before]];
    bounds[column.after] = after !== undefined && after > shift(start, -1) ? after : shift(start, -1);
    bounds[column.before] = before !== undefined && before < end ? before : end;
  }
  return bounds;
}

/** Returns the first second of a period, and the first second after it, both in the site's time zone. */
function period(value: Readonly<Record<string, unknown>>, argument: string): readonly [string, string] {
  const values = units.map((unit) => value[unit]);
  const firstAbsent = values.findIndex((part) => part === null || part === undefined);
  const count = firstAbsent < 0 ? units.length : firstAbsent;
  if (count === 0 || values.slice(count).some((part) => part !== null && part !== undefined)) {
    throw new InputError(
      `\`${argument}\` must be a period: \`year\`, then \`month\`, \`day\`, \`hour\`, \`minute\`, \`second\`, without a gap.`,
    );
  }
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = values.slice(0, count).map(Number);
  const parts = [year, month - 1, day, hour, minute, second];
  const next = parts.map((part, index) => (index === count - 1 ? part + 1 : part));
  return [toText(parts), toText(next)];
}

function toText([year = 0, month = 0, day = 1, hour = 0, minute = 0, second = 0]: readonly number[]): string {
  return new Date(Date.UTC(year, month, day, hour, minute, second)).toISOString().slice(0, 19);
}

function shift(time: string, seconds: number): string {
  return new Date(Date.parse(`${time}Z`) + seconds * 1000).toISOString().slice(0, 19);
}
