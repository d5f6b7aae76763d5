import Link from 'next/link';
import { graphql } from '@/gql';
import type { ArticleFragment } from '@/gql/graphql';
import { formatDate } from '@/lib/format';
import { Comments } from './comments';
import { Picture } from './picture';

graphql(`
  fragment Article on Post {
    id
    databaseId
    title
    excerpt
    content
    date
    commentStatus
    author { node { name uri description } }
    categories { nodes { name uri } }
    tags { nodes { name uri } }
    featuredImage { node { ...Picture } }
    comments(first: 100, where: { order: ASC }) { nodes { ...Comment } }
  }
`);

export function Article({ post }: { readonly post: ArticleFragment }) {
  const { title, content, date, author, featuredImage } = post;
  const picture = featuredImage?.node;
  return (
    <>
      <article className="article">
        <header>
          <p className="kicker">
            {post.categories?.nodes.map(({ name, uri }) => (
              <Link key={uri} href={uri ?? '/'} prefetch={false}>
                {name}
              </Link>
            ))}
          </p>
          <h1 dir="auto">{title}</h1>
          <p className="meta">
            {author?.node.uri && (
              <>
                By{' '}
                <Link href={author.node.uri} prefetch={false}>
                  {author.node.name}
                </Link>
                {' · '}
              </>
            )}
            <time dateTime={date ?? ''}>{date && formatDate(date)}</time>
          </p>
        </header>
        {picture && (
          <figure className="wide">
            <Picture picture={picture} sizes="(min-width: 60rem) 58rem, 100vw" isFirst />
            <figcaption dangerouslySetInnerHTML={{ __html: picture.caption ?? '' }} />
          </figure>
        )}
        <div className="prose" dir="auto" dangerouslySetInnerHTML={{ __html: content ?? '' }} />
        <footer>
          {post.tags?.nodes.map(({ name, uri }) => (
            <Link key={uri} className="tag" href={uri ?? '/'}>
              {name}
            </Link>
          ))}
          {author?.node.description && (
            <p className="about-author">
              <strong>{author.node.name}</strong> {author.node.description}
            </p>
          )}
        </footer>
      </article>
      <Comments post={post} />
    </>
  );
}
