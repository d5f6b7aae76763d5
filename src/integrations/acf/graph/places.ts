import { ClosedError } from '../../../loading/base/closed.ts';
import type { Entity } from '../../../loading/base/entity.ts';
import { type GraphQLResolveInfo, locatedError, responsePathAsArray } from '../../../packages/graphql.ts';
import { IntegrationError } from '../../../schema/integration/contract.ts';
import type { Context } from '../../../schema/kit/base/context.ts';
import type { ImplementableInterfaceRef, ImplementableObjectRef } from '../../../schema/kit/base/pothos.ts';
import { isEntity } from '../../../schema/kit/base/virtual-nodes.ts';
import type { Types } from '../../../schema/kit/graph/builder.ts';
import type { Graph } from '../../../schema/kit/graph/graph.ts';
import { menuItemResource, menuResource } from '../../../site/menu-resources.ts';
import { type Resource, resourcesOf } from '../../../site/site.ts';
import type { AcfGroup } from '../definitions/definitions.ts';
import { formatFieldName, typeNameOf } from '../definitions/names.ts';
import type { TypePlan } from '../definitions/plan.ts';
import { isOn, textOf } from '../definitions/settings.ts';
import type { FieldTypes } from './fields.ts';
import { emptySource, hasAny, type Source } from './source.ts';

/** A type that can have field groups. */
type Owner = ImplementableObjectRef<Types, Entity> | ImplementableInterfaceRef<Types, Entity>;

/** Adds field groups to the types that have them: the field of each group, and the interface `WithAcf…`. */
export function addPlaces(
  types: FieldTypes,
  rows: readonly { readonly group: AcfGroup; readonly type: TypePlan; readonly on: readonly string[] }[],
  optionsPages: ReadonlyMap<string, Owner>,
): void {
  const { graph } = types;
  const owners = ownersIn(graph, optionsPages);
  for (const { group, type, on } of rows) {
    const names = on.filter((name) => owners.has(name));
    if (names.length === 0 || !types.has(type.name)) continue;
    const field = formatFieldName(type.name, 'kept');
    const withGroup = addInterface(types, { group, type, field });
    for (const name of new Set(
      names.flatMap((each) => [each, ...implementersOf(graph, each, optionsPages.keys())]),
    )) {
      const owner = owners.get(name);
      if (!owner) continue;
      owner.addInterfaces([withGroup]);
      checkField(graph, owner, { group, field, withGroup: withGroup.name });
    }
  }
}

/** Returns the types that can have field groups, by name. Several resources of a site can have none of them. */
function ownersIn(graph: Graph, optionsPages: ReadonlyMap<string, Owner>): ReadonlyMap<string, Owner> {
  const resources = [...graph.site.resources.values(), menuResource, menuItemResource];
  const templates = [...graph.templateTypes.values()] as unknown as readonly Owner[];
  return new Map<string, Owner>([
    ...resources.map((resource) => [resource.typeName, graph.objectType(resource)] as const),
    ...graph.interfaces,
    ...templates.map((template) => [template.name, template] as const),
    ['PostFormat', graph.virtualType('PostFormat') as unknown as Owner],
    ['ContentTemplate', graph.contentTemplate as unknown as Owner],
    ...optionsPages,
  ]);
}

/**
 * Returns the names of the types and interfaces that implement one of the interfaces which WPGraphQL for ACF offers for field
 * groups. Empty for other names.
 */
function implementersOf(
  { site, templateTypes }: Graph,
  name: string,
  optionsPages: Iterable<string>,
): readonly string[] {
  const ofKind = (kind: Resource['kind']) => resourcesOf(site, kind).map(({ typeName }) => typeName);
  const implementers: Readonly<Record<string, readonly string[]>> = {
    ContentNode: ['HierarchicalContentNode', ...ofKind('content')],
    TermNode: ['HierarchicalTermNode', 'PostFormat', ...ofKind('term')],
    ContentTemplate: [...templateTypes.values()].map((type) => type.name),
    AcfOptionsPage: [...optionsPages],
  };
  return implementers[name] ?? [];
}

/** Adds the interface of a field group, with the field that leads to it. */
function addInterface(
  types: FieldTypes,
  { group, type, field }: { group: AcfGroup; type: TypePlan; field: string },
): ImplementableInterfaceRef<Types, Entity> {
  const { graph } = types;
  const withGroup = graph.builder.interfaceRef<Entity>(`WithAcf${type.name}`);
  withGroup.implement({
    description: `A node with the field group "${type.name}" of ACF.`,
    fields: (t) => ({
      [field]: t.field({
        type: types.typeNamed(type.name),
        description: `The fields of the field group "${typeNameOf(group.settings)}" of ACF.`,
        sameDocument: true,
        resolve: (node: unknown, _args, context, info): Source => {
          const isInRest = isEntity(node) && !hiddenResources.has(node.resource.name);
          if (!isInRest || !(isOn(group.settings, 'show_in_rest') || hasAny(node, type.fields))) {
            addNotice({ group, isGroupClosed: isInRest }, context, info);
          }
          return isEntity(node) ? node : emptySource;
        },
      }),
    }),
  });
  return withGroup;
}

/** Names of resources whose fields ACF does not show in the REST API. */
const hiddenResources = new Set(['attachment', menuResource.name, menuItemResource.name]);

/** Adds a notice that the REST API does not show the fields of a group. */
function addNotice(
  { group, isGroupClosed }: { group: AcfGroup; isGroupClosed: boolean },
  { notices }: Context,
  info: GraphQLResolveInfo,
): void {
  const title = textOf(group.settings, 'title');
  const error = isGroupClosed
    ? new ClosedError('absent', `ACF does not show the field group "${title}" in WordPress' REST API.`, {
        advice: 'Switch on "Show in REST API" in the settings of the field group.',
      })
    : new ClosedError(
        'absent',
        `ACF does not show the field group "${title}" of ${info.parentType.name} in WordPress' REST API.`,
        { advice: 'Register the values with `register_rest_field` or `register_meta`.' },
      );
  notices.push(locatedError(error, info.fieldNodes, responsePathAsArray(info.path)));
}

/** Checks, when all other fields of the type exist, that none of them has the name of a field group. */
function checkField(
  graph: Graph,
  owner: Owner,
  { group, field, withGroup }: { group: AcfGroup; field: string; withGroup: string },
): void {
  const { configStore } = graph.builder;
  configStore.onPrepare(() => {
    const config = configStore.getTypeConfig(owner);
    const interfaces = config.kind === 'Object' || config.kind === 'Interface' ? config.interfaces : [];
    const others = interfaces.map((each) => configStore.getTypeConfig(each).name);
    const names = [config.name, ...others.filter((name) => name !== withGroup)];
    if (!names.some((name) => configStore.getFields(name).has(field))) return;
    throw new IntegrationError(
      `The field group "${textOf(group.settings, 'title')}" (${group.key}) of ACF would be the field \`${field}\` of ${owner.name}, which exists already. Give the group another GraphQL field name (\`graphql_field_name\`).`,
    );
  });
}
