import Link from 'next/link';
import type { CardFragment } from '@/gql/graphql';
import { Card } from './card';

interface Props {
  readonly title: string;
  readonly description?: string | null | undefined;
  readonly posts: readonly CardFragment[];
  /** Links to the sections inside of this one. */
  readonly sections?: readonly { readonly name?: string | null; readonly uri?: string | null }[];
}

/** The articles of a section, of a tag or of an author. */
export function Archive({ title, description, posts, sections = [] }: Props) {
  return (
    <>
      <header className="archive-header">
        <h1>{title}</h1>
        {description && <p className="lede">{description}</p>}
        {sections.length > 0 && (
          <p>
            {sections.map(({ name, uri }) => (
              <Link key={uri} className="tag" href={uri ?? '/'}>
                {name}
              </Link>
            ))}
          </p>
        )}
      </header>
      {posts.length === 0 && <p>There are no articles here yet.</p>}
      <div className="grid">
        {posts.map((post) => (
          <Card key={post.id} post={post} />
        ))}
      </div>
    </>
  );
}
