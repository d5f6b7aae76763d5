import { graphql } from '@/gql';
import type { ArticleFragment, CommentFragment } from '@/gql/graphql';
import { formatDate } from '@/lib/format';
import { CommentForm } from './comment-form';

graphql(`
  fragment Comment on Comment {
    id
    parentId
    content
    date
    author { node { name } }
  }
`);

export function Comments({ post }: { readonly post: ArticleFragment }) {
  const comments = post.comments?.nodes ?? [];
  if (comments.length === 0 && post.commentStatus !== 'open') return null;
  return (
    <section className="comments" aria-labelledby="comments">
      <h2 id="comments">{comments.length === 1 ? '1 comment' : `${comments.length} comments`}</h2>
      <Thread comments={comments} parentId={null} />
      {post.commentStatus === 'open' && <CommentForm postId={post.id} databaseId={post.databaseId} />}
    </section>
  );
}

/** The replies to a comment, or the comments that are no replies. */
function Thread(props: { readonly comments: readonly CommentFragment[]; readonly parentId: string | null }) {
  const { comments, parentId } = props;
  const replies = comments.filter((comment) => (comment.parentId ?? null) === parentId);
  if (replies.length === 0) return null;
  return (
    <ol>
      {replies.map(({ id, author, date, content }) => (
        <li key={id}>
          <p className="meta">
            <strong>{author?.node.name}</strong> <time dateTime={date ?? ''}>{date && formatDate(date)}</time>
          </p>
          <div dir="auto" dangerouslySetInnerHTML={{ __html: content ?? '' }} />
          <Thread comments={comments} parentId={id} />
        </li>
      ))}
    </ol>
  );
}
