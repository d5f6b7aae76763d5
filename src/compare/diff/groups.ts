import { type Path, valueAt } from '../../values/json.ts';
import type { Answer, Notice } from '../ask/answer.ts';
import { errorBehind, errorNear, noticeAt } from './answers.ts';
import { differenceReason } from './reasons.ts';
import type { DifferenceGroup } from './report.ts';
import { type Shape, shapeAt } from './shape.ts';
import type { Difference } from './values.ts';

/** What explains differences. */
export interface Context {
  readonly shape: Shape;
  readonly wpgraphql: Answer;
  readonly gateway: Answer;
  /** Places whose values WPGraphQL itself doesn't give twice, as {@link patternOf} writes them. */
  readonly changing: ReadonlySet<string>;
}

/** Differences of one kind at one place of all items of a list, taken together; in the order of their first. */
export function groupDifferences(
  differences: readonly Difference[],
  context: Context,
): readonly DifferenceGroup[] {
  const groups = new Map<string, Difference[]>();
  for (const difference of differences) {
    const reason = reasonOf(difference, context);
    const key = JSON.stringify([patternOf(difference.path), difference.kind, reason]);
    groups.set(key, [...(groups.get(key) ?? []), difference]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { kind, wpgraphql, gateway } = first;
    const [field = null] = shapeAt(context.shape, first.path)?.coordinates ?? [];
    return {
      path: group.length === 1 ? writtenPath(first.path) : patternOf(first.path),
      kind,
      count: group.reduce((count, difference) => count + weightOf(difference), 0),
      field,
      wpgraphql: wpgraphql ?? null,
      gateway: gateway ?? null,
      reason: reasonOf(first, context),
    };
  });
}

/** `posts.nodes[*].title` */
export function patternOf(path: Path): string {
  return writtenPath(path).replaceAll(/\[\d+\]/g, '[*]');
}

/** `posts.nodes[0].title` */
export function writtenPath(path: Path): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`))
    .join('');
}

/** How many items of a list a difference is about; 1 where it is about a value. */
function weightOf({ kind, wpgraphql, gateway }: Difference): number {
  const items = kind === 'missing' ? wpgraphql : kind === 'extra' ? gateway : null;
  return Array.isArray(items) ? items.length : 1;
}

function reasonOf(difference: Difference, { shape, wpgraphql, gateway, changing }: Context): string | null {
  const { path, kind } = difference;
  if (changing.has(patternOf(path))) return "WPGraphQL's own answer changes from one time to the next.";
  const theirs = kind === 'value' && difference.wpgraphql === null ? errorBehind(wpgraphql, path) : undefined;
  if (theirs) return `WPGraphQL answers with an error: ${theirs.message}`;
  const shapes = path.flatMap((_, index) => shapeAt(shape, path.slice(0, index + 1)) ?? []);
  const fields = new Set(shapes.flatMap(({ coordinates }) => [...coordinates]));
  const notice = kind === 'value' || kind === 'missing' ? noticeAt(gateway, path, fields) : undefined;
  if (notice) return noticed(notice);
  const ours = kind === 'error' || kind === 'value' ? errorNear(gateway, path) : undefined;
  if (ours?.advice) return ours.advice;
  return differenceReason(difference, {
    names: shapes.flatMap(({ names }) => [...names]),
    descriptions: shapeAt(shape, path)?.descriptions ?? [],
    wpgraphql: valueAt(wpgraphql.data, ...path),
    code: ours?.code ?? null,
  });
}

function noticed({ message, grant }: Notice): string {
  return grant === null || message.includes(`\`${grant}\``)
    ? message
    : `${message} It needs the grant \`${grant}\`.`;
}
