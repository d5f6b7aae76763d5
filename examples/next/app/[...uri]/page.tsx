import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { Archive } from '@/components/archive';
import { Article } from '@/components/article';
import { plainText } from '@/lib/format';
import { getNewestUris, getNode } from '@/lib/queries';

// A page is made once, at the build or for its first reader, and again after a change.
export const ensureStatic = 'navigation';

type Props = PageProps<'/[...uri]'>;

export async function generateStaticParams() {
  return (await getNewestUris()).map((uri) => ({ uri: uri.split('/').filter(Boolean) }));
}

async function nodeOf({ params }: Props) {
  const { uri } = await params;
  return getNode(`/${uri.map(decodeURIComponent).join('/')}/`);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const node = await nodeOf(props);
  switch (node?.__typename) {
    case 'Post': {
      const description = plainText(node.excerpt ?? '');
      const images = node.featuredImage?.node.sourceUrl ?? [];
      return {
        title: node.title,
        description,
        openGraph: { type: 'article', title: node.title ?? '', description, images },
      };
    }
    case 'Page':
      return { title: node.title, description: plainText(node.content ?? '').slice(0, 160) };
    case 'Category':
    case 'Tag':
    case 'User':
      return { title: node.name, description: node.description ?? `Articles: ${node.name}` };
    default:
      return {};
  }
}

/** Shows whatever has this address in WordPress. */
export default async function Page(props: Props) {
  const node = await nodeOf(props);
  switch (node?.__typename) {
    case 'Post':
      return <Article post={node} />;
    case 'Page':
      return (
        <article className="article">
          <h1>{node.title}</h1>
          <div className="prose" dangerouslySetInnerHTML={{ __html: node.content ?? '' }} />
          {node.children?.nodes.map((child) => (
            <Link key={child.id} className="tag" href={('uri' in child && child.uri) || '/'}>
              {'title' in child && child.title}
            </Link>
          ))}
        </article>
      );
    case 'Category':
    case 'Tag':
    case 'User':
      return (
        <Archive
          title={node.name ?? ''}
          description={node.description}
          posts={node.posts?.nodes ?? []}
          sections={node.__typename === 'Category' ? node.children?.nodes : []}
        />
      );
    default:
      notFound();
  }
}
