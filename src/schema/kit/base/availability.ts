import type { Availability } from '../../../values/availability.ts';

/** The most common reason why a field of WPGraphQL is always null in this graph. */
export const notInRest = "WordPress' REST API doesn't show it.";

/** The availability of a field without a value in the REST API. The field exists so that documents for WPGraphQL validate. */
export const alwaysNull: Availability = { to: 'nobody', because: notInRest };
