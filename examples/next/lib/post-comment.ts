'use server';

import { updateTag } from 'next/cache';
import { graphql } from '@/gql';
import { send } from './pressql';

const CreateComment = graphql(`
  mutation CreateComment($input: CreateCommentInput!) {
    createComment(input: $input) { comment { id } }
  }
`);

export interface CommentState {
  readonly kind: 'empty' | 'posted' | 'error';
  readonly message?: string;
  /** The text of the comment. */
  readonly text: string;
}

export async function postComment(_before: CommentState, form: FormData): Promise<CommentState> {
  const field = (name: string) => String(form.get(name) ?? '');
  const text = field('content');
  const input = {
    commentOn: Number(field('databaseId')),
    author: field('author'),
    authorEmail: field('email'),
    content: text,
  };
  try {
    const { createComment } = await send(CreateComment, { input });
    if (!createComment?.comment)
      return { kind: 'posted', text, message: 'Thank you. An editor will read your comment first.' };
    updateTag(field('postId'));
    return { kind: 'posted', text, message: 'Thank you. Your comment is online.' };
  } catch (error) {
    return { kind: 'error', text, message: error instanceof Error ? error.message : String(error) };
  }
}
