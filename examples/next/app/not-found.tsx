import Link from 'next/link';

export const metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <article className="article">
      <h1>There is nothing at this address</h1>
      <p className="prose">
        It may have moved. <Link href="/search/">Search</Link>, or begin with{' '}
        <Link href="/" prefetch={false}>
          today’s articles
        </Link>
        .
      </p>
    </article>
  );
}
