// Edits of a WordPress by its REST API, past the gateway.
import { readRest } from './rest.mjs';

/** Returns edits by a user, `NAME:PASSWORD` with an application password, and a function that undoes them. */
export function createEditor(root, user) {
  const original = new Map();
  const created = new Set();
  let count = 0;
  const another = (text) => {
    count += 1;
    return `${text} ${count}`;
  };

  const send = async (method, route, fields) => {
    const response = await fetch(`${root}wp/v2/${route}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(user).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(fields),
    });
    if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${await response.text()}`);
    return response.json();
  };

  const editTitle = async ({ id, title }) => {
    const edited = another('Edited');
    original.set(`posts/${id}`, { title: title.rendered });
    await send('POST', `posts/${id}`, { title: edited });
    return {
      query: 'query ($id: ID!) { post(id: $id, idType: DATABASE_ID) { databaseId title } }',
      variables: { id },
      isSeen: ({ post }) => post.title === edited,
    };
  };

  const publish = async () => {
    const title = another('New');
    const { id } = await send('POST', 'posts', { title, status: 'publish' });
    created.add(id);
    return {
      query: '{ posts(first: 10) { nodes { databaseId title } } }',
      isSeen: ({ posts }) => posts.nodes.some(({ databaseId }) => databaseId === id),
    };
  };

  const remove = async () => {
    const [id] = created;
    created.delete(id);
    await send('DELETE', `posts/${id}?force=true`);
    return {
      query: '{ posts(first: 10) { nodes { databaseId title } } }',
      isSeen: ({ posts }) => posts.nodes.every(({ databaseId }) => databaseId !== id),
    };
  };

  const rename = async ({ categories: [id] }) => {
    const name = another('Section renamed');
    const { json } = await readRest(root, `categories/${id}`, { _fields: 'name' });
    if (!original.has(`categories/${id}`)) original.set(`categories/${id}`, { name: json.name });
    await send('POST', `categories/${id}`, { name });
    return {
      query: 'query ($id: ID!) { category(id: $id, idType: DATABASE_ID) { databaseId name } }',
      variables: { id },
      isSeen: ({ category }) => category.name === name,
    };
  };

  return {
    editTitle,
    /** All kinds of edits. Each returns a query, its variables, and a function that tells whether an answer shows the edit. */
    edits: [editTitle, publish, remove, rename],
    async undo() {
      for (const [route, fields] of original) await send('POST', route, fields);
      for (const id of created) await send('DELETE', `posts/${id}?force=true`);
    },
  };
}
