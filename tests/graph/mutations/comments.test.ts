import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emptyNode, type MutationClient, type Node, startMutationClient } from './mutation-client.ts';

let client: MutationClient;
beforeAll(async () => {
  client = await startMutationClient();
});
beforeEach(() => client.gateway.site.reset());
afterAll(() => client.gateway.close());

describe('comments', () => {
  const post = () =>
    client.gateway.site.phpJson<number>(
      `update_option('comment_moderation', 0); update_option('comment_previously_approved', 0); echo wp_insert_post(['post_title' => 'Talk', 'post_status' => 'publish', 'comment_status' => 'open']);`,
    );

  it('can be written by visitors, as with the site’s form', async () => {
    const commentOn = await post();
    const mutation = `mutation Say($input: CreateCommentInput!) { createComment(input: $input) { success comment { content author { node { name } } } } }`;
    const input = { commentOn, content: 'Lovely fog', author: 'Ines', authorEmail: 'ines@example.org' };
    const { data, errors } = await client.gateway.ask(mutation, { input });
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      createComment: {
        success: true,
        comment: { content: '<p>Lovely fog</p>\n', author: { node: { name: 'Ines' } } },
      },
    });
    const twice = await client.gateway.ask(mutation, { input });
    expect(twice.data).toEqual({ createComment: null });
    expect(twice.errors?.[0]?.message).toContain('Duplicate comment');
  });

  it('of visitors are null while they wait for approval', async () => {
    const commentOn = await post();
    await client.gateway.site.php(`update_option('comment_moderation', 1);`);
    const { data } = await client.gateway.ask(
      `mutation { createComment(input: { commentOn: ${commentOn}, content: "Waiting", author: "Ines", authorEmail: "ines@example.org" }) { success comment { id } } }`,
    );
    expect(data).toEqual({ createComment: { success: true, comment: null } });
  });

  it('can be approved, moved to the trash and restored by moderators', async () => {
    const commentOn = await post();
    const made = await client.write(
      'createComment',
      { commentOn, content: 'Mine' },
      'success comment { id status }',
    );
    expect(made.payload).toMatchObject({ success: true, comment: { status: 'APPROVE' } });
    const id = made.payload?.['comment']?.id;
    const held = await client.write(
      'updateComment',
      { id, status: 'HOLD', content: 'Mine!' },
      'comment { status content }',
    );
    expect(held.payload?.['comment']).toEqual({ status: 'HOLD', content: '<p>Mine!</p>\n' });
    const binned = await client.write('deleteComment', { id }, 'deletedId');
    expect(binned.payload).toMatchObject({ deletedId: id });
    const restored = await client.write('restoreComment', { id }, 'restoredId comment { status }');
    expect(restored.payload).toMatchObject({ restoredId: id, comment: { status: 'HOLD' } });
  });

  const author = 'comment { status author { node { __typename ... on User { databaseId } name } name } }';

  it.each(['subscriber', 'contributor', 'editor'])(
    'of a %s are their own, whatever name they give',
    async (role) => {
      const commentOn = await post();
      const { viewer } = await client.gateway
        .as(role)
        .data<{ viewer: Node }>('{ viewer { databaseId name } }');
      const { payload, errors } = await client.write(
        'createComment',
        { commentOn, content: 'Mine', author: 'Somebody', status: 'HOLD', approved: '0' },
        author,
        role,
      );
      expect(errors).toBeUndefined();
      expect(payload?.['comment']).toEqual({
        status: 'APPROVE',
        author: { node: { __typename: 'User', ...viewer }, name: 'Somebody' },
      });
    },
  );

  it.each([
    ['editor', 'CommentAuthor'],
    ['author', 'User'],
  ])(
    'of moderators alone can be in the name of others: of an %s it is one of a %s',
    async (role, __typename) => {
      const commentOn = await post();
      const input = { commentOn, content: 'Mine', author: 'Ines', authorEmail: 'ines@example.org' };
      const { payload } = await client.write('createComment', input, author, role);
      expect(payload?.['comment']).toMatchObject({ author: { node: { __typename }, name: 'Ines' } });
    },
  );

  it('can be held with the deprecated field, too', async () => {
    const commentOn = await post();
    const made = await client.write('createComment', { commentOn, content: 'Mine' }, 'comment { id }');
    const { id } = made.payload?.['comment'] ?? emptyNode;
    const held = await client.write('updateComment', { id, approved: '0' }, 'comment { status }');
    expect(held.payload?.['comment']).toEqual({ status: 'HOLD' });
  });

  it('are deleted permanently by the second deletion, and returned as they were', async () => {
    const commentOn = await post();
    const id = await client.gateway.site.phpJson<number>(
      `echo wp_insert_comment(['comment_post_ID' => ${commentOn}, 'comment_author' => 'Ines', 'comment_author_email' => 'ines@example.org', 'comment_content' => 'Was here', 'comment_approved' => 1]);`,
    );
    const selection = 'deletedId comment { status type raw: content(format: RAW) author { node { email } } }';
    const shown = { type: 'comment', raw: 'Was here', author: { node: { email: 'ines@example.org' } } };
    const first = await client.write('deleteComment', { id }, selection);
    expect(first.payload?.['comment']).toEqual({ status: 'APPROVE', ...shown });
    const second = await client.write('deleteComment', { id }, selection);
    expect(second.errors).toBeUndefined();
    expect(second.payload?.['comment']).toEqual({ status: 'TRASH', ...shown });
    const third = await client.write('deleteComment', { id }, selection);
    expect(third.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
  });
});
