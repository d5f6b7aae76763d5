import { randomBytes } from 'node:crypto';
import { type Graph, resourceNamed } from '../kit/graph/graph.ts';
import { customRows } from './custom-inputs.ts';
import { addMutation, deletionPayload, nodeField } from './mutation.ts';
import {
  databaseIdOf,
  type InputRow,
  idInput,
  idRow,
  parametersOf,
  refusedRow,
  row,
  textRow,
} from './rows.ts';
import { deleted, written } from './written.ts';

const notInRest = "WordPress' REST API doesn't take it.";

/** What every mutation of users takes. */
const profile: readonly InputRow[] = [
  row('email', 'String', 'email', 'The e-mail address.'),
  row('password', 'String', 'password', 'The password; one that nobody knows unless said.'),
  row('displayName', 'String', 'name', 'The name as it is shown.'),
  textRow('firstName', 'first_name', 'The first name.'),
  textRow('lastName', 'last_name', 'The last name.'),
  row('nickname', 'String', 'nickname', 'The nickname.'),
  row('nicename', 'String', 'slug', 'The part of the address that names the user.'),
  textRow('websiteUrl', 'url', "The address of the user's site."),
  textRow('description', 'description', 'A biography.'),
  row('locale', 'String', 'locale', 'The language: `en_US`.'),
  ...['aim', 'jabber', 'yim', 'registered', 'richEditing'].map((name) =>
    refusedRow(name, 'String', notInRest),
  ),
];

const roles = row('roles', '[String]', 'roles', 'The roles: `author`.');

const username = row('username', 'String', 'username', 'The login name.', { required: true });

/** `createUser`, `updateUser`, `deleteUser`, `registerUser`. */
export function addUserMutations(graph: Graph): void {
  const resource = resourceNamed(graph.site, 'user');
  const { route } = resource;
  const shared = [...profile, ...customRows(graph, resource)];
  const creations = [
    ['createUser', 'Makes a user.', [username, ...shared, roles]],
    [
      'registerUser',
      "Makes a user with the site's usual role. WordPress' REST API lets administrators alone do it.",
      [username, ...shared],
    ],
  ] as const;
  for (const [name, description, rows] of creations) {
    addMutation(graph, {
      name,
      description,
      rows,
      payload: (t) => ({ user: nodeField(t, graph, resource, 'Who was made.') }),
      run: async (mutating) => {
        // REST asks for a password where WPGraphQL makes one up.
        const body = {
          password: randomBytes(24).toString('base64url'),
          ...(name === 'registerUser' ? { name: mutating.input['username'] } : {}),
          ...parametersOf(rows, mutating.input),
        };
        return { node: await written(mutating, resource, { route, body }) };
      },
    });
  }
  addMutation(graph, {
    name: 'updateUser',
    description: "Changes a user; what isn't given stays as it is.",
    rows: [idInput, ...shared, roles],
    payload: (t) => ({ user: nodeField(t, graph, resource, 'The user, as now.') }),
    run: async (mutating) => {
      const body = parametersOf([...shared, roles], mutating.input);
      const id = databaseIdOf(mutating.input['id'], 'id');
      return { node: await written(mutating, resource, { route: `${route}/${id}`, body }) };
    },
  });
  addMutation(graph, {
    name: 'deleteUser',
    description:
      "Deletes a user for good. What they wrote stays: as nobody's unless it is given to somebody else.",
    rows: [idInput, reassignId],
    payload: (t) => deletionPayload(t, graph, resource),
    run: (mutating) => {
      const { id, reassignId: heir } = mutating.input;
      // Without it WordPress deletes what the user wrote; with 0 it leaves it, as WPGraphQL does.
      const reassign =
        heir === undefined || heir === null || heir === '' ? 0 : databaseIdOf(heir, 'reassignId');
      return deleted(mutating, { resource, id: databaseIdOf(id, 'id'), force: true, query: { reassign } });
    },
  });
}

const reassignId = idRow('reassignId', 'reassign', 'Whose the content becomes', { isApart: true });
