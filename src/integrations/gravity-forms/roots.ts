import type { IntegrationGraph } from '../../schema/integration/integration-graph.ts';
import { toDatabaseId } from '../../schema/kit/base/global-id.ts';
import type { InputTypeRef } from '../../schema/kit/graph/graph.ts';
import { formsConnection } from './connections.ts';
import { formById } from './forms.ts';
import { formTypes } from './types.ts';

/** Adds `gfForm` and `gfForms`. */
export function addFormRoots({ graph }: IntegrationGraph): void {
  const { builder } = graph;
  const form = formTypes(graph).get('GfForm');
  if (!form) throw new Error('The tables have no type of forms');
  const idType = builder.enumType('FormIdTypeEnum', {
    description: 'Kinds of identifier of forms.',
    values: {
      ID: { description: 'The global id.' },
      DATABASE_ID: { description: 'The database id.' },
    } as const,
  });
  addOrderTypes({ graph });
  builder.queryFields((t) => ({
    gfForm: t.field({
      type: form,
      description:
        'An active form. Null if there is none, and for visitors if the form is for users alone (`login`).',
      availability: { to: 'administrators', grant: 'forms' },
      args: {
        id: t.arg.id({ required: true, description: 'The identifier.' }),
        idType: t.arg({ type: idType, description: 'Kind of the identifier. Default: a global id.' }),
      },
      resolve: (_root, { id }, context) => formById(toDatabaseId(String(id), 'id'), context),
    }),
    gfForms: formsConnection(t, graph),
  }));
}

/** Adds the input types of the argument `where` of `gfForms`. */
function addOrderTypes({ graph }: Pick<IntegrationGraph, 'graph'>): void {
  const { builder } = graph;
  const valuesOf = (values: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(values).map(([value, description]) => [value, { value, description }]));
  const column = builder.enumType('FormsConnectionOrderByEnum', {
    description: 'What orders forms.',
    values: valuesOf({
      DATE_CREATED: 'The date of creation.',
      ID: 'The database id.',
      IS_ACTIVE: 'Whether the form is active, which all are.',
      IS_TRASH: 'Whether the form is in the trash, which none is.',
      TITLE: 'The title.',
    }),
  });
  const status = builder.enumType('FormStatusEnum', {
    description: 'Kinds of forms.',
    values: valuesOf({
      ACTIVE: 'Active forms.',
      INACTIVE: 'Inactive forms. None is found.',
      INACTIVE_TRASHED: 'Inactive forms in the trash. None is found.',
      TRASHED: 'Forms in the trash. None is found.',
    }),
  });
  graph.addInputType('FormStatusEnum', status);
  const order = graph.inputTypes.get('OrderEnum');
  if (!order) throw new Error('The graph has no type of orders');
  const orderby = builder.inputRef<object>('FormsConnectionOrderbyInput').implement({
    description: 'The order of forms.',
    fields: (t) => ({
      column: t.field({ type: column, description: 'What orders the forms. Default: the database id.' }),
      order: t.field({ type: order, description: 'The direction. Default: ASC.' }),
    }),
  });
  graph.addInputType('FormsConnectionOrderbyInput', orderby as unknown as InputTypeRef);
}
