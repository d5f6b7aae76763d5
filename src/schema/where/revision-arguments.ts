import { isRecord } from '../../values/json.ts';
import { InputError } from '../kit/base/errors.ts';
import { asList, refuseArguments, unsupportedArguments, type WhereRow } from '../kit/where/rows.ts';

const noRevisionFilter = "WordPress' REST API doesn't filter revisions.";

/** The ordering of revisions: by one of their dates. */
export interface RevisionOrder {
  readonly path: 'date' | 'modified';
  readonly direction: 'asc' | 'desc';
}

const newest: RevisionOrder = { path: 'date', direction: 'desc' };

/** Paths by the value of `orderby`. Revisions lack the other values. */
const paths: Readonly<Record<string, RevisionOrder['path']>> = { DATE: 'date', MODIFIED: 'modified' };

/** Returns the arguments of `where` on connections to revisions. REST cannot filter revisions, so only `orderby` works. */
export function revisionWhere(rows: readonly WhereRow[]): readonly WhereRow[] {
  return unsupportedArguments(rows, noRevisionFilter).map(({ availability, ...row }) =>
    row.argument === 'orderby'
      ? { ...row, description: 'The value to order by: DATE or MODIFIED. The default is the newest first.' }
      : { ...row, ...(availability ? { availability } : {}) },
  );
}

/**
 * Returns the ordering of revisions that `where` selects.
 *
 * @throws InputError if `where` has another argument, or the ordering is not by a date
 */
export function revisionOrder({ orderby, ...others }: Readonly<Record<string, unknown>>): RevisionOrder {
  refuseArguments(others, noRevisionFilter);
  const [ordering] = asList(orderby);
  if (!isRecord(ordering)) return newest;
  const path = paths[String(ordering['field'])];
  if (!path) {
    throw new InputError(
      `\`where.orderby\` can't be ${String(ordering['field'])} for revisions: order by DATE or MODIFIED.`,
    );
  }
  return { path, direction: ordering['order'] === 'DESC' ? 'desc' : 'asc' };
}
