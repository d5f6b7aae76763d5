import { toBase64 } from '#platform/values/bytes';
import type { Part } from './part.ts';
import { objectRows } from './tables.ts';

/** Returns the id of a part: the global id of a form, a field or an entry, and Gravity Forms' own id of every other part. */
export function globalIdOf({ type, data, form }: Part): unknown {
  if (!objectRows.get(type)?.interfaces.includes('Node')) return data['id'] ?? null;
  if (type === 'GfForm') return formIdOf(data['id']);
  if (type === 'GfSubmittedEntry') return toBase64(`gf_entry:${data['databaseId']}`);
  if (type === 'GfDraftEntry') return toBase64(`gf_draft_entry:${data['resumeToken']}`);
  return toBase64(`gf_form_field:${form?.data['id']}:${data['id']}`);
}

/** Returns the global id of the form with a database id. */
export function formIdOf(id: unknown): string {
  return toBase64(`gf_form:${id}`);
}
