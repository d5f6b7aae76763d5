import { type GraphQLSchema, Kind } from '../../packages/graphql.ts';
import type { Answer, AnswerError } from '../ask/answer.ts';
import type { Side, Timed } from '../ask/endpoint.ts';
import { withInsertedVariables } from '../ask/inserted.ts';
import { type Resolved, type Supply, type Variables, variableSets } from '../ask/variables.ts';
import type { FoundDocument } from '../read/documents.ts';
import { CompareError } from '../read/errors.ts';
import { type Comparison, compareAnswers } from './answers.ts';
import { mergeCases } from './cases.ts';
import { groupDifferences, patternOf, writtenPath } from './groups.ts';
import { pageSteps } from './pages.ts';
import { type CaseReport, type DocumentReport, reportOf } from './report.ts';
import { type Shape, shapeOf } from './shape.ts';
import { timingOf } from './timing.ts';
import { type Unsupported, unsupportedIn } from './unsupported.ts';
import { countValues, differencesOf } from './values.ts';

/** Two endpoints, and what is known of them. */
export interface Pair {
  readonly wpgraphql: Side;
  readonly gateway: Side;
  /** The gateway's graph; null where it doesn't show it. */
  readonly schema: GraphQLSchema | null;
  /** Requests that the gateway has sent to WordPress so far; null for a gateway elsewhere. */
  readonly requests: () => number | null;
}

/** How documents are compared. */
export interface CompareOptions extends Supply {
  /** How often each document is sent to each side with its first values; with others it is sent once. */
  readonly runs: number;
}

/** Values fewer than these prove nothing: an empty list is the same on both sides whatever either can do. */
const leastValues = 5;

/** Sends a document to both sides and says what came of it. Only queries are ever sent. */
export async function compareDocument(
  document: FoundDocument,
  pair: Pair,
  options: CompareOptions,
): Promise<DocumentReport> {
  const kind = document.operation.operation;
  if (kind !== 'query') {
    const why = `A ${kind} is never sent: it could change the site.`;
    return reportOf(document, { result: 'skipped', why });
  }
  const cases: CaseReport[] = [];
  for (const found of [document, ...document.alternatives]) {
    const text = withInsertedVariables(found, pair.schema);
    if (text === null) {
      const why = 'The frontend puts values into its text, and the graph does not say of which type.';
      return reportOf(found, { result: 'unread', why, advice: 'Pass values as variables.' });
    }
    const sets = variableSets(text, options);
    const [first] = sets;
    if (first && first.missing.length > 0) return reportOf(text, withoutValues(first));
    for (const set of sets) {
      const runs = cases.length === 0 ? options.runs : 1;
      cases.push(...(await compareSet(text, set, pair, { runs, isAnother: set !== first })));
    }
    if (!cases.every(({ result }) => result === 'small')) continue;
    // The values beside a document may be of another site's content.
    for (const set of variableSets(text, { ...options, folder: null, common: {} })) {
      if (set.sampled.length === 0 || set.missing.length > 0) continue;
      const isKnown = sets.some(({ values }) => JSON.stringify(values) === JSON.stringify(set.values));
      if (!isKnown) cases.push(...(await compareSet(text, set, pair, { runs: 1, isAnother: true })));
    }
  }
  return mergeCases(document, cases);
}

function withoutValues(variables: Resolved): Pick<DocumentReport, 'result' | 'why' | 'advice'> {
  return {
    result: 'skipped',
    why: `It needs a value for ${variables.missing.join(', ')}.`,
    advice: `Put ${example(variables)} into ${variables.file}, or into a file for all documents, --variables FILE.`,
  };
}

/** Sends a document with one set of values, and then asks each side for the pages beside. */
async function compareSet(
  document: FoundDocument,
  { values, sampled }: Resolved,
  pair: Pair,
  { runs, isAnother }: { runs: number; isAnother: boolean },
): Promise<readonly CaseReport[]> {
  const given = sampled.map((name) => `$${name} is ${JSON.stringify(values[name])}, from the site.`);
  const about = { label: isAnother ? 'other values' : null, notes: [...document.notes, ...given] };
  const first = await compareOnce(document, { theirs: values, ours: values }, pair, { ...about, runs });
  const cases = [first.report];
  let last = { theirs: { values, answer: first.theirs }, ours: { values, answer: first.ours } };
  for (const { label, next } of pageSteps(document, shapeOf(document.document, pair.schema))) {
    const [theirs, ours] = [last.theirs, last.ours].map(
      ({ values, answer }) => answer && next(values, answer),
    );
    if (!theirs || !ours) continue;
    const page = await compareOnce(document, { theirs, ours }, pair, { ...about, label, runs: 1 });
    cases.push(page.report);
    last = {
      theirs: { values: theirs, answer: page.theirs },
      ours: { values: ours, answer: page.ours },
    };
  }
  return cases;
}

interface Once {
  readonly report: CaseReport;
  /** What each answered; null where it gave no answer to compare. */
  readonly theirs: Answer | null;
  readonly ours: Answer | null;
}

async function compareOnce(
  document: FoundDocument,
  values: { readonly theirs: Variables; readonly ours: Variables },
  { wpgraphql, gateway, schema, requests }: Pair,
  { label, notes, runs }: { label: string | null; notes: readonly string[]; runs: number },
): Promise<Once> {
  const reported = (facts: Partial<CaseReport> & Pick<CaseReport, 'result'>): CaseReport => ({
    ...{ label, variables: values.theirs, values: 0, differences: [], unsupported: [], timing: null },
    ...{ why: null, advice: null, notes, ...facts },
  });
  const without = (facts: Parameters<typeof reported>[0]): Once => ({
    report: reported(facts),
    theirs: null,
    ours: null,
  });
  try {
    const theirs = [await wpgraphql.ask(document.text, values.theirs)];
    const [{ answer: wanted }] = theirs as [Timed];
    const refusal = refusalOf(wanted);
    if (refusal) return without({ result: 'refused', why: refusal.message });
    const unsupported = schema ? unsupportedIn(document.document, schema) : [];
    if (unsupported.length > 0) return without({ result: 'unsupported', unsupported });
    const ours: Timed[] = [];
    let sent: number | null = null;
    for (let run = 0; run < runs; run++) {
      if (run > 0) theirs.push(await wpgraphql.ask(document.text, values.theirs));
      const before = requests();
      ours.push(await gateway.ask(document.text, values.ours));
      sent = before === null ? null : (requests() ?? 0) - before;
      const refused = refusalOf(ours[0]?.answer ?? wanted);
      if (refused) return without({ result: 'unsupported', unsupported: [unsupportedBy(refused)] });
    }
    const given = ours[0]?.answer ?? wanted;
    const timing = timingOf(theirs.map(msOf), ours.map(msOf), sent);
    if (isIntrospection(document)) return without({ result: 'introspection', timing });
    const shape = shapeOf(document.document, schema);
    const comparison = compareAnswers(wanted, given, shape);
    const changing = changingPlaces(theirs, shape);
    const report = reported({
      ...verdictOf(comparison, { shape, wpgraphql: wanted, gateway: given, changing }),
      values: countValues(wanted.data),
      notes: [...notes, ...comparison.quirks.map(quirk)],
      timing,
    });
    return { report, theirs: wanted, ours: given };
  } catch (error) {
    if (!(error instanceof CompareError)) throw error;
    return without({ result: 'failed', why: error.message, advice: error.advice });
  }
}

function verdictOf(
  { differences, unsupported }: Comparison,
  context: Parameters<typeof groupDifferences>[1],
): Pick<CaseReport, 'result' | 'differences' | 'unsupported'> {
  const refusals = new Map(unsupported.map((error) => [error.message, unsupportedBy(error)]));
  const alike = countValues(context.wpgraphql.data) < leastValues ? 'small' : 'same';
  const result = unsupported.length > 0 ? 'unsupported' : differences.length > 0 ? 'differs' : alike;
  return { result, differences: groupDifferences(differences, context), unsupported: [...refusals.values()] };
}

/** Where two answers of one endpoint differ. */
function changingPlaces(answers: readonly Timed[], shape: Shape): ReadonlySet<string> {
  const [first, ...others] = answers;
  const found = others.flatMap(({ answer }) => differencesOf(first?.answer.data, answer.data, shape));
  return new Set(found.map(({ path }) => patternOf(path)));
}

/** The error with which an endpoint refused a document as a whole; undefined where it answered. */
function refusalOf({ data, errors }: Answer): AnswerError | undefined {
  return data === null ? (errors.find(({ path }) => path === null) ?? errors[0]) : undefined;
}

function unsupportedBy({ path, message }: AnswerError): Unsupported {
  return { subject: path ? writtenPath(path) : 'the document', why: message, instead: null };
}

function quirk({ path, message }: AnswerError): string {
  return `WPGraphQL reports an error${path ? ` at ${writtenPath(path)}` : ''}: ${message}`;
}

/** Whether a document asks for nothing but the graph's own description. */
function isIntrospection({ operation }: FoundDocument): boolean {
  return operation.selectionSet.selections.every(
    (selection) => selection.kind === Kind.FIELD && /^__(schema|type)$/.test(selection.name.value),
  );
}

function example({ missing }: Resolved): string {
  return `{ ${missing.map((variable) => `${JSON.stringify(variable.slice(1).split(':')[0])}: …`).join(', ')} }`;
}

function msOf({ ms }: Timed): number {
  return ms;
}
