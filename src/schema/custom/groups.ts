import type { Resource } from '../../site/site.ts';
import type { FieldGroup } from '../kit/graph/field-groups.ts';
import type { Graph } from '../kit/graph/graph.ts';

/** A group of custom fields: a key of REST documents that holds an object. */
export interface CustomFieldGroup extends Required<FieldGroup> {
  /** Returns whether documents of a resource have the key. */
  isIn(resource: Resource): boolean;
}

/** Returns the groups of custom fields: WordPress' `meta`, and the groups of the integrations. */
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
