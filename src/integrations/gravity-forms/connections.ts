import { ClosedError } from '../../loading/base/closed.ts';
import { InputError } from '../../schema/kit/base/errors.ts';
import { toDatabaseId } from '../../schema/kit/base/global-id.ts';
import type { FieldMap } from '../../schema/kit/base/pothos.ts';
import type { GraphNode } from '../../schema/kit/base/virtual-nodes.ts';
import type { Types } from '../../schema/kit/graph/builder.ts';
import type { Graph } from '../../schema/kit/graph/graph.ts';
import { arrayCursor, type GraphPage } from '../../schema/kit/graph/page.ts';
import { type ConnectionRequest, connectionField } from '../../schema/kit/relay/connection-field.ts';
import { pageOfList } from '../../schema/kit/relay/list.ts';
import { asList, isNotGiven, toScalar, type WhereRow } from '../../schema/kit/where/rows.ts';
import { activeForms, definitionOf, formById, type ListedForm } from './forms.ts';
import { fieldsOf, type Part } from './part.ts';
import { enumValueOf } from './tables.ts';

type Where = ConnectionRequest['where'];

const fieldWhere: readonly WhereRow[] = [
  { argument: 'ids', type: '[ID]', description: 'Fields with these ids in the form.' },
  {
    argument: 'adminLabels',
    type: '[String]',
    description: 'Fields with one of these labels for the staff.',
  },
  { argument: 'fieldTypes', type: '[FormFieldTypeEnum]', description: 'Fields of these types.' },
  { argument: 'pageNumber', type: 'Int', description: 'Fields of one page of the form.' },
];

const formWhere: readonly WhereRow[] = [
  {
    argument: 'formIds',
    type: '[ID]',
    description: 'Forms with these database or global ids, in this order.',
  },
  {
    argument: 'status',
    type: 'FormStatusEnum',
    description: 'The status. Gravity Forms lists active forms alone over REST: no others are found.',
  },
  {
    argument: 'orderby',
    type: 'FormsConnectionOrderbyInput',
    description: 'The order. Default: the newest first.',
  },
];

/** Returns the connections of a type: those to the fields of forms and entries. */
export function connectionFieldsOf(
  type: string,
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Part>,
  graph: Graph,
): FieldMap {
  const fields = (base: string, description: string, formOf: FormOf<Part>) => ({
    formFields: fieldConnection(t, graph, { base, description, formOf, where: fieldWhere }),
  });
  if (type === 'GfForm') return fields('GfFormToFormField', 'The fields.', async (form) => form);
  if (!/^Gf\w+Entry$/.test(type)) return {};
  return fields('GfEntryToFormField', 'The fields of the form, without values.', (entry, { context }) =>
    formById(Number(entry.data['formDatabaseId']), context),
  );
}

type FormOf<Parent> = (parent: Parent, request: ConnectionRequest) => Promise<Part | null>;

/** Returns a connection to the fields of a form. */
export function fieldConnection<Parent extends object>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Parent>,
  graph: Graph,
  options: {
    readonly base: string;
    readonly description: string;
    readonly formOf: FormOf<Parent>;
    readonly where?: readonly WhereRow[];
    /** Returns the number of the page whose fields the connection has. @default the argument `pageNumber` */
    readonly pageOf?: (parent: Parent) => number;
  },
) {
  const { base, description, formOf, where, pageOf } = options;
  return connectionField<Parent>(t, graph, {
    base,
    target: 'FormField',
    description,
    ...(where ? { where } : {}),
    page: async (parent, request) => {
      const form = await formOf(parent, request);
      const fields = form ? fieldsOf(form) : [];
      if (fields.length === 0) return null;
      const given = pageOf ? { pageNumber: pageOf(parent) } : request.where;
      return pageOfParts(selected(fields, given), request);
    },
  });
}

/** Returns the fields that a `where` selects (`FormFieldsConnectionResolver::query()` of the extension). */
function selected(fields: readonly Part[], where: Where): readonly Part[] {
  const listOf = (name: string) => asList(where[name] ?? []).map(toScalar);
  const ids = listOf('ids').map((id) => fieldId(id));
  const labels = listOf('adminLabels');
  const types = listOf('fieldTypes').map((name) => enumValueOf('FormFieldTypeEnum', String(name)));
  const page = Number(where['pageNumber'] ?? 0);
  // The field that begins a page is at the end of the page before.
  const pageOf = ({ type, data }: Part) => Number(data['pageNumber'] ?? 0) - (type === 'PageField' ? 1 : 0);
  return fields.filter(
    (field) =>
      (ids.length === 0 || ids.includes(Number(field.data['id']))) &&
      (labels.length === 0 || labels.includes(String(field.data['adminLabel'] ?? ''))) &&
      (types.length === 0 || types.includes(String(field.data['type']))) &&
      (page === 0 || pageOf(field) === page),
  );
}

/** Returns the number in the id of a field: `7`, or `gf_form_field:1:7` in base64. */
function fieldId(id: string | number): number {
  return /^\d+$/.test(String(id)) ? Number(id) : toDatabaseId(id, 'where.ids');
}

function pageOfParts(parts: readonly Part[], { paging, loaders }: ConnectionRequest): GraphPage {
  const rows = parts.map((part) => ({ node: asNode(part), cursor: arrayCursor(String(part.data['id'])) }));
  return pageOfList(rows, paging, loaders.limits);
}

/** Returns a part as the node of a connection, which only passes it on to the resolvers of its own type. */
function asNode(part: Part): GraphNode {
  return part as unknown as GraphNode;
}

/** Returns the field `gfForms`. */
export function formsConnection(t: PothosSchemaTypes.QueryFieldBuilder<Types, object>, graph: Graph) {
  return connectionField<object>(t, graph, {
    base: 'RootQueryToGfForm',
    target: 'GfForm',
    description: 'The active forms.',
    where: formWhere,
    availability: { to: 'administrators', otherwise: 'empty', grant: 'forms' },
    page: async (_root, request) => {
      const { context, paging, loaders } = request;
      const forms = orderedForms(await activeForms(context), request.where);
      const page = pageOfList(
        forms.map(({ id }) => ({ id, cursor: arrayCursor(id) })),
        paging,
        loaders.limits,
      );
      const failures: Error[] = [];
      const read = page.rows.map(async ({ id, cursor }) => {
        const form = await definitionOf(id, context).catch((error: Error) => {
          if (error instanceof ClosedError) throw error;
          failures.push(error);
          return null;
        });
        return form ? [{ cursor, node: asNode(form) }] : [];
      });
      const rows = (await Promise.all(read)).flat();
      return { ...page, rows, failures };
    },
  });
}

/** Returns the forms that a `where` selects, in its order. */
function orderedForms(forms: readonly ListedForm[], where: Where): readonly ListedForm[] {
  const { formIds, status, orderby } = where;
  if (!isNotGiven(formIds) && !isNotGiven(status))
    throw new InputError('`where.formIds` and `where.status` do not work together. Give one of them.');
  if (!isNotGiven(status) && status !== 'ACTIVE') return [];
  if (!isNotGiven(formIds)) {
    const ids = asList(formIds).map((id) => toDatabaseId(toScalar(id), 'where.formIds'));
    return ids.flatMap((id) => forms.find((form) => form.id === id) ?? []);
  }
  const { column, order } = { column: null, order: null, ...(orderby as object | null | undefined) };
  const byId = (one: ListedForm, other: ListedForm) => one.id - other.id;
  // All forms are active, and later ones have larger ids: every other order is that of the ids.
  const compare =
    column === 'TITLE'
      ? (one: ListedForm, other: ListedForm) => one.title.localeCompare(other.title) || byId(one, other)
      : byId;
  const sorted = [...forms].sort(compare);
  return (order ?? (orderby ? 'ASC' : 'DESC')) === 'ASC' ? sorted : sorted.reverse();
}
