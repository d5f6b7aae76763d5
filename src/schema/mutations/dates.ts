/** What dates are written like; parts that are left out are zero. */
const forms: readonly RegExp[] = [
  /^(?<year>\d{4})[-/](?<month>\d{1,2})[-/](?<day>\d{1,2})(?:[T ]+(?<time>.+))?$/i,
  /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})(?:[T ]+(?<time>.+))?$/i,
];

const clock =
  /^(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?(?:\.\d+)?\s*(?<zone>Z|UTC|[+-]\d{2}:?\d{2})?$/i;

/**
 * A date in the form that WordPress' REST API takes, `2026-05-10T13:25:12`, out of those that WPGraphQL's documentation
 * has: `2026/05/10`, `05/10/2026`, with a time or without. As in WPGraphQL, what has a zone is said by the clock of UTC,
 * and that clock's time is taken for the site's. What is written differently is left to WordPress, which refuses it.
 */
export function dateOf(said: string): string {
  const date = forms.map((form) => form.exec(said.trim())?.groups).find(Boolean);
  const time = clock.exec(date?.['time'] ?? '0:00')?.groups;
  if (!date || !time) return said;
  const [year = '', month = '', day = ''] = ['year', 'month', 'day'].map((part) => padded(date[part]));
  const [hour = '', minute = '', second = ''] = ['hour', 'minute', 'second'].map((part) =>
    padded(time[part]),
  );
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  return inUtc(local, time['zone']) ?? said;
}

function padded(part = '0'): string {
  return part.padStart(2, '0');
}

/** A clock's time by the clock of UTC; null where there is no such time. */
function inUtc(local: string, zone = 'Z'): string | null {
  const offset = /^(?:Z|UTC)$/i.test(zone) ? 'Z' : zone.replace(/^(...):?/, '$1:');
  const instant = new Date(local + offset);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString().slice(0, 19);
}
