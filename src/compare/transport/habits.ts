import type { SourceFile } from '../read/files.ts';
import type { Place } from '../read/pieces.ts';

/** How a frontend sends its documents, by what its code and its packages say. */
export interface Habit extends Place {
  readonly kind: HabitKind;
  /** A path, or the name of a header; empty for habits that need none. */
  readonly value: string;
}

/**
 * `path`: where it looks for the graph; `header`: what it sends; `credentials`: cookies from another origin;
 * `hash`: Apollo's automatic persisted queries; `queryId`: documents by name; `batch`: lists of operations; `get`: GET.
 */
export type HabitKind = 'path' | 'header' | 'credentials' | 'hash' | 'queryId' | 'batch' | 'get';

interface Sign {
  readonly kind: HabitKind;
  /** What the code says; its first group is the value. */
  readonly pattern: RegExp;
  /** The value where the pattern has no group. */
  readonly value?: string;
}

/** What in the code of a frontend shows a habit. */
const signs: readonly Sign[] = [
  { kind: 'path', pattern: /(\/?(?:index\.php\/?)?\?graphql(?:=\w+)?)(?=["'`&\s])/g },
  { kind: 'path', pattern: /(?:https?:\/\/[^\s"'`/]+|\})((?:\/[\w-]+)*\/graphql\/?)(?=["'`?\s]|$)/gm },
  {
    kind: 'path',
    pattern:
      /(?<!\bfrom\s*|\b(?:import|require)\s*\(?\s*)["'`](?!\/api\/)(\/(?:[\w-]+\/)*graphql\/?)["'`](?!\s*:)/g,
  },
  { kind: 'header', pattern: /["'`](x-[\w-]+|woocommerce-session|apollographql-[\w-]+)["'`]\s*[\]:,]/gi },
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

/** What packages do by themselves. */
const packages: readonly (Sign & { readonly name: RegExp })[] = [
  { name: /^@faustwp\/core$/, kind: 'path', pattern: /./, value: '/index.php?graphql' },
  { name: /^@faustwp\/core$/, kind: 'get', pattern: /./ },
  { name: /^@urql\/(?:core|svelte|vue|preact)$|^urql$/, kind: 'get', pattern: /./ },
  { name: /^gatsby-source-wordpress$/, kind: 'path', pattern: /./, value: '/graphql' },
];

/** The habits of a frontend, each once, with the first place that shows it. */
export function habitsIn(files: readonly SourceFile[]): readonly Habit[] {
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
          add({ kind, value: kind === 'path' ? rooted(value) : value.toLowerCase(), file, line });
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
      for (const { name: meant, kind, value = '' } of packages) {
        if (meant.test(name)) yield { kind, value, file, line };
      }
    }
  }
}

/** Code with its comments blank, so that lines stay. An address's `//` is none. */
function withoutComments(code: string): string {
  const blank = (text: string) => text.replaceAll(/[^\n]/g, ' ');
  return code.replaceAll(/\/\*[\s\S]*?\*\//g, blank).replaceAll(/(?<![:"'`\w])\/\/[^\n]*/g, blank);
}

function rooted(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}
