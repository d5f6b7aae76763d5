/** The date formats in WPGraphQL's documentation. Missing parts of the time are zero. */
const formats: readonly RegExp[] = [
  /^(?<year>\d{4})[-/](?<month>\d{1,2})[-/](?<day>\d{1,2})(?:[T ]+(?<time>.+))?$/i,
  /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})(?:[T ]+(?<time>.+))?$/i,
];

const timeFormat =
  /^(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?(?:\.\d+)?\s*(?<zone>Z|UTC|[+-]\d{2}:?\d{2})?$/i;

/**
 * Converts a date to the form of WordPress' REST API: `2026-05-10T13:25:12`. Accepts `2026/05/10` and `05/10/2026`, with or
 * without a time. A date with a time zone is converted to UTC and then used as a local time of the site, as WPGraphQL does.
 * Returns any other text unchanged. WordPress then refuses it.
 */
export function restDate(written: string): string {
  const date = formats.map((format) => format.exec(written.trim())?.groups).find(Boolean);
  const time = timeFormat.exec(date?.['time'] ?? '0:00')?.groups;
  if (!date || !time) return written;
  const [year = '', month = '', day = ''] = ['year', 'month', 'day'].map((part) => padded(date[part]));
  const [hour = '', minute = '', second = ''] = ['hour', 'minute', 'second'].map((part) =>
    padded(time[part]),
  );
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  return clockTimeInUtc(local, time['zone']) ?? written;
}

function padded(part = '0'): string {
  return part.padStart(2, '0');
}

/** Converts a local time of a time zone to UTC. Returns null if the time does not exist. */
function clockTimeInUtc(local: string, zone = 'Z'): string | null {
  const offset = /^(?:Z|UTC)$/i.test(zone) ? 'Z' : zone.replace(/^(...):?/, '$1:');
  const instant = new Date(local + offset);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString().slice(0, 19);
}
