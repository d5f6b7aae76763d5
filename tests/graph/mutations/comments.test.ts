import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Mutating, type Node, none, startMutating } from './mutating.ts';

let mutating: Mutating;
beforeAll(async () => {
  mutating = await startMutating();
});
beforeEach(() => mutating.gateway.site.reset());
afterAll(() => mutating.gateway.close());

describe('comments', () => {
  const post = () =>
    mutating.gateway.site.phpJson<number>(
      `update_option('comment_moderation', 0); update_option('comment_previously_approved', 0); echo wp_insert_post(['post_title' => 'Talk', 'post_status' => 'publish', 'comment_status' => 'open']);`,
    );

  it('are written by visitors as by the site’s form', async () => {
    const commentOn = await post();
    const mutation = `mutation Say($input: CreateCommentInput!) { createComment(input: $input) { success comment { content author { node { name } } } } }`;
    const input = { commentOn, content: 'Lovely fog', author: 'Ines', authorEmail: 'ines@example.org' };
    const { data, errors } = await mutating.gateway.ask(mutation, { input });
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      createComment: {
        success: true,
        comment: { content: '<p>Lovely fog</p>\n', author: { node: { name: 'Ines' } } },
      },
    });
    const twice = await mutating.gateway.ask(mutation, { input });
    expect(twice.data).toEqual({ createComment: null });
    expect(twice.errors?.[0]?.message).toContain('Duplicate comment');
  });

  it('of visitors that wait for approval are not shown', async () => {
    const commentOn = await post();
    await mutating.gateway.site.php(`update_option('comment_moderation', 1);`);
    const { data } = await mutating.gateway.ask(
      `mutation { createComment(input: { commentOn: ${commentOn}, content: "Waiting", author: "Ines", authorEmail: "ines@example.org" }) { success comment { id } } }`,
    );
    expect(data).toEqual({ createComment: { success: true, comment: null } });
  });

  it('are approved, binned and restored by moderators', async () => {
    const commentOn = await post();
    const made = await mutating.write(
      'createComment',
      { commentOn, content: 'Mine' },
      'success comment { id status }',
    );
    expect(made.payload).toMatchObject({ success: true, comment: { status: 'APPROVE' } });
    const id = made.payload?.['comment']?.id;
    const held = await mutating.write(
      'updateComment',
      { id, status: 'HOLD', content: 'Mine!' },
      'comment { status content }',
    );
    expect(held.payload?.['comment']).toEqual({ status: 'HOLD', content: '<p>Mine!</p>\n' });
    const binned = await mutating.write('deleteComment', { id }, 'deletedId');
    expect(binned.payload).toMatchObject({ deletedId: id });
    const restored = await mutating.write('restoreComment', { id }, 'restoredId comment { status }');
    expect(restored.payload).toMatchObject({ restoredId: id, comment: { status: 'HOLD' } });
  });

  const author = 'comment { status author { node { __typename ... on User { databaseId } name } name } }';

  it.each(['subscriber', 'contributor', 'editor'])(
    'of a %s are their own, whatever name they give',
    async (role) => {
      const commentOn = await post();
      const { viewer } = await mutating.gateway
        .as(role)
        .data<{ viewer: Node }>('{ viewer { databaseId name } }');
      const { payload, errors } = await mutating.write(
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
      const { payload } = await mutating.write('createComment', input, author, role);
      expect(payload?.['comment']).toMatchObject({ author: { node: { __typename }, name: 'Ines' } });
    },
  );

  it('are held by the older field too', async () => {
    const commentOn = await post();
    const made = await mutating.write('createComment', { commentOn, content: 'Mine' }, 'comment { id }');
    const { id } = made.payload?.['comment'] ?? none;
    const held = await mutating.write('updateComment', { id, approved: '0' }, 'comment { status }');
    expect(held.payload?.['comment']).toEqual({ status: 'HOLD' });
  });

  it('are gone for good when they are deleted twice, and shown as they were', async () => {
    const commentOn = await post();
    const id = await mutating.gateway.site.phpJson<number>(
      `echo wp_insert_comment(['comment_post_ID' => ${commentOn}, 'comment_author' => 'Ines', 'comment_author_email' => 'ines@example.org', 'comment_content' => 'Was here', 'comment_approved' => 1]);`,
    );
    const selection = 'deletedId comment { status type raw: content(format: RAW) author { node { email } } }';
    const shown = { type: 'comment', raw: 'Was here', author: { node: { email: 'ines@example.org' } } };
    const first = await mutating.write('deleteComment', { id }, selection);
    expect(first.payload?.['comment']).toEqual({ status: 'APPROVE', ...shown });
    const second = await mutating.write('deleteComment', { id }, selection);
    expect(second.errors).toBeUndefined();
    expect(second.payload?.['comment']).toEqual({ status: 'TRASH', ...shown });
    const third = await mutating.write('deleteComment', { id }, selection);
    expect(third.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
  });
});
