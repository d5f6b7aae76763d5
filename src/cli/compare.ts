import { guessFor } from '../compare/ask/guesses.ts';
import { readSamples } from '../compare/ask/samples.ts';
import { readVariables } from '../compare/ask/variables.ts';
import { type DocumentReport, type Report, summarize, unreadReport } from '../compare/diff/report.ts';
import { type CompareOptions, compareDocument, type Pair } from '../compare/diff/run.ts';
import { reportText } from '../compare/print/report-text.ts';
import { count } from '../compare/print/words.ts';
import { findDocuments } from '../compare/read/documents.ts';
import { CompareError } from '../compare/read/errors.ts';
import { readProject, readSources } from '../compare/read/files.ts';
import { habitsIn } from '../compare/transport/habits.ts';
import { checkTransport } from '../compare/transport/transport.ts';
import type { Settings } from '../config/options.ts';
import { WordPressError } from '../wordpress/errors.ts';
import type { CompareFlags } from './compare-flags.ts';
import { addressOf, openPair } from './compare-pair.ts';
import { startFor } from './compare-start.ts';
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
  const { pair, wires, site, close } = await openPair(addressOf(endpoint), flags, settings);
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
    const transport = await checkTransport(habitsIn([...readProject(folder), ...files]), wires);
    return {
      version: 1,
      wpgraphql: pair.wpgraphql.address,
      gateway: pair.gateway.address,
      runs: flags.runs,
      summary: summarize(reports, flags.minSame, transport),
      transport,
      start: startFor(reports, transport, { settings, site }),
      documents: reports,
    };
  } finally {
    terminal.progress(null);
    await close();
  }
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
