import { toBase64 } from '#platform/values/bytes';
import { ClosedError } from '../../loading/base/closed.ts';
import type { Part, Row } from './part.ts';
import { objectRows } from './tables.ts';

/** Returns the id of a part: the global id of a form, a field or an entry, and Gravity Forms' own id of every other part. */
export function globalIdOf({ type, data, form }: Part): unknown {
  if (!objectRows.get(type)?.interfaces.includes('Node')) return data['id'] ?? null;
  if (type === 'GfForm') return formIdOf(data['id']);
  if (type === 'GfSubmittedEntry') return toBase64(`gf_entry:${databaseIdOf(data)}`);
  if (type === 'GfDraftEntry') return toBase64(`gf_draft_entry:${data['resumeToken']}`);
  return toBase64(`gf_form_field:${form?.data['id']}:${data['id']}`);
}

/** Returns the global id of the form with a database id. */
export function formIdOf(id: unknown): string {
  return toBase64(`gf_form:${id}`);
}

/**
 * Returns the database id of a form, a field or an entry.
 *
 * @throws ClosedError if WordPress does not tell the client the id of an entry
 */
export function databaseIdOf(data: Row): unknown {
  if (data['databaseId'] !== null) return data['databaseId'] ?? data['id'];
  throw new ClosedError(
    'absent',
    'The form is submitted. Gravity Forms tells the id of an entry to the staff of the site alone.',
    { advice: 'See in `errors` and `confirmation` whether the submission succeeded.' },
  );
}
