import type { Site } from '../../site/site.ts';
import { localTime } from '../../values/local-time.ts';
import { text } from '../../wordpress/document.ts';

/** Returns the keys of a date as `wc/v3` has them: in the time zone of the site, and in UTC. */
export function datesOf(time: number, site: Pick<Site, 'timezone' | 'gmtOffset'>) {
  const utc = new Date(time).toISOString().slice(0, 19);
  return { date_created: localTime(time, site), date_created_gmt: utc };
}

/**
 * Returns a date with its offset from UTC, as WooCommerce writes it (`WC_DateTime::__toString`): `2026-05-10T13:25:12+02:00`. Null if
 * there is none.
 *
 * @param data - a document with the local date under the key, and the date in UTC under the key with `_gmt`
 */
export function dateWithOffset(data: unknown, key: string): string | null {
  const local = text(data, key);
  const minutes = (Date.parse(`${local}Z`) - Date.parse(`${text(data, `${key}_gmt`)}Z`)) / 60_000;
  if (local === null || !Number.isFinite(minutes)) return local;
  const two = (value: number) => String(Math.trunc(value)).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${local}${minutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}
