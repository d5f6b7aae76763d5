/* Dates and times of ACF, whose values in REST are those of the database: `20260514`, `2026-05-14 13:30:00`, `13:30:00`. */

const pattern = /^(?:(\d{4})-?(\d\d)-?(\d\d))?(?:(?:^|[ T])(\d\d):(\d\d)(?::(\d\d))?)?$/;

/**
 * Returns a date in the form of RFC 3339, as WPGraphQL for ACF does: `2026-05-14T00:00:00+00:00`. It reads the date in the
 * field's return format, so parts that the format lacks are those of 1970-01-01. Null if the value is no date.
 *
 * @param format - the return format of the field, in the letters of PHP's `date`. @default all parts count
 */
export function rfc3339Of(value: string, format = ''): string | null {
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = pattern.exec(value.trim()) ?? [];
  if (!year || !month || !day || Number(month) > 12 || Number(day) > 31) return null;
  const has = (letters: string) =>
    format === '' || [...`${letters}Uucr`].some((letter) => format.includes(letter));
  const date = [has('Yyo') ? year : '1970', has('mnMFz') ? month : '01', has('djz') ? day : '01'].join('-');
  return `${date}T${hour}:${minute}:${second}+00:00`;
}

/**
 * Returns a time in a format of PHP's `date`: `1:30 pm` for `g:i a`. Returns a value unchanged that is no time.
 */
export function timeOf(value: string, format: string): string {
  const [, , , , hour, minute = '00', second = '00'] = pattern.exec(value.trim()) ?? [];
  if (hour === undefined || format === '') return value;
  const hours = Number(hour);
  const parts: Readonly<Record<string, string>> = {
    g: String(hours % 12 || 12),
    h: String(hours % 12 || 12).padStart(2, '0'),
    G: String(hours),
    H: hour,
    i: minute,
    s: second,
    a: hours < 12 ? 'am' : 'pm',
    A: hours < 12 ? 'AM' : 'PM',
  };
  return format.replaceAll(
    /\\(.)|(.)/gs,
    (_all, escaped?: string, letter = '') => escaped ?? parts[letter] ?? letter,
  );
}
