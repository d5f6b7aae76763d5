import Link from 'next/link';
import { Card } from '@/components/card';
import { getHome } from '@/lib/queries';

export default async function Home() {
  const { posts, categories } = await getHome();
  const [lead, ...others] = posts?.nodes ?? [];
  return (
    <>
      <h1 className="hidden">Today</h1>
      <div className="front">
        {lead && <Card post={lead} size="lead" />}
        <div className="latest">
          {others.slice(3).map((post) => (
            <Card key={post.id} post={post} size="line" />
          ))}
        </div>
      </div>
      <div className="grid">
        {others.slice(0, 3).map((post) => (
          <Card key={post.id} post={post} />
        ))}
      </div>
      <div className="sections">
        {categories?.nodes.map(({ id, name, uri, posts }) => (
          <section key={id} aria-labelledby={id}>
            <h2 id={id}>
              <Link href={uri ?? '/'}>{name}</Link>
            </h2>
            {posts?.nodes.map((post) => (
              <Card key={post.id} post={post} size="line" heading="h3" />
            ))}
          </section>
        ))}
      </div>
    </>
  );
}
