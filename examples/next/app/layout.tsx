import type { Metadata } from 'next';
import localFont from 'next/font/local';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { getFrame } from '@/lib/queries';
import './globals.css';
import './article.css';

// One file for each weight in use: together they have half the bytes of the font that has all weights.
const serif = localFont({
  src: [
    { path: '../node_modules/@fontsource/newsreader/files/newsreader-latin-400-normal.woff2', weight: '400' },
    { path: '../node_modules/@fontsource/newsreader/files/newsreader-latin-600-normal.woff2', weight: '600' },
  ],
  variable: '--serif',
  // The font that stands in meanwhile gets the measures of this one, so that the text moves less when this one comes.
  adjustFontFallback: 'Times New Roman',
});

// Loads when a page shows a text in italics, so that other pages show their picture sooner.
const italic = localFont({
  src: '../node_modules/@fontsource/newsreader/files/newsreader-latin-400-italic.woff2',
  weight: '400',
  style: 'italic',
  variable: '--italic',
  adjustFontFallback: 'Times New Roman',
  preload: false,
});

export async function generateMetadata(): Promise<Metadata> {
  const { generalSettings } = await getFrame();
  const title = generalSettings?.title ?? '';
  return { title: { default: title, template: `%s – ${title}` }, description: generalSettings?.description };
}

export default async function Layout({ children }: { readonly children: ReactNode }) {
  const { generalSettings, primary, footer } = await getFrame();
  // Links that every page repeats are not prefetched: pages that few readers open next would delay the one they read.
  return (
    <html lang="en" className={`${serif.variable} ${italic.variable}`}>
      <body>
        <a className="skip" href="#main">
          Skip to content
        </a>
        <header className="masthead">
          <Link className="name" href="/" prefetch={false}>
            {generalSettings?.title}
          </Link>
          <p>{generalSettings?.description}</p>
          <nav aria-label="Sections">
            {primary?.nodes.map((item) => (
              <span key={item.id} className="menu">
                <Link href={item.uri ?? '/'} prefetch={false}>
                  {item.label}
                </Link>
                {item.childItems?.nodes.map((child) => (
                  <Link key={child.id} className="sub" href={child.uri ?? '/'} prefetch={false}>
                    {child.label}
                  </Link>
                ))}
              </span>
            ))}
            <Link className="search-link" href="/search/" prefetch={false}>
              Search
            </Link>
          </nav>
        </header>
        <main id="main">{children}</main>
        <footer className="colophon">
          <p>{generalSettings?.title}</p>
          <nav aria-label="Footer">
            {footer?.nodes.map((item) => (
              <Link key={item.id} href={item.uri ?? '/'} prefetch={false}>
                {item.label}
              </Link>
            ))}
          </nav>
        </footer>
      </body>
    </html>
  );
}
