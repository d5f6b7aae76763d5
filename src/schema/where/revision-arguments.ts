import { isRecord } from '../../values/json.ts';
import { InputError } from '../kit/base/errors.ts';
import { asList, refuseArguments, unsupportedArguments, type WhereRow } from '../kit/where/rows.ts';

const noRevisionFilter = "WordPress' REST API doesn't filter revisions.";

/** How earlier versions are ordered: by a date, which may be many seconds apart from the others or none. */
export interface RevisionOrder {
  readonly path: 'date' | 'modified';
  readonly direction: 'asc' | 'desc';
}

const newest: RevisionOrder = { path: 'date', direction: 'desc' };

/** What `orderby` may name; what it names besides isn't in a revision. */
const paths: Readonly<Record<string, RevisionOrder['path']>> = { DATE: 'date', MODIFIED: 'modified' };

/** `where` of connections to revisions: REST lists them whole, so that they can be put in order, and no more. */
export function revisionWhere(rows: readonly WhereRow[]): readonly WhereRow[] {
  return unsupportedArguments(rows, noRevisionFilter).map(({ availability, ...row }) =>
    row.argument === 'orderby'
      ? { ...row, description: 'What to order by, DATE or MODIFIED; newest first unless given.' }
      : { ...row, ...(availability ? { availability } : {}) },
  );
}

/**
 * The order of revisions that `where` asks for.
 *
 * @throws InputError for any other argument, and for an order that isn't by a date
 */
export function revisionOrder({ orderby, ...others }: Readonly<Record<string, unknown>>): RevisionOrder {
  refuseArguments(others, noRevisionFilter);
  const [wanted] = asList(orderby);
  if (!isRecord(wanted)) return newest;
  const path = paths[String(wanted['field'])];
  if (!path) {
    throw new InputError(
      `\`where.orderby\` can't be ${String(wanted['field'])} for revisions: order by DATE or MODIFIED.`,
    );
  }
  return { path, direction: wanted['order'] === 'DESC' ? 'desc' : 'asc' };
}
