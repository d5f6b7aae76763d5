import { guessValue } from '../compare/ask/guesses.ts';
import { readSampleNodes } from '../compare/ask/samples.ts';
import { readVariables } from '../compare/ask/variables.ts';
import { type DocumentReport, type Report, summarize, unreadReport } from '../compare/diff/report.ts';
import { type CompareOptions, compareDocument, type Pair } from '../compare/diff/run.ts';
import { reportText } from '../compare/print/report-text.ts';
import { count } from '../compare/print/words.ts';
import { findDocuments } from '../compare/read/documents.ts';
import { CompareError } from '../compare/read/errors.ts';
import { readProject, readSources } from '../compare/read/files.ts';
import { findHabits } from '../compare/transport/habits.ts';
import { checkTransport } from '../compare/transport/transport.ts';
import type { Settings } from '../config/options.ts';
import { WordPressError } from '../wordpress/errors.ts';
import type { CompareFlags } from './compare-flags.ts';
import { openPair, parseEndpoint } from './compare-pair.ts';
import { startAdvice } from './compare-start.ts';
import type { Terminal } from './print.ts';

/** The arguments of `pressql compare`. */
export interface CompareCommand {
  /** The address of WPGraphQL, then the files and folders with documents. */
  readonly targets: readonly string[];
  readonly flags: CompareFlags;
  readonly json: boolean;
  readonly settings: Settings;
  /** The current folder. */
  readonly folder: string;
}

/**
 * Sends a frontend's documents to WPGraphQL and to the gateway, compares the answers, and prints a report.
 *
 * @returns the exit code: 0 if enough documents get the same answer, 1 if not, 2 if nothing could be compared
 */
export async function runCompare(command: CompareCommand, terminal: Terminal): Promise<number> {
  try {
    const report = await compare(command, terminal);
    const style = { paint: terminal.paint, width: terminal.width };
    terminal.out.write(command.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report, style));
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
  const [address, ...paths] = targets;
  if (address === undefined) {
    throw new CompareError(
      'The address of WPGraphQL is missing.',
      'pressql compare https://site.example/graphql [files or folders of documents]',
    );
  }
  const sharedVariables = flags.variables === undefined ? {} : readVariables(flags.variables, folder);
  const files = readSources(paths.length > 0 ? paths : ['.'], folder);
  const { documents, unread } = findDocuments(files);
  const place = paths.join(', ') || 'this folder';
  if (documents.length + unread.length === 0) {
    throw new CompareError(
      `There is no GraphQL document in ${place} (${count(files.length, 'file')} read).`,
      'Name .graphql files, source files with gql`…` or graphql`…` in them, or their folders.',
    );
  }
  const { pair, http, site, found, close } = await openPair(parseEndpoint(address), flags, settings);
  try {
    if (!json) {
      const subject = `${count(documents.length, 'document')} of ${place}`;
      terminal.line(heading(pair, subject, flags.runs, terminal));
    }
    const hasVariables = documents.some(
      ({ operation, inserted }) => (operation.variableDefinitions ?? []).length + inserted.length > 0,
    );
    const samples = hasVariables ? await readSampleNodes(pair.wpgraphql) : {};
    const options: CompareOptions = {
      runs: flags.runs,
      folder,
      shared: sharedVariables,
      guess: (document, variable, set) =>
        guessValue(document, variable, { samples, schema: pair.schema }, set),
    };
    const reports: DocumentReport[] = unread.map(unreadReport);
    for (const [index, document] of documents.entries()) {
      terminal.progress(`${index + 1} of ${documents.length}  ${document.name}`);
      reports.push(await compareDocument(document, pair, options));
    }
    const transport = await checkTransport(findHabits([...readProject(folder), ...files]), http);
    return {
      version: 1,
      wpgraphql: pair.wpgraphql.address,
      gateway: pair.gateway.address,
      runs: flags.runs,
      summary: summarize(reports, flags.minSame, transport),
      transport,
      start: startAdvice(reports, transport, {
        ...{ settings, site },
        found: { ...found, settings: { ...found.settings } },
      }),
      documents: reports,
    };
  } finally {
    terminal.progress(null);
    await close();
  }
}

function heading(
  { wpgraphql, gateway, upstreamRequests }: Pair,
  documents: string,
  runs: number,
  { paint }: Terminal,
): string {
  const how = upstreamRequests() === null ? 'already running' : 'started by this command';
  return [
    `${paint.dim('WPGraphQL')}  ${wpgraphql.address}`,
    `${paint.dim('PressQL')}    ${gateway.address}, ${how}`,
    `${paint.dim('To both')}    ${documents}, ${runs === 1 ? 'once each' : `${runs} times each`}\n`,
  ].join('\n');
}
