import type { Metadata } from 'next';
import localFont from 'next/font/local';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { getFrame } from '@/lib/queries';
import './globals.css';

const serif = localFont({
  src: [
    {
      path: '../node_modules/@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2',
      style: 'normal',
    },
    {
      path: '../node_modules/@fontsource-variable/newsreader/files/newsreader-latin-wght-italic.woff2',
      style: 'italic',
    },
  ],
  weight: '200 800',
  variable: '--serif',
});

export async function generateMetadata(): Promise<Metadata> {
  const { generalSettings } = await getFrame();
  const title = generalSettings?.title ?? '';
  return { title: { default: title, template: `%s – ${title}` }, description: generalSettings?.description };
}

export default async function Layout({ children }: { readonly children: ReactNode }) {
  const { generalSettings, primary, footer } = await getFrame();
  return (
    <html lang="en" className={serif.variable}>
      <body>
        <a className="skip" href="#main">
          Skip to content
        </a>
        <header className="masthead">
          {/* Without the prefetch: it would load the large picture of the front page, too. */}
          <Link className="name" href="/" prefetch={false}>
            {generalSettings?.title}
          </Link>
          <p>{generalSettings?.description}</p>
          <nav aria-label="Sections">
            {primary?.nodes.map((item) => (
              <span key={item.id} className="menu">
                <Link href={item.uri ?? '/'}>{item.label}</Link>
                {item.childItems?.nodes.map((child) => (
                  <Link key={child.id} className="sub" href={child.uri ?? '/'}>
                    {child.label}
                  </Link>
                ))}
              </span>
            ))}
            <Link className="search-link" href="/search/">
              Search
            </Link>
          </nav>
        </header>
        <main id="main">{children}</main>
        <footer className="colophon">
          <p>{generalSettings?.title}</p>
          <nav aria-label="Footer">
            {footer?.nodes.map((item) => (
              <Link key={item.id} href={item.uri ?? '/'}>
                {item.label}
              </Link>
            ))}
          </nav>
        </footer>
      </body>
    </html>
  );
}
