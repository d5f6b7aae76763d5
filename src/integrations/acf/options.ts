import { isRecord } from '../../values/json.ts';
import type { AcfJson } from './definitions/files.ts';

/** Rows of `src/config/options.ts`, whose form they have. */
export const acfOptions = {
  acf: {
    flag: 'acf-json',
    env: 'PRESSQL_ACF_JSON',
    placeholder: 'PATH',
    default: null,
    sentence:
      'Field groups of ACF, which then have WPGraphQL\'s names: the folder of ACF\'s local JSON (`acf-json`), a file that ACF exported, or `{ "groups": […] }`.',
    parse: (text: string): AcfJson => text,
    accepts: (value: unknown): value is AcfJson =>
      typeof value === 'string' || Array.isArray(value) || isRecord(value),
    schema: {
      type: ['string', 'array', 'object'],
      items: { type: 'object' },
      properties: {
        groups: { type: 'array', items: { type: 'object' } },
        optionsPages: { type: 'array', items: { type: 'object' } },
      },
    },
  },
} as const;
