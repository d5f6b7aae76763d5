import type { IntegrationGraph } from '../../schema/integration/integration-graph.ts';
import { parametersOf, row } from '../../schema/mutations/input-rows.ts';
import { write } from '../../schema/mutations/write-document.ts';
import { isRecord } from '../../values/json.ts';
import { integer, list, text, texts } from '../../wordpress/document.ts';

type Row = Readonly<Record<string, unknown>>;

const termRows = [
  row('attributeId', 'Int', null, 'The id of the attribute.', { required: true }),
  row('name', 'String', 'name', 'The name.', { required: true }),
  row('slug', 'String', 'slug', 'The slug. WordPress makes it from the name.'),
  row('description', 'String', 'description', 'The description.'),
  row('menuOrder', 'Int', 'menu_order', 'The position among the terms.'),
];

/** Adds what WooCommerce shows and allows the staff of the shop alone: `createProductAttributeTerm`, `wcSettingGroups`. */
export function addStaff(toolkit: IntegrationGraph): void {
  const { builder } = toolkit.graph;
  const term = builder.objectRef<Row>('ProductAttributeTermObject').implement({
    description: 'A term of an attribute, as the staff of the shop sees it.',
    fields: (t) => ({
      id: t.int({ description: 'The database id.', resolve: (each) => integer(each, 'id') }),
      name: t.string({ description: 'The name.', resolve: (each) => text(each, 'name') }),
      slug: t.string({ description: 'The slug.', resolve: (each) => text(each, 'slug') }),
      description: t.string({
        description: 'The description.',
        resolve: (each) => text(each, 'description'),
      }),
      menuOrder: t.int({
        description: 'The position among the terms.',
        resolve: (each) => integer(each, 'menu_order'),
      }),
      count: t.int({ description: 'The number of products.', resolve: (each) => integer(each, 'count') }),
    }),
  });
  toolkit.addMutation<{ readonly term: Row | null }>({
    name: 'createProductAttributeTerm',
    description: 'Adds a term to an attribute of the shop.',
    rows: termRows,
    payload: (t) => ({
      term: t.field({ type: term, description: 'The term.', resolve: (result) => result.term }),
    }),
    run: async (mutating) => {
      const answer = await write(mutating, {
        method: 'POST',
        route: `/wc/v3/products/attributes/${integer(mutating.input, 'attributeId') ?? 0}/terms`,
        body: parametersOf(termRows, mutating.input),
      });
      return { term: isRecord(answer) ? answer : null };
    },
  });
  const group = builder.objectRef<Row>('WCSettingGroup').implement({
    description: 'A group of settings of the shop.',
    fields: (t) => ({
      id: t.string({ nullable: false, description: 'The id.', resolve: (each) => text(each, 'id') ?? '' }),
      label: t.string({ description: 'The name.', resolve: (each) => text(each, 'label') }),
      description: t.string({
        description: 'The description.',
        resolve: (each) => text(each, 'description'),
      }),
      parentId: t.string({
        description: 'The id of the group above it.',
        resolve: (each) => text(each, 'parent_id'),
      }),
      subGroups: t.stringList({
        nullable: { list: true, items: true },
        description: 'The ids of the groups below it.',
        resolve: (each) => texts(each, 'sub_groups'),
      }),
    }),
  });
  builder.queryField('wcSettingGroups', (t) =>
    t.field({
      type: [group],
      nullable: { list: true, items: true },
      description: 'The groups of settings of the shop. For its staff.',
      resolve: async (_root, _args, { loaders }) =>
        list({ groups: await loaders.rest.get('/wc/v3/settings') }, 'groups').filter(isRecord),
    }),
  );
}
