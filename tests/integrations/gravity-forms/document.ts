import type { PressQL } from '../../../src/index.ts';
import { interfaceRows, objectRows } from '../../../src/integrations/gravity-forms/tables.ts';

/** Fields of the types that lead back to forms, or to values of entries, which forms do not have. */
const leadBack = /^(form|formId|formDatabaseId|connectedChoice|connectedInput)$/;

/** Returns the names and types of all fields of a type, with those of its interfaces. */
function fieldsOfType(name: string): ReadonlyMap<string, string> {
  const row = objectRows.get(name) ?? interfaceRows.get(name);
  const inherited = (row?.interfaces ?? []).flatMap((each) => [...fieldsOfType(each)]);
  return new Map([
    ...inherited,
    ...(row?.fields ?? []).map(({ name: field, type }) => [field, type] as const),
  ]);
}

function selectionOf(field: string, type: string): string {
  if (field === 'connectedProductField') return '{ databaseId }';
  const fields = [...fieldsOfType(type)].filter(([name]) => !leadBack.test(name));
  if (fields.length === 0) return '';
  return `{ ${fields.map(([name, its]) => `${name} ${selectionOf(name, its)}`).join(' ')} }`;
}

/**
 * Returns a query for everything that the types of the extension have: of a form, and of each field. Fields of different types
 * have different aliases, `TextField_label`, since their types differ.
 */
export function wholeForm(id: number): string {
  const types = [...objectRows].filter(([, { interfaces }]) => interfaces.includes('FormField'));
  const fragments = types.map(([type]) => {
    const fields = [...fieldsOfType(type)].map(
      ([name, its]) => `${type}_${name}: ${name} ${selectionOf(name, its)}`,
    );
    return `... on ${type} { id ${fields.join(' ')} }`;
  });
  const form = selectionOf('', 'GfForm').replace(/^\{|\}$/g, '');
  return `{ gfForm(id: "${id}", idType: DATABASE_ID) { id databaseId ${form}
    formFields(first: 100) { nodes { __typename ${fragments.join(' ')} } } } }`;
}

/** Returns a value without nulls and aliases. */
export function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compact);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== null);
  return Object.fromEntries(entries.map(([name, each]) => [name.replace(/^\w+Field_/, ''), compact(each)]));
}

/** Returns a mutation that submits values. */
export const submission = (input: string) => `mutation { submitGfForm(input: { ${input} }) {
  clientMutationId errors { id message } confirmation { type message url queryString } targetPageNumber resumeUrl
  targetPageFormFields { nodes { databaseId } }
  entry { id isDraft formDatabaseId form { title } ... on GfSubmittedEntry { databaseId } ... on GfDraftEntry { resumeToken } } } }`;

/** The data of a submission. */
export interface Outcome {
  readonly submitGfForm: Record<string, unknown> & { readonly confirmation: { readonly message: string } };
}

/** Returns the answer of a gateway to a visitor. */
export async function askAt(gateway: PressQL, query: string) {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query });
  return (
    await gateway.fetch(new Request('http://gateway.test/graphql', { method: 'POST', headers, body }))
  ).json();
}
