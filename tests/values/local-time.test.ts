import { expect, it } from 'vitest';
import { localTime } from '../../src/values/local-time.ts';

it('writes a time in the zone of a site, or with its offset if the runtime does not know the zone', () => {
  const time = Date.UTC(2026, 11, 31, 23, 30);
  const zones = ['Europe/Oslo', '', 'Mars/Olympus'];
  expect(zones.map((timezone) => localTime(time, { timezone, gmtOffset: -2.5 }))).toEqual([
    '2027-01-01T00:30:00',
    '2026-12-31T21:00:00',
    '2026-12-31T21:00:00',
  ]);
});
