import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Mutating, startMutating } from './mutating.ts';

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
});
