import Link from 'next/link';
import { graphql } from '@/gql';
import type { CardFragment } from '@/gql/graphql';
import { formatDate } from '@/lib/format';
import { Picture } from './picture';

graphql(`
  fragment Card on Post {
    id
    uri
    title
    excerpt
    date
    author { node { name } }
    categories(first: 1) { nodes { name uri } }
    featuredImage { node { ...Picture } }
  }
`);

interface Props {
  readonly post: CardFragment;
  /** `lead` is the large one at the top of a page, `line` one without a picture. */
  readonly size?: 'lead' | 'card' | 'line';
  /** The level of the headline. */
  readonly heading?: 'h2' | 'h3';
}

const widths = { lead: '(min-width: 60rem) 44rem, 100vw', card: '(min-width: 60rem) 23rem, 100vw', line: '' };

export function Card({ post, size = 'card', heading: Heading = 'h2' }: Props) {
  const { uri, title, excerpt, date, author, categories, featuredImage } = post;
  const section = categories?.nodes[0];
  const picture = size === 'line' ? undefined : featuredImage?.node;
  return (
    <article className={`card card-${size}`}>
      {picture && <Picture picture={picture} sizes={widths[size]} isFirst={size === 'lead'} />}
      <div>
        {section?.uri && size !== 'line' && (
          <Link className="kicker" href={section.uri}>
            {section.name}
          </Link>
        )}
        <Heading>
          <Link href={uri ?? '/'} dir="auto">
            {title}
          </Link>
        </Heading>
        {/* WordPress escapes what editors write. Its HTML is as trustworthy as its editors. */}
        {size !== 'line' && <div className="excerpt" dangerouslySetInnerHTML={{ __html: excerpt ?? '' }} />}
        <p className="meta">
          {size !== 'line' && `${author?.node.name} · `}
          <time dateTime={date ?? ''}>{date && formatDate(date)}</time>
        </p>
      </div>
    </article>
  );
}
