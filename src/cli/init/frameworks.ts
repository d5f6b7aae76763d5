import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProject, readSources, type SourceFile } from '../../compare/read/files.ts';
import { isRecord } from '../../values/json.ts';

/** A framework of frontends. */
interface Framework {
  readonly name: string;
  /** A package by which a `package.json` shows that it is used. */
  readonly package: string;
  /** The file and the variable in which its frontends usually have the endpoint. */
  readonly file: string;
  readonly variable: string;
  /** Whether the variable has the address of the site, and the framework adds the path of WPGraphQL. */
  readonly isSite?: boolean;
}

/** The frameworks, those that build on others first. */
const frameworks: readonly Framework[] = [
  {
    name: 'Faust',
    package: '@faustwp/core',
    file: '.env.local',
    variable: 'NEXT_PUBLIC_WORDPRESS_URL',
    isSite: true,
  },
  {
    name: 'WPNuxt',
    package: '@wpnuxt/core',
    file: '.env',
    variable: 'WPNUXT_WORDPRESS_URL',
    isSite: true,
  },
  { name: 'Next', package: 'next', file: '.env.local', variable: 'WORDPRESS_API_URL' },
  { name: 'Nuxt', package: 'nuxt', file: '.env', variable: 'GQL_HOST' },
  { name: 'SvelteKit', package: '@sveltejs/kit', file: '.env', variable: 'PUBLIC_WORDPRESS_API_URL' },
  { name: 'Astro', package: 'astro', file: '.env', variable: 'WORDPRESS_API_URL' },
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
 * Returns the lines of a frontend that name WPGraphQL, with the gateway in its place. If there are none, returns the line
 * that its framework usually has.
 *
 * @param gateway - the address of the gateway: `http://localhost:4000/graphql`
 */
export function frontendAdvice(folder: string, gateway: string): FrontendAdvice {
  const packages = packagesOf(folder);
  const framework = frameworks.find((each) => packages.has(each.package));
  const files = packages.size === 0 ? [] : [...readProject(folder), ...readSources(['.'], folder)];
  const unique = [...new Map(files.map((file) => [file.file, file])).values()];
  const found = unique.flatMap((file) => changesIn(file, gateway, framework));
  if (found.length > 0 || !framework) return { framework: framework?.name ?? null, changes: found };
  const { name, file, variable, isSite = false } = framework;
  const after = `${variable}=${isSite ? new URL(gateway).origin : gateway}`;
  return { framework: name, changes: [{ file, line: null, before: null, after }] };
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
    const isSite = framework?.isSite === true && before.startsWith(`${framework.variable}=`);
    const after = isSite
      ? `${framework.variable}=${origin}`
      : before.replaceAll(endpoint, (address) =>
          address.includes('index.php?graphql') ? `${origin}/index.php?graphql` : gateway,
        );
    return after === before ? [] : [{ file, line: index + 1, before: before.trim(), after: after.trim() }];
  });
}
