import { type GraphQLSchema, Kind, type VariableDefinitionNode } from 'graphql';
import { type Answer, type AnswerError, type Comparison, compareAnswers } from './answers.ts';
import type { FoundDocument } from './documents.ts';
import { CompareError } from './errors.ts';
import { groupDifferences, patternOf, writtenPath } from './groups.ts';
import { type DocumentReport, reportOf } from './report.ts';
import { type Shape, shapeOf } from './shape.ts';
import type { Side, Timed } from './side.ts';
import { type Unsupported, unsupportedIn } from './support.ts';
import { timingOf } from './timing.ts';
import { differencesOf } from './values.ts';
import { type Resolved, resolveVariables, type Variables } from './variables.ts';

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
export interface CompareOptions {
  /** How often each document is sent to each side. */
  readonly runs: number;
  readonly folder: string;
  readonly common: Variables;
  readonly sample: (document: FoundDocument, variable: VariableDefinitionNode) => unknown;
}

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
  const variables = resolveVariables(document, options);
  if (variables.missing.length > 0) {
    return reportOf(document, {
      result: 'skipped',
      why: `It needs a value for ${variables.missing.join(', ')}.`,
      advice: `Put ${example(variables)} into ${variables.file}, or into a file for all documents, --variables FILE.`,
    });
  }
  try {
    return await compareQuery(document, variables, pair, options.runs);
  } catch (error) {
    if (!(error instanceof CompareError)) throw error;
    return reportOf(document, { result: 'failed', why: error.message, advice: error.advice });
  }
}

async function compareQuery(
  document: FoundDocument,
  { values, sampled }: Resolved,
  { wpgraphql, gateway, schema, requests }: Pair,
  runs: number,
): Promise<DocumentReport> {
  const notes = [
    ...document.notes,
    ...sampled.map((name) => `$${name} is ${JSON.stringify(values[name])}, from the site.`),
  ];
  const first = await wpgraphql.ask(document.text, values);
  const refusal = refusalOf(first.answer);
  if (refusal) {
    return reportOf(document, { result: 'refused', notes, why: refusal.message });
  }
  const unsupported = schema ? unsupportedIn(document.document, schema) : [];
  if (unsupported.length > 0) return reportOf(document, { result: 'unsupported', notes, unsupported });
  const theirs = [first];
  const ours: Timed[] = [];
  let sent: number | null = null;
  for (let run = 0; run < runs; run++) {
    if (run > 0) theirs.push(await wpgraphql.ask(document.text, values));
    const before = requests();
    ours.push(await gateway.ask(document.text, values));
    sent = before === null ? null : (requests() ?? 0) - before;
    const refused = refusalOf(ours[0]?.answer ?? first.answer);
    if (refused)
      return reportOf(document, { result: 'unsupported', notes, unsupported: [unsupportedBy(refused)] });
  }
  const answer = ours[0]?.answer ?? first.answer;
  const timing = timingOf(theirs.map(msOf), ours.map(msOf), sent);
  const shape = shapeOf(document.document, schema);
  if (isIntrospection(document)) return reportOf(document, { result: 'introspection', notes, timing });
  const comparison = compareAnswers(first.answer, answer, shape);
  const changing = changingPlaces(theirs, shape);
  return reportOf(document, {
    ...verdictOf(comparison, { shape, wpgraphql: first.answer, gateway: answer, changing }),
    notes: [...notes, ...comparison.quirks.map(quirk)],
    timing,
  });
}

function verdictOf(
  { differences, unsupported }: Comparison,
  context: Parameters<typeof groupDifferences>[1],
): Pick<DocumentReport, 'result' | 'differences' | 'unsupported'> {
  const refusals = new Map(unsupported.map((error) => [error.message, unsupportedBy(error)]));
  const result = unsupported.length > 0 ? 'unsupported' : differences.length > 0 ? 'differs' : 'same';
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
