/** The time zone of a site. */
export interface TimeZone {
  /** Its name: `Europe/Oslo`. Empty if the site has an offset alone. */
  readonly timezone: string;
  /** The offset from UTC in hours. */
  readonly gmtOffset: number;
}

/**
 * Returns a time in the time zone of a site, as WordPress writes dates: `2026-05-01T12:00:00`. A zone that the runtime does not know
 * has the offset of the site.
 *
 * @param time - milliseconds since 1970
 *
 * @example
 * localTime(Date.UTC(2026, 4, 1, 10), { timezone: 'Europe/Oslo', gmtOffset: 2 }); // '2026-05-01T12:00:00'
 */
export function localTime(time: number, { timezone, gmtOffset }: TimeZone): string {
  try {
    // The Swedish locale formats dates almost like ISO 8601: `2026-05-01 12:00:00`.
    if (timezone) return new Date(time).toLocaleString('sv-SE', { timeZone: timezone }).replace(' ', 'T');
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return new Date(time + gmtOffset * 3_600_000).toISOString().slice(0, 19);
}
