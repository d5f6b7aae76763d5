import { grants } from '../loading/access/grants.ts';
import { declaredMenus } from '../site/menus.ts';
import { areTemplates } from '../site/templates.ts';
import { fileOnly, names, onOff, origins, path, text, webAddressOrSlash, whole } from './values.ts';

/** One thing that the operator decides. From its row come parsing, `--help`, and the README's table. */
export interface Option {
  /** Its key in a config file and in `createPressQL`. */
  readonly key: string;
  /** Its flag, without dashes; null: only in a config file. */
  readonly flag: string | null;
  readonly env: string | null;
  /** What stands for the value in `--help`. */
  readonly value: string;
  /** As it is written in `--help` and in the README; empty for none. */
  readonly fallback: string;
  /** What it decides, one sentence. */
  readonly sentence: string;
  /** Whether its value must not be shown. @default false */
  readonly isSecret?: boolean;
  /** The value a text means; throws an Error that says what it must be. */
  readonly parse: (text: string) => unknown;
  /** Whether a value from a config file will do. */
  readonly accepts: (value: unknown) => boolean;
}

/** Everything the operator decides, a row each. */
export const options: readonly Option[] = [
  {
    key: 'url',
    flag: 'url',
    env: 'WORDPRESS_URL',
    value: 'URL',
    fallback: '',
    sentence: 'The WordPress site; the same as naming it without a flag.',
    ...text,
  },
  {
    key: 'port',
    flag: 'port',
    env: 'PORT',
    value: 'N',
    fallback: '4000',
    sentence: 'Port to listen on, 0 for any free one.',
    ...whole(0, 65_535),
  },
  {
    key: 'host',
    flag: 'host',
    env: 'PRESSQL_HOST',
    value: 'NAME',
    fallback: 'localhost',
    sentence: 'Name or address to listen on; 0.0.0.0 for all.',
    ...text,
  },
  {
    key: 'endpoint',
    flag: 'endpoint',
    env: 'PRESSQL_ENDPOINT',
    value: 'PATH',
    fallback: '/graphql',
    sentence: 'Path that serves the graph.',
    ...path,
  },
  {
    key: 'graphiql',
    flag: 'graphiql',
    env: 'PRESSQL_GRAPHIQL',
    value: 'true|false',
    fallback: 'true',
    sentence: 'Whether browsers get the GraphiQL explorer.',
    ...onOff,
  },
  {
    key: 'concurrency',
    flag: 'concurrency',
    env: 'PRESSQL_CONCURRENCY',
    value: 'N',
    fallback: '8',
    sentence: 'Requests to WordPress on the way at once.',
    ...whole(1, 1000),
  },
  {
    key: 'timeout',
    flag: 'timeout',
    env: 'PRESSQL_TIMEOUT',
    value: 'MS',
    fallback: '30000',
    sentence: 'Milliseconds for one request to WordPress.',
    ...whole(1),
  },
  {
    key: 'maxPageSize',
    flag: 'max-page-size',
    env: 'PRESSQL_MAX_PAGE_SIZE',
    value: 'N',
    fallback: '1000',
    sentence: 'Most items of one page; larger `first` and `last` are cut to it.',
    ...whole(1, 100_000),
  },
  {
    key: 'maxResponseSize',
    flag: 'max-response-size',
    env: 'PRESSQL_MAX_RESPONSE_SIZE',
    value: 'BYTES',
    fallback: '33554432',
    sentence: 'Most bytes of one answer of WordPress.',
    ...whole(1),
  },
  {
    key: 'maxBatch',
    flag: 'max-batch',
    env: 'PRESSQL_MAX_BATCH',
    value: 'N',
    fallback: '10',
    sentence: 'Most operations of one request that has a list of them.',
    ...whole(1, 1000),
  },
  {
    key: 'maxRequestSize',
    flag: 'max-request-size',
    env: 'PRESSQL_MAX_REQUEST_SIZE',
    value: 'BYTES',
    fallback: '1048576',
    sentence: 'Most bytes of one request to the gateway.',
    ...whole(1),
  },
  {
    key: 'maxUploadSize',
    flag: 'max-upload-size',
    env: 'PRESSQL_MAX_UPLOAD_SIZE',
    value: 'BYTES',
    fallback: '67108864',
    sentence: 'Most bytes of one file that is uploaded.',
    ...whole(1),
  },
  {
    key: 'allowFileUrls',
    flag: 'allow-file-urls',
    env: 'PRESSQL_ALLOW_FILE_URLS',
    value: 'true|false',
    fallback: 'false',
    sentence: 'Whether `createMediaItem` may fetch the file at `filePath`, from the internet only.',
    ...onOff,
  },
  {
    key: 'corsOrigins',
    flag: 'cors-origins',
    env: 'PRESSQL_CORS_ORIGINS',
    value: 'LIST',
    fallback: '*',
    sentence:
      'Origins whose pages may read answers, with commas: * for all, without cookies; named ones send cookies, too; none.',
    ...origins,
  },
  {
    key: 'frontendUrl',
    flag: 'frontend-url',
    env: 'PRESSQL_FRONTEND_URL',
    value: 'URL',
    fallback: '',
    sentence:
      "Address of the frontend: in content, links to the site's pages lead there; / makes paths of them.",
    ...webAddressOrSlash,
  },
  {
    key: 'refresh',
    flag: 'refresh',
    env: 'PRESSQL_REFRESH',
    value: 'MS',
    fallback: '600000',
    sentence: 'Milliseconds between looks at what the site consists of; 0 for never again.',
    ...whole(0),
  },
  {
    key: 'serviceCredential',
    flag: null,
    env: 'PRESSQL_SERVICE_CREDENTIAL',
    value: 'USER:PASSWORD',
    fallback: 'none',
    sentence: 'Application password that reads, for visitors, what `grants` names and nothing else.',
    isSecret: true,
    ...text,
  },
  {
    key: 'grants',
    flag: 'grants',
    env: 'PRESSQL_GRANTS',
    value: 'LIST',
    fallback: 'none',
    sentence: `What the service credential is for, with commas: ${Object.keys(grants).join(', ')}.`,
    ...names,
  },
  {
    key: 'strict',
    flag: 'strict',
    env: 'PRESSQL_STRICT',
    value: 'true|false',
    fallback: 'false',
    sentence:
      'Whether fields that WordPress keeps to itself are errors; else they are null or empty, with a notice in `extensions.pressql.notices`.',
    ...onOff,
  },
  {
    key: 'names',
    flag: null,
    env: null,
    value: 'OBJECT',
    fallback: '',
    sentence:
      'Names in the graph by post type or taxonomy: `{ "book": { "singular": "novel", "plural": "novels" } }`.',
    accepts: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    ...fileOnly,
  },
  {
    key: 'menus',
    flag: null,
    env: null,
    value: 'LIST',
    fallback: '',
    sentence:
      'Menus, where the site keeps its own: `[{ "location": "primary", "items": [{ "label": "Home", "url": "/" }] }]`.',
    accepts: (value) => declaredMenus(value).length >= 0,
    ...fileOnly,
  },
  {
    key: 'templates',
    flag: null,
    env: null,
    value: 'OBJECT',
    fallback: '',
    sentence:
      'Names of a classic theme\'s templates by their files, for their types: `{ "wide.php": "Full Width" }` makes `Template_FullWidth`.',
    accepts: areTemplates,
    ...fileOnly,
  },
];
