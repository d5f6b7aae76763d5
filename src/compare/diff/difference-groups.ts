import { type Path, valueAt } from '../../values/json.ts';
import type { AnswerNotice, GraphQLAnswer } from '../ask/answer.ts';
import { type AnswerShape, answerShapeAt } from './answer-shape.ts';
import { errorAtOrBelow, errorAtOrBeside, noticeAt } from './answers.ts';
import type { AnswerDifference } from './differences.ts';
import { differenceReason } from './reasons.ts';
import type { DifferenceGroup } from './report.ts';

/** Two answers to the same document. */
export interface ComparedAnswers {
  readonly shape: AnswerShape;
  readonly wpgraphql: GraphQLAnswer;
  readonly gateway: GraphQLAnswer;
  /** Paths at which WPGraphQL's own answer changes from one request to the next, as {@link pathPattern} writes them. */
  readonly unstable: ReadonlySet<string>;
}

/**
 * Groups differences of the same kind and reason that are at the same place in different items of a list. Returns the
 * groups in the order of their first difference.
 */
export function groupDifferences(
  differences: readonly AnswerDifference[],
  answers: ComparedAnswers,
): readonly DifferenceGroup[] {
  const groups = new Map<string, AnswerDifference[]>();
  for (const difference of differences) {
    const reason = reasonOf(difference, answers);
    const key = JSON.stringify([pathPattern(difference.path), difference.kind, reason]);
    groups.set(key, [...(groups.get(key) ?? []), difference]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { kind, wpgraphql, gateway } = first;
    const [field = null] = answerShapeAt(answers.shape, first.path)?.coordinates ?? [];
    return {
      path: group.length === 1 ? pathText(first.path) : pathPattern(first.path),
      kind,
      count: group.reduce((count, difference) => count + itemCount(difference), 0),
      field,
      wpgraphql: wpgraphql ?? null,
      gateway: gateway ?? null,
      reason: reasonOf(first, answers),
    };
  });
}

/** Returns a path as text, without positions: `posts.nodes[*].title`. */
export function pathPattern(path: Path): string {
  return pathText(path).replaceAll(/\[\d+\]/g, '[*]');
}

/** Returns a path as text: `posts.nodes[0].title`. */
export function pathText(path: Path): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`))
    .join('');
}

/** Returns the number of list items that differ. For other differences, returns 1. */
function itemCount({ kind, wpgraphql, gateway }: AnswerDifference): number {
  const items = kind === 'missing' ? wpgraphql : kind === 'extra' ? gateway : null;
  return Array.isArray(items) ? items.length : 1;
}

function reasonOf(
  difference: AnswerDifference,
  { shape, wpgraphql, gateway, unstable }: ComparedAnswers,
): string | null {
  const { path, kind } = difference;
  if (unstable.has(pathPattern(path))) return "WPGraphQL's own answer changes from one request to the next.";
  const theirError =
    kind === 'value' && difference.wpgraphql === null ? errorAtOrBelow(wpgraphql, path) : undefined;
  if (theirError) return `WPGraphQL answers with an error: ${theirError.message}`;
  const shapes = path.flatMap((_, index) => answerShapeAt(shape, path.slice(0, index + 1)) ?? []);
  const fields = new Set(shapes.flatMap(({ coordinates }) => [...coordinates]));
  const notice = kind === 'value' || kind === 'missing' ? noticeAt(gateway, path, fields) : undefined;
  if (notice) return noticeText(notice);
  const ourError = kind === 'error' || kind === 'value' ? errorAtOrBeside(gateway, path) : undefined;
  if (ourError?.advice) return ourError.advice;
  return differenceReason(difference, {
    names: shapes.flatMap(({ names }) => [...names]),
    availabilities: answerShapeAt(shape, path)?.availabilities ?? [],
    wpgraphql: valueAt(wpgraphql.data, ...path),
    code: ourError?.code ?? null,
  });
}

function noticeText({ message, grant }: AnswerNotice): string {
  return grant === null || message.includes(`\`${grant}\``)
    ? message
    : `${message} It needs the grant \`${grant}\`.`;
}
