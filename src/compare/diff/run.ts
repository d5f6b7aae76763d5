import { type GraphQLSchema, Kind } from '../../packages/graphql.ts';
import type { AnswerError, GraphQLAnswer } from '../ask/answer.ts';
import type { Endpoint, TimedAnswer } from '../ask/endpoint.ts';
import { defineInsertedVariables } from '../ask/inserted.ts';
import { type VariableSet, type VariableSources, type Variables, variableSets } from '../ask/variables.ts';
import type { FoundDocument } from '../read/documents.ts';
import { CompareError } from '../read/errors.ts';
import { type AnswerShape, answerShapeOf } from './answer-shape.ts';
import { type Comparison, compareAnswers } from './answers.ts';
import { type ComparedAnswers, groupDifferences, pathPattern, pathText } from './difference-groups.ts';
import { countValues, differencesOf } from './differences.ts';
import { mergeCases } from './merge-cases.ts';
import { pageSteps } from './pages.ts';
import type { MissingPart } from './reasons.ts';
import { type CaseReport, type DocumentReport, reportOf } from './report.ts';
import { timingOf } from './timing.ts';
import { type UnsupportedPart, unsupportedParts } from './unsupported.ts';

/** The two endpoints of a comparison. */
export interface Pair {
  readonly wpgraphql: Endpoint;
  readonly gateway: Endpoint;
  /** The gateway's schema. null if the gateway does not allow introspection. */
  readonly schema: GraphQLSchema | null;
  /** Returns the number of requests that the gateway has sent to WordPress. null if the gateway was already running. */
  readonly upstreamRequests: () => number | null;
  /** Why the gateway's schema may lack parts that extensions of WPGraphQL add for plugins. */
  readonly pluginParts: readonly MissingPart[];
}

/** Options of {@link compareDocument}. */
export interface CompareOptions extends VariableSources {
  /** How many times to send each document with its first set of values. It is sent once with each other set. */
  readonly runs: number;
}

/** The label of cases with another set of values than the first. */
const otherValues = 'other values';

/** Answers with fewer values prove little: two endpoints can both return an empty list for different reasons. */
const minValues = 5;

/**
 * Sends a document to both endpoints and compares the answers. Sends queries only: mutations would change the site.
 *
 * @returns the report. If a document cannot be sent or gets no answer, its report states the reason.
 */
export async function compareDocument(
  document: FoundDocument,
  pair: Pair,
  options: CompareOptions,
): Promise<DocumentReport> {
  const kind = document.operation.operation;
  if (kind !== 'query') {
    const why = `The comparison never sends a ${kind}: it could change the site.`;
    return reportOf(document, { result: 'skipped', why });
  }
  const cases: CaseReport[] = [];
  for (const found of [document, ...document.alternatives]) {
    const complete = defineInsertedVariables(found, pair.schema);
    if (complete === null) {
      const why = 'The frontend inserts values into the text, and the schema does not contain their types.';
      return reportOf(found, { result: 'unread', why, advice: 'Pass values as variables.' });
    }
    const sets = variableSets(complete, options);
    const [first] = sets;
    if (first && first.missing.length > 0) return reportOf(complete, missingValues(first));
    for (const set of sets) {
      const runs = cases.length === 0 ? options.runs : 1;
      cases.push(
        ...(await compareSet(complete, set, pair, { runs, label: set === first ? null : otherValues })),
      );
    }
    if (!cases.every(({ result }) => result === 'small')) continue;
    // The values in files may belong to another site's content, so try values from this site.
    for (const set of variableSets(complete, { ...options, folder: null, shared: {} })) {
      if (set.sampled.length === 0 || set.missing.length > 0) continue;
      const isDuplicate = sets.some(({ values }) => JSON.stringify(values) === JSON.stringify(set.values));
      if (!isDuplicate)
        cases.push(...(await compareSet(complete, set, pair, { runs: 1, label: otherValues })));
    }
  }
  return mergeCases(document, cases);
}

function missingValues({ missing, file }: VariableSet): Pick<DocumentReport, 'result' | 'why' | 'advice'> {
  const names = missing.map((variable) => variable.slice(1).split(':')[0]);
  const example = `{ ${names.map((name) => `${JSON.stringify(name)}: …`).join(', ')} }`;
  return {
    result: 'skipped',
    why: `The document needs a value for ${missing.join(', ')}.`,
    advice: `Write ${example} to ${file}, or to a file for all documents: --variables FILE.`,
  };
}

interface CaseOptions {
  readonly label: string | null;
  readonly runs: number;
}

/** Compares a document with one set of values. Then compares the other pages that its variables allow. */
async function compareSet(
  document: FoundDocument,
  { values, sampled }: VariableSet,
  pair: Pair,
  options: CaseOptions,
): Promise<readonly CaseReport[]> {
  const sampleNotes = sampled.map((name) => `$${name} is ${JSON.stringify(values[name])}, from the site.`);
  const notes = [...document.notes, ...sampleNotes];
  const first = await compareOnce(document, { theirs: values, ours: values }, pair, { ...options, notes });
  const cases = [first.report];
  let current = { theirs: { values, answer: first.theirs }, ours: { values, answer: first.ours } };
  for (const { label, next } of pageSteps(document, answerShapeOf(document.document, pair.schema))) {
    const [theirs, ours] = [current.theirs, current.ours].map(
      ({ values, answer }) => answer && next(values, answer),
    );
    if (!theirs || !ours) continue;
    const page = await compareOnce(document, { theirs, ours }, pair, { label, runs: 1, notes });
    cases.push(page.report);
    current = {
      theirs: { values: theirs, answer: page.theirs },
      ours: { values: ours, answer: page.ours },
    };
  }
  return cases;
}

interface ComparedCase {
  readonly report: CaseReport;
  /** WPGraphQL's answer. null if the answers could not be compared. */
  readonly theirs: GraphQLAnswer | null;
  /** The gateway's answer. null if the answers could not be compared. */
  readonly ours: GraphQLAnswer | null;
}

/** Compares a document with one set of values, on one page. */
async function compareOnce(
  document: FoundDocument,
  values: { readonly theirs: Variables; readonly ours: Variables },
  { wpgraphql, gateway, schema, upstreamRequests, pluginParts }: Pair,
  { label, notes, runs }: CaseOptions & { readonly notes: readonly string[] },
): Promise<ComparedCase> {
  const reportWith = (facts: Partial<CaseReport> & Pick<CaseReport, 'result'>): CaseReport => ({
    ...{ label, variables: values.theirs, values: 0, differences: [], unsupported: [], timing: null },
    ...{ why: null, advice: null, notes, ...facts },
  });
  const notCompared = (facts: Parameters<typeof reportWith>[0]): ComparedCase => ({
    report: reportWith(facts),
    theirs: null,
    ours: null,
  });
  try {
    const first = await wpgraphql.query(document.text, values.theirs);
    const refusal = refusalIn(first.answer);
    if (refusal) return notCompared({ result: 'refused', why: refusal.message });
    const unsupported = schema ? unsupportedParts(document.document, schema, pluginParts) : [];
    if (unsupported.length > 0) return notCompared({ result: 'unsupported', unsupported });
    const theirs = [first];
    const ours: TimedAnswer[] = [];
    let requests: number | null = null;
    for (let run = 0; run < runs; run++) {
      if (run > 0) theirs.push(await wpgraphql.query(document.text, values.theirs));
      const before = upstreamRequests();
      const answered = await gateway.query(document.text, values.ours);
      ours.push(answered);
      requests = before === null ? null : (upstreamRequests() ?? 0) - before;
      const gatewayRefusal = run === 0 ? refusalIn(answered.answer) : undefined;
      if (gatewayRefusal) {
        return notCompared({ result: 'unsupported', unsupported: [unsupportedByError(gatewayRefusal)] });
      }
    }
    const answers = { wpgraphql: first.answer, gateway: ours[0]?.answer ?? first.answer };
    const timing = timingOf(
      theirs.map(({ ms }) => ms),
      ours.map(({ ms }) => ms),
      requests,
    );
    if (isIntrospection(document)) return notCompared({ result: 'introspection', timing });
    const shape = answerShapeOf(document.document, schema);
    const comparison = compareAnswers(answers.wpgraphql, answers.gateway, shape);
    const unstable = unstablePaths(theirs, shape);
    const report = reportWith({
      ...verdictOf(comparison, { ...answers, shape, unstable }),
      values: countValues(answers.wpgraphql.data),
      notes: [...notes, ...comparison.quirks.map(quirkText)],
      timing,
    });
    return { report, theirs: answers.wpgraphql, ours: answers.gateway };
  } catch (error) {
    if (!(error instanceof CompareError)) throw error;
    return notCompared({ result: 'failed', why: error.message, advice: error.advice });
  }
}

function verdictOf(
  { differences, unsupported }: Comparison,
  answers: ComparedAnswers,
): Pick<CaseReport, 'result' | 'differences' | 'unsupported'> {
  const partsByMessage = new Map(unsupported.map((error) => [error.message, unsupportedByError(error)]));
  const equalResult = countValues(answers.wpgraphql.data) < minValues ? 'small' : 'same';
  const result = unsupported.length > 0 ? 'unsupported' : differences.length > 0 ? 'differs' : equalResult;
  return {
    result,
    differences: groupDifferences(differences, answers),
    unsupported: [...partsByMessage.values()],
  };
}

/** Returns the paths at which the answers of one endpoint differ from one another. */
function unstablePaths(answers: readonly TimedAnswer[], shape: AnswerShape): ReadonlySet<string> {
  const [first, ...others] = answers;
  const differences = others.flatMap(({ answer }) => differencesOf(first?.answer.data, answer.data, shape));
  return new Set(differences.map(({ path }) => pathPattern(path)));
}

/** Returns the error with which an endpoint refused the whole document. Returns undefined if it did not refuse it. */
function refusalIn({ data, errors }: GraphQLAnswer): AnswerError | undefined {
  return data === null ? (errors.find(({ path }) => path === null) ?? errors[0]) : undefined;
}

function unsupportedByError({ path, message }: AnswerError): UnsupportedPart {
  return { subject: path ? pathText(path) : 'the document', why: message, instead: null };
}

function quirkText({ path, message }: AnswerError): string {
  return `WPGraphQL reports an error${path ? ` at ${pathText(path)}` : ''}: ${message}`;
}

/** Returns whether a document queries nothing but the schema. */
function isIntrospection({ operation }: FoundDocument): boolean {
  return operation.selectionSet.selections.every(
    (selection) => selection.kind === Kind.FIELD && /^__(schema|type)$/.test(selection.name.value),
  );
}
