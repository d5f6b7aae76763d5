import { randomText } from '../../values/random.ts';
import { type Graph, resourceNamed } from '../kit/graph/graph.ts';
import { customRows } from './custom-inputs.ts';
import {
  databaseIdOf,
  type InputRow,
  idInput,
  idRow,
  parametersOf,
  refusedRow,
  row,
  textRow,
} from './input-rows.ts';
import { addMutation, deletionPayload, nodeField } from './mutation.ts';
import { deleteDocument, saveDocument } from './write-document.ts';

const notInRest = "WordPress' REST API does not accept it.";

/** Input rows that all mutations of users share. */
const profile: readonly InputRow[] = [
  row('email', 'String', 'email', 'The e-mail address.'),
  row('password', 'String', 'password', 'The password. Default: a random password.'),
  row('displayName', 'String', 'name', 'Display name.'),
  textRow('firstName', 'first_name', 'The first name.'),
  textRow('lastName', 'last_name', 'The last name.'),
  row('nickname', 'String', 'nickname', 'The nickname.'),
  row('nicename', 'String', 'slug', 'Slug of the user.'),
  textRow('websiteUrl', 'url', "URL of the user's site."),
  textRow('description', 'description', 'A biography.'),
  row('locale', 'String', 'locale', 'The language: `en_US`.'),
  ...['aim', 'jabber', 'yim', 'registered', 'richEditing'].map((name) =>
    refusedRow(name, 'String', notInRest),
  ),
];

const roles = row('roles', '[String]', 'roles', 'The roles: `author`.');

const username = row('username', 'String', 'username', 'The login name.', { required: true });

/** Adds `createUser`, `updateUser`, `deleteUser` and `registerUser`. */
export function addUserMutations(graph: Graph): void {
  const resource = resourceNamed(graph.site, 'user');
  const { route } = resource;
  const shared = [...profile, ...customRows(graph, resource)];
  const creations = [
    ['createUser', 'Creates a user.', [username, ...shared, roles]],
    [
      'registerUser',
      "Creates a user with the site's default role. WordPress' REST API allows it to administrators only.",
      [username, ...shared],
    ],
  ] as const;
  for (const [name, description, rows] of creations) {
    addMutation(graph, {
      name,
      description,
      rows,
      payload: (t) => ({ user: nodeField(t, graph, resource, 'The created user.') }),
      run: async (mutating) => {
        // REST requires a password. WPGraphQL generates one if the input has no password.
        const body = {
          password: randomText(24),
          ...(name === 'registerUser' ? { name: mutating.input['username'] } : {}),
          ...parametersOf(rows, mutating.input),
        };
        return { node: await saveDocument(mutating, resource, { route, body }) };
      },
    });
  }
  addMutation(graph, {
    name: 'updateUser',
    description: 'Changes a user; fields that the input leaves out keep their values.',
    rows: [idInput, ...shared, roles],
    payload: (t) => ({ user: nodeField(t, graph, resource, 'The changed user.') }),
    run: async (mutating) => {
      const body = parametersOf([...shared, roles], mutating.input);
      const id = databaseIdOf(mutating.input['id'], 'id');
      return { node: await saveDocument(mutating, resource, { route: `${route}/${id}`, body }) };
    },
  });
  addMutation(graph, {
    name: 'deleteUser',
    description:
      'Deletes a user permanently. Their content stays, without an author or with the author in `reassignId`.',
    rows: [idInput, reassignId],
    payload: (t) => deletionPayload(t, graph, resource),
    run: (mutating) => {
      const { id, reassignId: newAuthor } = mutating.input;
      // Without `reassign` WordPress deletes the user's content. With 0 it keeps the content, as WPGraphQL does.
      const reassign =
        newAuthor === undefined || newAuthor === null || newAuthor === ''
          ? 0
          : databaseIdOf(newAuthor, 'reassignId');
      return deleteDocument(mutating, {
        resource,
        id: databaseIdOf(id, 'id'),
        force: true,
        query: { reassign },
      });
    },
  });
}

const reassignId = idRow('reassignId', 'reassign', 'New author of the content', { isHandledApart: true });
