import type { Integration } from '../../schema/integration/contract.ts';
import { values } from './values.ts';

/** Advanced Custom Fields: the site's own fields under `acf`, typed by the schemas that ACF gives to REST. */
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
