import { integrationOptions } from '../integrations/options.ts';
import { grants } from '../loading/access/grants.ts';
import { upstreamDefaults } from '../wordpress/upstream.ts';
import { cacheOptions } from './cache-options.ts';
import { edgeOptions } from './edge-options.ts';
import { graphOptions } from './graph-options.ts';
import { limitOptions } from './limit-options.ts';
import { liveOptions } from './live-options.ts';
import type { Options, ValuesOf } from './option.ts';
import { listOf } from './shapes.ts';
import { anyText, boolean, names, origins, path, webAddressOrSlash, wholeNumber } from './values.ts';

/** The options that the command shares with `createPressQL`. */
export const gatewayOptions = {
  endpoint: {
    flag: 'endpoint',
    env: 'PRESSQL_ENDPOINT',
    placeholder: 'PATH',
    default: '/graphql',
    sentence: 'Path of the GraphQL endpoint.',
    ...path,
  },
  ...edgeOptions,
  ...cacheOptions,
  concurrency: {
    flag: 'concurrency',
    env: 'PRESSQL_CONCURRENCY',
    placeholder: 'N',
    default: upstreamDefaults.concurrency,
    sentence: 'Maximum number of simultaneous requests to WordPress.',
    ...wholeNumber(1, 1000),
  },
  timeout: {
    flag: 'timeout',
    env: 'PRESSQL_TIMEOUT',
    placeholder: 'MS',
    default: upstreamDefaults.timeout,
    sentence: 'Milliseconds to wait for one response from WordPress.',
    ...wholeNumber(1),
  },
  deadline: {
    flag: 'deadline',
    env: 'PRESSQL_DEADLINE',
    placeholder: 'MS',
    default: 15_000,
    sentence:
      'Milliseconds for the reads of one operation, waiting included. The answer then has what was read, and errors for the rest.',
    ...wholeNumber(1),
  },
  maxRequests: {
    flag: 'max-requests',
    env: 'PRESSQL_MAX_REQUESTS',
    placeholder: 'N',
    default: 150,
    sentence:
      'Maximum number of requests that one operation, or the operations of a batch together, may send to WordPress.',
    ...wholeNumber(1),
  },
  maxPageSize: {
    flag: 'max-page-size',
    env: 'PRESSQL_MAX_PAGE_SIZE',
    placeholder: 'N',
    default: 1000,
    sentence:
      'Maximum number of items in one page of a connection. Larger values of `first` and `last` are reduced to it.',
    ...wholeNumber(1, 100_000),
  },
  maxResponseSize: {
    flag: 'max-response-size',
    env: 'PRESSQL_MAX_RESPONSE_SIZE',
    placeholder: 'BYTES',
    default: upstreamDefaults.maxResponseSize,
    sentence: 'Maximum size of one response from WordPress.',
    ...wholeNumber(1),
  },
  maxBatch: {
    flag: 'max-batch',
    env: 'PRESSQL_MAX_BATCH',
    placeholder: 'N',
    default: 10,
    // Public scanners report ten.
    inProduction: 5,
    sentence: 'Maximum number of operations in one batched request.',
    ...wholeNumber(1, 1000),
  },
  maxRequestSize: {
    flag: 'max-request-size',
    env: 'PRESSQL_MAX_REQUEST_SIZE',
    placeholder: 'BYTES',
    default: 1024 * 1024,
    sentence: 'Maximum size of one request to the gateway, without uploaded files.',
    ...wholeNumber(1),
  },
  ...limitOptions,
  maxUploadSize: {
    flag: 'max-upload-size',
    env: 'PRESSQL_MAX_UPLOAD_SIZE',
    placeholder: 'BYTES',
    default: 64 * 1024 * 1024,
    sentence: 'Maximum size of one file that a client uploads or that the gateway fetches.',
    ...wholeNumber(1),
  },
  maxUploadTotal: {
    flag: 'max-upload-total',
    env: 'PRESSQL_MAX_UPLOAD_TOTAL',
    placeholder: 'BYTES',
    default: 256 * 1024 * 1024,
    sentence: 'Maximum size of all files in one request.',
    ...wholeNumber(1),
  },
  maxUploadSpace: {
    flag: 'max-upload-space',
    env: 'PRESSQL_MAX_UPLOAD_SPACE',
    placeholder: 'BYTES',
    default: 1024 * 1024 * 1024,
    sentence: 'Maximum size of the files of all requests at the same time. The gateway stores them on disk.',
    ...wholeNumber(1),
  },
  allowFileUrls: {
    flag: 'allow-file-urls',
    env: 'PRESSQL_ALLOW_FILE_URLS',
    placeholder: 'true|false',
    default: false,
    sentence:
      'Whether `createMediaItem` may fetch the file at `filePath`. The gateway fetches from public internet addresses only.',
    ...boolean,
  },
  corsOrigins: {
    flag: 'cors-origins',
    env: 'PRESSQL_CORS_ORIGINS',
    placeholder: 'LIST',
    default: ['*'],
    sentence:
      'Origins whose pages may read responses, separated by commas. * allows all origins, but no cookies, as WPGraphQL does. Named origins may send cookies. none allows no origin.',
    ...origins,
  },
  frontendUrl: {
    flag: 'frontend-url',
    env: 'PRESSQL_FRONTEND_URL',
    placeholder: 'URL',
    default: null,
    sentence:
      "Address of the frontend. Links in content to the site's pages then point to the frontend. / makes them relative paths.",
    ...webAddressOrSlash,
  },
  refresh: {
    flag: 'refresh',
    env: 'PRESSQL_REFRESH',
    placeholder: 'MS',
    default: 600_000,
    sentence: 'Milliseconds between two discoveries of the site. 0 discovers it only at start.',
    ...wholeNumber(0),
  },
  ...liveOptions,
  serviceCredential: {
    flag: null,
    env: 'PRESSQL_SERVICE_CREDENTIAL',
    placeholder: 'USER:PASSWORD',
    default: null,
    sentence: 'Application password that the gateway uses to read what `grants` lists, and for nothing else.',
    isSecret: true,
    isOfOneSite: true,
    ...anyText,
  },
  grants: {
    flag: 'grants',
    env: 'PRESSQL_GRANTS',
    placeholder: 'LIST',
    default: [],
    sentence: `What the service credential reads for visitors, and with \`orders\` for signed-in customers, separated by commas: ${Object.keys(grants).join(', ')}.`,
    ...names,
    schema: listOf({ enum: Object.keys(grants) }),
  },
  strict: {
    flag: 'strict',
    env: 'PRESSQL_STRICT',
    placeholder: 'true|false',
    default: false,
    sentence:
      'Whether fields that WordPress hides from the visitor are errors. Otherwise they are null or empty, with a notice in `extensions.pressql.notices`.',
    ...boolean,
  },
  showCost: {
    flag: 'show-cost',
    env: 'PRESSQL_SHOW_COST',
    placeholder: 'true|false',
    default: false,
    sentence:
      'Whether answers say in `extensions.pressql.cost` how many requests to WordPress they took, and how many they may take. An answer from memory has the cost of the request that filled the memory; the header `Server-Timing` has that of each answer.',
    ...boolean,
  },
  ...graphOptions,
  ...integrationOptions,
} satisfies Options;

/** Values of the options of `createPressQL`. */
export type GatewaySettings = ValuesOf<typeof gatewayOptions>;
