import { type DocumentNode, GraphQLError, getOperationAST, Kind } from '../packages/graphql.ts';
import { isRecord } from '../values/json.ts';
import { type Tracing, traced } from '../values/tracing.ts';
import { WordPressError } from '../wordpress/errors.ts';
import type { Exchange, OperationRecord } from './exchange.ts';
import type { Plugin } from './graphql-yoga.ts';

/** The part of the context that belongs to one HTTP request, and to one operation of it. */
export interface ExchangeContext {
  readonly exchange: Exchange;
  /** Notes about the operation. Absent until it begins. */
  record?: OperationRecord;
}

/** Notes each operation in its exchange: its name and kind, its duration, and its errors. */
export function useOperationRecords(): Plugin<ExchangeContext, ExchangeContext> {
  return {
    instrumentation: {
      async operation({ context }, run) {
        const record = recordFrom(performance.now());
        context.record = record;
        context.exchange.operations.push(record);
        await traced({ name: 'GraphQL', kind: 'internal' }, async (span) => {
          try {
            await run();
          } catch (error) {
            count(record, [error]);
            throw error;
          } finally {
            record.end = performance.now();
            describe(record, span);
          }
        });
      },
    },
    onParse:
      ({ context }) =>
      ({ result }) => {
        if (!context.record) return;
        const operation = isDocument(result) ? getOperationAST(result, context.params?.operationName) : null;
        context.record.name = operation?.name?.value.slice(0, longestName) ?? null;
        context.record.kind = operation?.operation ?? null;
      },
    onExecutionResult({ result, context: { record } }) {
      if (record && result && 'errors' in result) count(record, result.errors ?? []);
    },
    // A request that is refused before its operations are read counts as one operation.
    onResultProcess({ result, serverContext: { exchange } }) {
      if (exchange.operations.length > 0) return;
      const record = recordFrom(exchange.start);
      for (const each of [result].flat()) if ('errors' in each) count(record, each.errors ?? []);
      exchange.operations.push(record);
    },
  };
}

/** Adds name, kind and outcome of an operation to its span at its end (OpenTelemetry, "Semantic conventions for GraphQL Server"). */
function describe({ kind, name, errors }: OperationRecord, span: Tracing): void {
  if (kind !== null) span.rename(name === null ? kind : `${kind} ${name}`);
  span.add({
    ...(kind === null ? {} : { 'graphql.operation.type': kind }),
    ...(name === null ? {} : { 'graphql.operation.name': name }),
  });
  if (Object.keys(errors).length > 0) span.fail();
}

/** Characters of a name in logs. */
const longestName = 100;

function recordFrom(start: number): OperationRecord {
  return {
    name: null,
    kind: null,
    start,
    end: 0,
    requests: () => 0,
    hits: () => 0,
    errors: {},
    reports: new Set(),
  };
}

/** Reports of one operation in logs. */
const mostReports = 5;

function count({ errors, reports }: OperationRecord, thrown: readonly unknown[]): void {
  for (const error of thrown) {
    const cause = error instanceof GraphQLError ? error.originalError : null;
    if (cause instanceof WordPressError && cause.details.report !== undefined && reports.size < mostReports)
      reports.add(cause.report);
    const code = error instanceof GraphQLError ? error.extensions['code'] : 'INTERNAL_SERVER_ERROR';
    // GraphQL.js gives no code to the errors of its parser and its validation.
    const name = typeof code === 'string' ? code : 'GRAPHQL_VALIDATION_FAILED';
    errors[name] = (errors[name] ?? 0) + 1;
  }
}

function isDocument(result: unknown): result is DocumentNode {
  return isRecord(result) && result['kind'] === Kind.DOCUMENT;
}
