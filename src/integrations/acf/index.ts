import type { Integration } from '../../schema/integration/contract.ts';
import { values } from './values.ts';

/** Advanced Custom Fields: the fields under `acf`, with the types of the JSON schemas that ACF adds to REST. */
export const acf: Integration = {
  name: 'acf',
  detect: ({ resources }) => [...resources.values()].some(({ customFields }) => customFields.has('acf')),
  documentFields: { acf: { isExpensive: true } },
  fieldGroups: [{ key: 'acf', label: 'ACF fields', kinds: values }],
  reserved: {
    types: ['AcfMediaItemConnectionEdge', 'AcfMediaItems', 'AcfReferences'],
    fields: ['acf', 'acfValue'],
  },
};
