import type { SourceFile } from '../read/files.ts';
import type { SourcePlace } from '../read/pieces.ts';

/** A way in which a frontend sends requests, found in its code or its packages. */
export interface Habit extends SourcePlace {
  readonly kind: HabitKind;
  /** The path, or the name of the header. Empty for other kinds. */
  readonly value: string;
}

/**
 * `path`: the path of the endpoint. `header`: a header that browsers announce in a preflight. `credentials`: cookies from
 * another origin. `hash`: Apollo's automatic persisted queries. `queryId`: stored documents of WPGraphQL Smart Cache.
 * `batch`: lists of operations. `get`: queries by GET.
 */
export type HabitKind = 'path' | 'header' | 'credentials' | 'hash' | 'queryId' | 'batch' | 'get';

interface Sign {
  readonly kind: HabitKind;
  /** Matches the code. The first group is the value of the habit. */
  readonly pattern: RegExp;
}

/** Code that shows a habit. */
const signs: readonly Sign[] = [
  { kind: 'path', pattern: /(\/?(?:index\.php\/?)?\?graphql(?:=\w+)?)(?=["'`&\s])/g },
  { kind: 'path', pattern: /(?:https?:\/\/[^\s"'`/]+|\})((?:\/[\w-]+)*\/graphql\/?)(?=["'`?\s]|$)/gm },
  {
    kind: 'path',
    pattern:
      /(?<!\bfrom\s*|\b(?:import|require)\s*\(?\s*)["'`](?!\/api\/)(\/(?:[\w-]+\/)*graphql\/?)["'`](?!\s*:)/g,
  },
  { kind: 'header', pattern: /["'`](x-[\w-]+|\w+-session|apollographql-[\w-]+)["'`]\s*[\]:,]/gi },
  { kind: 'header', pattern: /["'`]?\b(authorization)\b["'`]?\s*[\]:,]/gi },
  { kind: 'credentials', pattern: /credentials\s*:\s*["'`]include["'`]|withCredentials\s*:\s*true/g },
  { kind: 'hash', pattern: /createPersistedQueryLink\s*\(|\bpersistedExchange\s*\(/g },
  { kind: 'hash', pattern: /\busePersistedQueries\s*:\s*(?!false)/g },
  { kind: 'queryId', pattern: /[?&]queryId=|["'`]?\bqueryId["'`]?\s*:/g },
  { kind: 'batch', pattern: /\bBatchHttpLink\b\s*\(|\bbatchRequests\s*\(|\bbatch\s*:\s*true/g },
  {
    kind: 'get',
    pattern:
      /\b(?:useGETFor(?:Hashed)?Queries|preferGetMethod|preferGetForPersistedQueries)\s*:\s*(?!false)/g,
  },
  { kind: 'get', pattern: /[?&]query=/g },
  // `$fetch` and `useFetch` of Nuxt.
  { kind: 'get', pattern: /\b(?:query|params)\s*:\s*\{\s*query\b/g },
];

interface PackageHabit {
  readonly name: RegExp;
  readonly kind: HabitKind;
  readonly value?: string;
}

/** Packages that have a habit by default. */
const packages: readonly PackageHabit[] = [
  { name: /^@faustwp\/core$/, kind: 'path', value: '/index.php?graphql' },
  { name: /^@faustwp\/core$/, kind: 'get' },
  { name: /^@urql\/(?:core|svelte|vue|preact)$|^urql$/, kind: 'get' },
  { name: /^gatsby-source-wordpress$/, kind: 'path', value: '/graphql' },
];

/** Returns the habits of a frontend. Each has the first place in the files that shows it. */
export function findHabits(files: readonly SourceFile[]): readonly Habit[] {
  const found = new Map<string, Habit>();
  const add = (habit: Habit) => {
    const key = `${habit.kind} ${habit.value.toLowerCase()}`;
    if (!found.has(key)) found.set(key, habit);
  };
  for (const { file, text, kind } of files) {
    if (kind === 'package') for (const habit of habitsOfPackages(file, text)) add(habit);
    else if (kind !== 'graphql' && kind !== 'json') {
      const code = withoutComments(text);
      for (const { kind, pattern } of signs) {
        for (const { index, 1: value = '' } of code.matchAll(pattern)) {
          const line = code.slice(0, index).split('\n').length;
          add({ kind, value: kind === 'path' ? withLeadingSlash(value) : value.toLowerCase(), file, line });
        }
      }
    }
  }
  return [...found.values()];
}

function* habitsOfPackages(file: string, text: string): Generator<Habit> {
  const names = /"(?:dependencies|devDependencies)"\s*:\s*\{([^}]*)\}/g;
  for (const { index, 1: list = '' } of text.matchAll(names)) {
    for (const { 1: name = '' } of list.matchAll(/"([^"]+)"\s*:/g)) {
      const line = text.slice(0, text.indexOf(`"${name}"`, index)).split('\n').length;
      for (const { name: pattern, kind, value = '' } of packages) {
        if (pattern.test(name)) yield { kind, value, file, line };
      }
    }
  }
}

/** Replaces comments by spaces, so that line numbers stay. The `//` of an address is no comment. */
function withoutComments(code: string): string {
  const blank = (text: string) => text.replaceAll(/[^\n]/g, ' ');
  return code.replaceAll(/\/\*[\s\S]*?\*\//g, blank).replaceAll(/(?<![:"'`\w])\/\/[^\n]*/g, blank);
}

function withLeadingSlash(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}
