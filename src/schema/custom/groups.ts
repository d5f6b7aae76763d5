import type { Resource } from '../../site/site.ts';
import type { FieldGroup } from '../kit/graph/field-groups.ts';
import type { Graph } from '../kit/graph/graph.ts';

/** A group of fields, and which resources have it. */
export interface CustomFieldGroup extends Required<FieldGroup> {
  isIn(resource: Resource): boolean;
}

/** Returns the groups of fields in a graph: `meta`, which is WordPress' own, and those of plugins. */
export function customFieldGroupsOf({ fieldGroups }: Graph): readonly CustomFieldGroup[] {
  return [meta, ...fieldGroups.map(groupOfPlugin)];
}

const meta: CustomFieldGroup = {
  key: 'meta',
  label: 'registered meta fields',
  kinds: [],
  isIn: ({ properties }) => properties.has('meta'),
};

function groupOfPlugin({ kinds = [], ...group }: FieldGroup): CustomFieldGroup {
  return { ...group, kinds, isIn: ({ customFields }) => customFields.has(group.key) };
}
