import type { Metadata } from 'next';
import Form from 'next/form';
import Link from 'next/link';
import { Suspense } from 'react';
import { Card } from '@/components/card';
import { search } from '@/lib/queries';

export const metadata: Metadata = {
  title: 'Search',
  description: 'Search all articles',
  robots: { index: false },
};

type Props = PageProps<'/search'>;

export default function SearchPage(props: Props) {
  return (
    <>
      <h1>Search</h1>
      <Suspense fallback={<SearchForm text="" />}>
        <Results {...props} />
      </Suspense>
    </>
  );
}

function SearchForm({ text }: { readonly text: string }) {
  return (
    <Form action="/search/" className="search">
      <input name="q" type="search" aria-label="Words" defaultValue={text} key={text} required />
      <button type="submit">Search</button>
    </Form>
  );
}

async function Results({ searchParams }: Props) {
  const parameters = await searchParams;
  const text = String(parameters.q ?? '').trim();
  const after = typeof parameters.after === 'string' ? parameters.after : null;
  const found = text === '' ? null : await search(text, after);
  return (
    <>
      <SearchForm text={text} />
      {found && (
        <>
          <p className="meta" role="status">
            {found.totalCount === 1 ? '1 article' : `${found.totalCount} articles`}
          </p>
          <div className="grid">
            {found.nodes.map((post) => (
              <Card key={post.id} post={post} />
            ))}
          </div>
          {found.pageInfo.hasNextPage && (
            <Link
              className="more"
              href={`/search/?${new URLSearchParams({ q: text, after: found.pageInfo.endCursor ?? '' })}`}
            >
              More
            </Link>
          )}
        </>
      )}
    </>
  );
}
