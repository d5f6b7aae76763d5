import {
  buildClientSchema,
  type GraphQLSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
} from 'graphql';
import { findDocuments } from '../compare/documents.ts';
import { CompareError } from '../compare/errors.ts';
import { readSources } from '../compare/files.ts';
import { guessFor } from '../compare/guesses.ts';
import { type DocumentReport, type Report, summarize, unreadReport } from '../compare/report.ts';
import { type CompareOptions, compareDocument, type Pair } from '../compare/run.ts';
import { readSamples } from '../compare/samples.ts';
import { createSide, type Side } from '../compare/side.ts';
import { reportText } from '../compare/text.ts';
import { readVariables } from '../compare/variables.ts';
import { count } from '../compare/words.ts';
import type { Settings } from '../config/load.ts';
import { createPressQL } from '../gateway.ts';
import { WordPressError } from '../wordpress/errors.ts';
import { splitCredentials, typedAddress } from '../wordpress/url.ts';
import type { CompareFlags } from './compare-flags.ts';
import type { Terminal } from './print.ts';

/** What the command is told. */
export interface CompareCommand {
  /** Address of WPGraphQL, and paths of documents. */
  readonly targets: readonly string[];
  readonly flags: CompareFlags;
  readonly json: boolean;
  readonly settings: Settings;
  /** The current folder. */
  readonly folder: string;
}

/**
 * Sends documents to a site's WPGraphQL and to the gateway and prints how the answers compare.
 * The exit code is 0 where enough are the same, 1 where not, 2 where nothing could be compared.
 */
export async function runCompare(command: CompareCommand, terminal: Terminal): Promise<number> {
  try {
    const report = await compare(command, terminal);
    const page = { paint: terminal.paint, width: terminal.width };
    terminal.out.write(command.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report, page));
    if (report.summary.compared === 0) return 2;
    return report.summary.passed ? 0 : 1;
  } catch (error) {
    if (!(error instanceof CompareError || error instanceof WordPressError)) throw error;
    terminal.error(`${error.message}\n${error.advice}`);
    return 2;
  }
}

async function compare(
  { targets, flags, json, settings, folder }: CompareCommand,
  terminal: Terminal,
): Promise<Report> {
  const [endpoint, ...paths] = targets;
  if (endpoint === undefined) {
    throw new CompareError(
      'WPGraphQL’s address is missing.',
      'pressql compare https://site.example/graphql [files or folders of documents]',
    );
  }
  const common = flags.variables === undefined ? {} : readVariables(flags.variables, folder);
  const files = readSources(paths.length > 0 ? paths : ['.'], folder);
  const { documents, unread } = findDocuments(files);
  if (documents.length + unread.length === 0) {
    throw new CompareError(
      `There is no GraphQL document in ${paths.join(', ') || 'this folder'} (${count(files.length, 'file')} read).`,
      'Name .graphql files, folders, or source files with gql`…` or graphql`…` in them.',
    );
  }
  const { pair, close } = await openPair(address(endpoint), flags, settings);
  try {
    if (!json)
      terminal.line(
        heading(
          pair,
          `${count(documents.length, 'document')} of ${paths.join(', ') || 'this folder'}`,
          flags.runs,
          terminal,
        ),
      );
    const hasVariables = documents.some(
      ({ operation, inserted }) => (operation.variableDefinitions ?? []).length + inserted.length > 0,
    );
    const samples = hasVariables ? await readSamples(pair.wpgraphql) : {};
    const options: CompareOptions = {
      runs: flags.runs,
      folder,
      common,
      sample: (document, variable, set) =>
        guessFor(document, variable, { samples, schema: pair.schema }, set),
    };
    const reports: DocumentReport[] = unread.map(unreadReport);
    for (const [index, document] of documents.entries()) {
      terminal.progress(`${index + 1} of ${documents.length}  ${document.name}`);
      reports.push(await compareDocument(document, pair, options));
    }
    return {
      version: 1,
      wpgraphql: pair.wpgraphql.address,
      gateway: pair.gateway.address,
      runs: flags.runs,
      summary: summarize(reports, flags.minSame),
      documents: reports,
    };
  } finally {
    terminal.progress(null);
    await close();
  }
}

function address(text: string): URL {
  const full = /^https?:\/\//.test(text) ? text : `https://${text}`;
  if (URL.canParse(full)) return new URL(full);
  throw new CompareError(
    `${typedAddress(text)} is no address.`,
    'Name WPGraphQL’s endpoint: https://site.example/graphql',
  );
}

interface OpenPair {
  readonly pair: Pair;
  close(): Promise<void>;
}

/** Both sides, after each has answered once. */
async function openPair(endpoint: URL, flags: CompareFlags, settings: Settings): Promise<OpenPair> {
  const { timeout = 30_000 } = settings;
  const now = () => performance.now();
  const { url, authorization } = splitCredentials(endpoint);
  const own = authorization === null ? {} : { authorization };
  const wpgraphql = createSide({
    name: 'WPGraphQL',
    address: url.href,
    headers: { ...own, ...flags.headers, ...flags.endpointHeaders },
    timeout,
    send: fetch,
    now,
  });
  await greet(wpgraphql);
  if (flags.gateway !== undefined) {
    const { url: other, authorization: others } = splitCredentials(address(flags.gateway));
    const headers = { ...(others === null ? {} : { authorization: others }), ...flags.headers };
    const gateway = createSide({ name: 'PressQL', address: other.href, headers, timeout, send: fetch, now });
    await greet(gateway);
    const pair = { wpgraphql, gateway, schema: await schemaOf(gateway), requests: () => null };
    return { pair, close: async () => {} };
  }
  let requests = 0;
  const { url: site = siteOf(endpoint), ...options } = settings;
  const pressql = await createPressQL({
    ...options,
    url: site,
    endpoint: '/graphql',
    refresh: 0,
    onRequest: () => requests++,
  });
  const gateway = createSide({
    name: 'PressQL',
    address: new URL('/graphql', pressql.site.home).href,
    headers: { ...own, ...flags.headers },
    timeout,
    send: pressql.fetch,
    now,
  });
  const shown = { ...gateway, address: pressql.site.home };
  const pair = { wpgraphql, gateway: shown, schema: pressql.schema, requests: () => requests };
  return { pair, close: () => pressql.close() };
}

/** The site whose endpoint it is: the address less `/graphql` or `?graphql`. */
function siteOf(endpoint: URL): string {
  const site = new URL(endpoint);
  site.searchParams.delete('graphql');
  site.pathname = site.pathname.replace(/(\/index\.php)?\/graphql\/?$/, '/').replace(/\/index\.php$/, '/');
  return site.href;
}

async function greet(side: Side): Promise<void> {
  const { answer } = await side.ask('{ __typename }');
  if (answer.data === null && answer.errors[0]) {
    const advice = 'Name a user with --header, or mend what the message says.';
    throw new CompareError(`${side.name} at ${side.address} refuses: ${answer.errors[0].message}`, advice);
  }
}

/** The graph of a running gateway; null where it doesn't show it. */
async function schemaOf(gateway: Side): Promise<GraphQLSchema | null> {
  const { answer } = await gateway.ask(getIntrospectionQuery());
  const { data } = answer;
  return data && '__schema' in data ? buildClientSchema(data as unknown as IntrospectionQuery) : null;
}

function heading(
  { wpgraphql, gateway, requests }: Pair,
  documents: string,
  runs: number,
  { paint }: Terminal,
): string {
  const how = requests() === null ? 'as it runs there' : 'run by this command';
  return [
    `${paint.dim('WPGraphQL')}  ${wpgraphql.address}`,
    `${paint.dim('PressQL')}    ${gateway.address}, ${how}`,
    `${paint.dim('To both')}    ${documents}, ${runs === 1 ? 'once each' : `${runs} times each`}\n`,
  ].join('\n');
}
