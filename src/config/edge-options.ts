import type { Options } from './option.ts';
import { anyText, boolean, wholeNumber } from './values.ts';

/** Options of what strangers may see and send. */
export const edgeOptions = {
  production: {
    flag: 'production',
    env: 'PRESSQL_PRODUCTION',
    placeholder: 'true|false',
    default: false,
    sentence:
      'Whether the gateway shows strangers as little as it can: other options then have the default that is named for production. NODE_ENV=production has the same effect.',
    isSwitch: true,
    ...boolean,
  },
  graphiql: {
    flag: 'graphiql',
    env: 'PRESSQL_GRAPHIQL',
    placeholder: 'true|false',
    default: true,
    inProduction: false,
    sentence: 'Whether browsers get the GraphiQL explorer at the endpoint.',
    ...boolean,
  },
  mcp: {
    flag: 'mcp',
    env: 'PRESSQL_MCP',
    placeholder: 'true|false',
    default: true,
    inProduction: false,
    sentence: 'Whether language models can search and read the site at `/mcp` (Model Context Protocol).',
    ...boolean,
  },
  introspection: {
    flag: 'introspection',
    env: 'PRESSQL_INTROSPECTION',
    placeholder: 'true|false',
    default: true,
    inProduction: false,
    sentence: 'Whether clients may read the schema with `__schema` and `__type`.',
    ...boolean,
  },
  suggestions: {
    flag: 'suggestions',
    env: 'PRESSQL_SUGGESTIONS',
    placeholder: 'true|false',
    default: true,
    inProduction: false,
    sentence: 'Whether errors suggest names of the schema (`Did you mean …`).',
    ...boolean,
  },
  getQueries: {
    flag: 'get-queries',
    env: 'PRESSQL_GET_QUERIES',
    placeholder: 'true|false',
    default: true,
    inProduction: false,
    sentence:
      'Whether any page may send the text of a query by GET. Otherwise such a request needs a header that no form can send. Persisted queries need none.',
    ...boolean,
  },
  trustedDocuments: {
    flag: 'trusted-documents',
    env: 'PRESSQL_TRUSTED_DOCUMENTS',
    placeholder: 'FILE',
    default: null,
    sentence:
      'Manifest of the documents that clients may send, by id, as Apollo, Relay and GraphQL Code Generator write it. The gateway refuses all others.',
    ...anyText,
  },
  rateReads: {
    flag: 'rate-reads',
    env: 'PRESSQL_RATE_READS',
    placeholder: 'N',
    default: 0,
    sentence: 'Queries that one client may send in a minute. 0 sets no limit.',
    ...wholeNumber(0),
  },
  rateWrites: {
    flag: 'rate-writes',
    env: 'PRESSQL_RATE_WRITES',
    placeholder: 'N',
    default: 1200,
    sentence: 'Mutations that one client may send in a minute. 0 sets no limit.',
    ...wholeNumber(0),
  },
  rateLogins: {
    flag: 'rate-logins',
    env: 'PRESSQL_RATE_LOGINS',
    placeholder: 'N',
    default: 30,
    sentence:
      'Logins, password e-mails and wrong passwords that one client may send in a minute. 0 sets no limit.',
    ...wholeNumber(0),
  },
} satisfies Options;
