/** A group of the sidebar, in the order in which a reader needs them. */
export interface Section {
  readonly label: string;
  /** Files of the repository. A section of one file is a link of its own. */
  readonly files: readonly string[];
}

/** Every page of the site that is written by hand. The schema reference is made from the schema. */
export const sections: readonly Section[] = [
  { label: 'Start', files: ['docs/start.md'] },
  {
    label: 'From WPGraphQL',
    files: [
      'docs/coming-from-wpgraphql.md',
      'docs/comparing.md',
      'docs/compatibility.md',
      'docs/differences.md',
    ],
  },
  {
    label: 'Fields and types',
    files: [
      'docs/content.md',
      'docs/blocks.md',
      'docs/custom-fields.md',
      'docs/woocommerce.md',
      'docs/gravity-forms.md',
      'docs/routes.md',
      'docs/integrations.md',
      'docs/limits.md',
    ],
  },
  { label: 'Permissions', files: ['docs/permissions.md'] },
  { label: 'Caching and freshness', files: ['docs/caching.md'] },
  { label: 'Writing', files: ['docs/writing.md'] },
  {
    label: 'Clients',
    files: [
      'docs/frontends.md',
      'docs/library.md',
      'docs/graphiql.md',
      'docs/language-models.md',
      'examples/README.md',
      'examples/next/README.md',
      'examples/astro/README.md',
      'examples/sveltekit/README.md',
      'examples/nuxt/README.md',
    ],
  },
  { label: 'Deploying', files: ['docs/deploying.md'] },
  {
    label: 'Operating',
    files: ['docs/operating.md', 'docs/configuration.md', 'docs/many-sites.md', 'docs/federation.md'],
  },
  { label: 'Errors', files: ['docs/errors.md'] },
  { label: 'How it works', files: ['docs/architecture.md', 'bench/README.md', 'bench/RESULTS.md'] },
  { label: 'Contributing', files: ['CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'] },
];

/** Names in the sidebar of pages whose headings are too long, or say too little there. */
export const labels: Readonly<Record<string, string>> = {
  'docs/comparing.md': 'Comparing',
  'docs/differences.md': 'All differences',
  'examples/next/README.md': 'Example: Next',
  'examples/astro/README.md': 'Example: Astro',
  'examples/sveltekit/README.md': 'Example: SvelteKit',
  'examples/nuxt/README.md': 'Example: Nuxt',
  'bench/RESULTS.md': 'Benchmark results',
};

/** The start page of the site. */
export const homeFile = 'README.md';

/** Files whose routes do not follow from their names. */
const routes: Readonly<Record<string, string>> = {
  [homeFile]: 'index',
  'bench/README.md': 'benchmarks',
  'bench/RESULTS.md': 'benchmarks/results',
};

/** The route of each page, by file: `docs/caching.md` is at `caching`, `examples/next/README.md` at `examples/next`. */
export const routeByFile: ReadonlyMap<string, string> = new Map(
  [homeFile, ...sections.flatMap(({ files }) => files)].map((file) => [file, routes[file] ?? routeOf(file)]),
);

function routeOf(file: string): string {
  return file
    .replace(/^docs\//, '')
    .replace(/(\/README)?\.md$/, '')
    .toLowerCase();
}
