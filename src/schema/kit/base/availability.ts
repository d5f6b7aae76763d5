import type { Availability } from '../../../values/availability.ts';

/** Why most fields of WPGraphQL that are always null are so. */
export const notInRest = "WordPress' REST API doesn't show it.";

/** The availability of a field that the REST API has nothing for. It is there so that documents written for WPGraphQL validate. */
export const alwaysNull: Availability = { to: 'nobody', because: notInRest };
