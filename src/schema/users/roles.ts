import { ClosedError } from '../../loading/base/closed.ts';
import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { isRecord, valueAt } from '../../values/json.ts';
import { list, text } from '../../wordpress/document.ts';
import { toGlobalId } from '../kit/base/global-id.ts';
import type { RecordNode } from '../kit/base/virtual-nodes.ts';
import { type EntityFields, type Graph, virtualInterfaces } from '../kit/graph/graph.ts';
import { emptyGraphPage, toEdge } from '../kit/graph/page.ts';
import { readAsEditor } from '../kit/plugins/reads/editor.ts';
import { connectionField } from '../kit/relay/connection-field.ts';
import { pageOfList } from '../kit/relay/list.ts';

const whyNoRoles = "WordPress' REST API has no list of roles. Use the field `roles` of `User`.";

/** Display names of WordPress' own roles (`populate_roles()` in `wp-admin/includes/schema.php`). */
const displayNames: Readonly<Record<string, string>> = {
  administrator: 'Administrator',
  editor: 'Editor',
  author: 'Author',
  contributor: 'Contributor',
  subscriber: 'Subscriber',
};

/** A role, and a user who has it. */
type HeldRole = { readonly name: string; readonly user: Entity };

/** Adds `UserRole` and its root fields. REST contains the names of a user's roles, but no list of roles and no capabilities of roles. */
export function implementRoles(graph: Graph): void {
  graph.virtualType('UserRole').implement({
    description: 'A role that users have.',
    interfaces: virtualInterfaces<RecordNode>(graph, ['Node']),
    fields: (t) => ({
      id: t.id({
        nullable: false,
        description: 'The global id.',
        resolve: ({ record }) => toGlobalId('user_role', text(record, 'name') ?? ''),
      }),
      name: t.string({
        description: 'The name in WordPress: `editor`.',
        resolve: ({ record }) => text(record, 'name'),
      }),
      displayName: t.string({
        description:
          "The display name in English. Null for roles of plugins, since WordPress' REST API does not contain it.",
        resolve: ({ record }) => displayNames[text(record, 'name') ?? ''] ?? null,
      }),
      capabilities: t.stringList({
        nullable: { list: true, items: true },
        description:
          "The capabilities of the role. WordPress' REST API contains only capabilities of users, so this is null unless the user has this role alone and no capabilities besides.",
        resolve: async ({ record }, _args, { loaders }) => capabilitiesOf(record as HeldRole, loaders),
      }),
      isRestricted: t.boolean({ description: 'Always false.', resolve: () => false }),
    }),
  });
  graph.builder.queryFields((t) => ({
    userRole: t.field({
      type: graph.virtualType('UserRole'),
      description: 'A role by its id.',
      availability: { to: 'nobody', because: whyNoRoles },
      args: { id: t.arg.id({ required: true, description: 'The global id.' }) },
      resolve: (_root, _args, { loaders }) => {
        if (loaders.isSignedIn) throw new ClosedError('absent', whyNoRoles);
        return null;
      },
    }),
    userRoles: connectionField(t, graph, {
      base: 'RootQueryToUserRole',
      target: 'UserRole',
      description: 'The roles of the site.',
      availability: { to: 'nobody', otherwise: 'empty', because: whyNoRoles },
      page: async (_root: object, { loaders }) => {
        if (loaders.isSignedIn) throw new ClosedError('absent', whyNoRoles);
        return emptyGraphPage;
      },
    }),
  }));
}

/** Returns the connection `roles` of `User`. It is null unless the client is the user or may edit users. */
export function rolesConnection(t: EntityFields, graph: Graph) {
  return connectionField(t, graph, {
    base: 'UserToUserRole',
    target: 'UserRole',
    description: 'The roles of the user.',
    availability: { to: 'themselves' },
    page: async (user: Entity, { paging, loaders }) => {
      const edited = await readAsEditor(user, loaders, ['roles']);
      if (!edited) return null;
      const rows = list(edited, 'roles').map((role) => {
        const name = String(role);
        return toEdge({ typeName: 'UserRole', record: { name, user } }, name);
      });
      return pageOfList(rows, paging, loaders.limits);
    },
  });
}

/**
 * Returns the capabilities of a role: those of the user, if the user has no other role and no capability besides the role's.
 * Otherwise returns null, since REST does not tell which capabilities come from the role.
 */
async function capabilitiesOf({ name, user }: HeldRole, loaders: Loaders): Promise<readonly string[] | null> {
  const edited = await readAsEditor(user, loaders, ['roles', 'capabilities', 'extra_capabilities']);
  const extra = Object.keys(valueAt(edited, 'extra_capabilities') ?? {});
  const capabilities = valueAt(edited, 'capabilities');
  // WordPress lists the role itself among both kinds of capabilities.
  const hasExtra = extra.some((each) => each !== name);
  if (!isRecord(capabilities) || list(edited, 'roles').length !== 1 || hasExtra) return null;
  return Object.keys(capabilities).filter((each) => each !== name);
}
