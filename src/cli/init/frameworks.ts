import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProject, readSources, type SourceFile } from '../../compare/read/files.ts';
import { isRecord } from '../../values/json.ts';

/** A framework of frontends. */
interface Framework {
  readonly name: string;
  /** A package by which a `package.json` shows that it is used. */
  readonly package: string;
  /** The file in which its frontends usually have the endpoint. */
  readonly file: string;
  /** Returns the line of that file that names the gateway. */
  readonly line: (gateway: string) => string;
  /** The variable with the address of the site, if the framework adds the path of WPGraphQL. @default none */
  readonly siteVariable?: string;
  /** The name of the setting, if the line is needed whatever else the frontend has. @default none */
  readonly setting?: string;
}

/** Returns a line that sets a variable to the endpoint. */
const variable = (name: string) => (gateway: string) => `${name}=${gateway}`;

/** Returns a line that sets a variable to the address without the path of the endpoint. */
const site = (name: string) => (gateway: string) => `${name}=${new URL(gateway).origin}`;

/** The frameworks, those that build on others first. */
const frameworks: readonly Framework[] = [
  {
    name: 'Faust',
    package: '@faustwp/core',
    // Faust asks the address in `NEXT_PUBLIC_WORDPRESS_URL` for logins, previews and sitemaps, too, so it stays that of WordPress
    // (`getGraphqlEndpoint` of @faustwp/core).
    file: 'faust.config.js',
    line: (gateway) =>
      `plugins: [{ apply: ({ addFilter }) => addFilter('graphqlEndpoint', 'pressql', () => '${gateway}') }],`,
    setting: 'graphqlEndpoint',
  },
  {
    name: 'WPNuxt',
    package: '@wpnuxt/core',
    file: '.env',
    line: site('WPNUXT_WORDPRESS_URL'),
    siteVariable: 'WPNUXT_WORDPRESS_URL',
  },
  { name: 'Next', package: 'next', file: '.env.local', line: variable('WORDPRESS_API_URL') },
  { name: 'Nuxt', package: 'nuxt', file: '.env', line: variable('GQL_HOST') },
  {
    name: 'SvelteKit',
    package: '@sveltejs/kit',
    file: '.env',
    line: variable('PUBLIC_WORDPRESS_API_URL'),
  },
  { name: 'Astro', package: 'astro', file: '.env', line: variable('WORDPRESS_API_URL') },
];

/** A line of a frontend that names the endpoint, and what it has to be. */
export interface LineChange {
  readonly file: string;
  /** Null if the line is to be added. */
  readonly line: number | null;
  readonly before: string | null;
  readonly after: string;
}

/** What a frontend has to change. */
export interface FrontendAdvice {
  /** The framework. Null if the folder has none that is known. */
  readonly framework: string | null;
  readonly changes: readonly LineChange[];
}

/**
 * Returns the lines of a frontend that name WPGraphQL, with the gateway in its place. If there are none, or the framework has a
 * setting of its own for the endpoint, adds the line that its frontends usually have.
 *
 * @param gateway - the address of the gateway: `http://localhost:4000/graphql`
 */
export function frontendAdvice(folder: string, gateway: string): FrontendAdvice {
  const packages = packagesOf(folder);
  const framework = frameworks.find((each) => packages.has(each.package));
  const files = packages.size === 0 ? [] : [...readProject(folder), ...readSources(['.'], folder)];
  const unique = [...new Map(files.map((file) => [file.file, file])).values()];
  const found = unique.flatMap((file) => changesIn(file, gateway, framework));
  if (!framework) return { framework: null, changes: found };
  const { name, file, line, setting } = framework;
  const isSet = setting ? found.some(({ before }) => before?.includes(setting)) : found.length > 0;
  const usual = { file, line: null, before: null, after: line(gateway) };
  return { framework: name, changes: isSet ? found : [...found, usual] };
}

function packagesOf(folder: string): ReadonlySet<string> {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return new Set();
  try {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(path, 'utf8')) as Record<
      string,
      unknown
    >;
    return new Set(
      [dependencies, devDependencies].flatMap((list) => (isRecord(list) ? Object.keys(list) : [])),
    );
  } catch {
    return new Set();
  }
}

/** An address that ends as the endpoints of WPGraphQL do. */
const endpoint = /https?:\/\/[^\s'"`<>]*?(?:\/index\.php\?graphql|\/\?graphql|\/graphql)\b\/?/g;

function changesIn(
  { file, text, kind }: SourceFile,
  gateway: string,
  framework: Framework | undefined,
): readonly LineChange[] {
  const isEnvironment = /(?:^|[/\\])\.env(?:\.|$)/.test(file);
  if (!isEnvironment && kind !== 'code' && kind !== 'component') return [];
  const { origin } = new URL(gateway);
  return text.split('\n').flatMap((before, index) => {
    if (/^\s*(?:#|\/\/|\*)/.test(before)) return [];
    const after =
      framework?.siteVariable !== undefined && before.startsWith(`${framework.siteVariable}=`)
        ? framework.line(gateway)
        : before.replaceAll(endpoint, (address) =>
            address.includes('index.php?graphql') ? `${origin}/index.php?graphql` : gateway,
          );
    return after === before ? [] : [{ file, line: index + 1, before: before.trim(), after: after.trim() }];
  });
}
