import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { labels, routeByFile, sections } from '../docs/sections.ts';
import { repositoryUrl } from './src/source/repository.ts';

/** Where the site will be: `DOCS_URL=https://pressql.github.io/pressql/`. */
const { origin, pathname } = new URL(process.env['DOCS_URL'] ?? 'http://localhost:4321/');

const pages = (files: readonly string[]) =>
  files.map((file) => ({ slug: routeByFile.get(file) ?? '', ...(labels[file] && { label: labels[file] }) }));

export default defineConfig({
  site: origin,
  base: pathname,
  trailingSlash: 'always',
  integrations: [
    starlight({
      title: 'PressQL',
      description: 'GraphQL for any WordPress: a drop-in for WPGraphQL that needs no plugin.',
      favicon: '/favicon.svg',
      logo: { src: './public/favicon.svg', alt: '' },
      social: [{ icon: 'github', label: 'GitHub', href: repositoryUrl }],
      editLink: { baseUrl: `${repositoryUrl}/edit/main/website/` },
      customCss: ['./src/styles/site.css', './src/styles/reference.css'],
      markdown: { processedDirs: ['..'] },
      head: [
        {
          tag: 'script',
          // The search button is called "Search", so the keys on it must not be text (WCAG 2.5.3). CSS shows them.
          content: `addEventListener('DOMContentLoaded', () => {
            for (const key of document.querySelectorAll('[data-open-modal] kbd kbd')) {
              key.dataset.key = key.textContent;
              key.textContent = '';
            }
          });`,
        },
      ],
      sidebar: [
        ...sections.flatMap(({ label, files }) => [
          files.length === 1 ? { ...pages(files)[0], label } : { label, items: pages(files) },
          ...(label === 'Fields and types' ? [reference()] : []),
        ]),
      ],
    }),
  ],
});

function reference() {
  return {
    label: 'Schema reference',
    items: [
      { label: 'All types', link: '/schema/' },
      { label: 'Queries', link: '/schema/RootQuery/' },
      { label: 'Mutations', link: '/schema/RootMutation/' },
      { label: 'Subscriptions', link: '/schema/RootSubscription/' },
    ],
  };
}
