'use client';

import { useActionState } from 'react';
import { postComment } from '@/lib/post-comment';

export function CommentForm(props: { readonly postId: string; readonly databaseId: number }) {
  const [state, action, isPending] = useActionState(postComment, { kind: 'empty', text: '' });
  return (
    <form action={action}>
      <h3>Write a comment</h3>
      <input type="hidden" name="postId" value={props.postId} />
      <input type="hidden" name="databaseId" value={props.databaseId} />
      <label>
        Name <input name="author" autoComplete="name" required />
      </label>
      <label>
        E-mail (not published) <input name="email" type="email" autoComplete="email" required />
      </label>
      <label className="full">
        {/* After an error, the text is still there. */}
        Comment{' '}
        <textarea name="content" rows={5} required defaultValue={state.kind === 'error' ? state.text : ''} />
      </label>
      <button type="submit" disabled={isPending}>
        {isPending ? 'Posting…' : 'Post comment'}
      </button>
      <p role="status" className={state.kind}>
        {state.message}
      </p>
    </form>
  );
}
