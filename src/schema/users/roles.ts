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

const whyNoRoles =
  "WordPress' REST API has no list of roles. A user's own are in the field `roles` of `User`, for those who may see them.";

/** Names that WordPress gives the roles it makes (`wp-admin/includes/schema.php`, `populate_roles`). */
const displayNames: Readonly<Record<string, string>> = {
  administrator: 'Administrator',
  editor: 'Editor',
  author: 'Author',
  contributor: 'Contributor',
  subscriber: 'Subscriber',
};

/** A role, and a user who has it. */
type HeldRole = { readonly name: string; readonly user: Entity };

/** `UserRole` with its root fields. REST tells which roles a user has, and nothing more of roles. */
export function implementRoles(graph: Graph): void {
  graph.virtualType('UserRole').implement({
    description: 'A role that users have.',
    interfaces: virtualInterfaces<RecordNode>(graph, ['Node']),
    fields: (t) => ({
      id: t.id({
        nullable: false,
        description: 'The globally unique identifier.',
        resolve: ({ record }) => toGlobalId('user_role', text(record, 'name') ?? ''),
      }),
      name: t.string({ description: "WordPress' own name.", resolve: ({ record }) => text(record, 'name') }),
      displayName: t.string({
        description:
          "The name shown. Null for roles that WordPress doesn't make itself: its REST API doesn't show it.",
        resolve: ({ record }) => displayNames[text(record, 'name') ?? ''] ?? null,
      }),
      capabilities: t.stringList({
        nullable: { list: true, items: true },
        description:
          "What those who have it may do, known from a user who has it alone and nothing else; null else: WordPress' REST API shows capabilities of users only.",
        resolve: async ({ record }, _args, { loaders }) => capabilitiesOf(record as HeldRole, loaders),
      }),
      isRestricted: t.boolean({ description: 'Whether part of it is kept back.', resolve: () => false }),
    }),
  });
  graph.builder.queryFields((t) => ({
    userRole: t.field({
      type: graph.virtualType('UserRole'),
      description: 'A role.',
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
      description: 'Roles.',
      availability: { to: 'nobody', otherwise: 'empty', because: whyNoRoles },
      page: async (_root: object, { loaders }) => {
        if (loaders.isSignedIn) throw new ClosedError('absent', whyNoRoles);
        return emptyGraphPage;
      },
    }),
  }));
}

/** The roles of a user, for the user and for those who may edit users; null to everybody else. */
export function rolesConnection(t: EntityFields, graph: Graph) {
  return connectionField(t, graph, {
    base: 'UserToUserRole',
    target: 'UserRole',
    description: 'Their roles.',
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

/** What a role lets do: all that a user may who has no other role, nor anything that isn't of a role. */
async function capabilitiesOf({ name, user }: HeldRole, loaders: Loaders): Promise<readonly string[] | null> {
  const edited = await readAsEditor(user, loaders, ['roles', 'capabilities', 'extra_capabilities']);
  const own = Object.keys(valueAt(edited, 'extra_capabilities') ?? {});
  const held = valueAt(edited, 'capabilities');
  if (!isRecord(held) || list(edited, 'roles').length !== 1 || own.some((one) => one !== name)) return null;
  return Object.keys(held).filter((one) => one !== name);
}
