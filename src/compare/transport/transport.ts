import { type Check, checks, type Wire } from './checks.ts';
import type { Habit, HabitKind } from './habits.ts';

/** What came of one way in which a frontend asks. */
export interface TransportReport {
  readonly kind: Check['kind'];
  /** `the path /index.php?graphql`, `lists of operations (batches)`. */
  readonly name: string;
  /** Where the frontend shows that it asks so; null for what every frontend does. */
  readonly file: string | null;
  readonly line: number | null;
  /** What is wrong; null where the endpoint takes it. */
  readonly wpgraphql: string | null;
  readonly gateway: string | null;
  /** What to do about it; null where nothing has to be done. */
  readonly advice: string | null;
  /** Whether the frontend breaks by it: it works with WPGraphQL and not with the gateway. */
  readonly isObstacle: boolean;
}

interface Row {
  readonly name: (values: readonly string[]) => string;
  readonly advice: string;
}

const rows: Readonly<Record<Check['kind'], Row>> = {
  path: {
    name: ([path = '']) => `the path ${path}`,
    advice: 'Start the gateway with that path as --endpoint, or change the address in the frontend.',
  },
  preflight: {
    name: () => 'pages of another origin (CORS, preflight)',
    advice: 'Start the gateway with --cors-origins and the origin of the frontend, or *.',
  },
  header: {
    name: (names) => `the ${names.length === 1 ? 'header' : 'headers'} ${names.join(', ')} (preflight)`,
    advice: 'Let the frontend send no such header, or send it from its server.',
  },
  credentials: {
    name: () => 'cookies from another origin (credentials: include)',
    advice:
      'Start the gateway with --cors-origins and the origin of the frontend: with * browsers send none.',
  },
  hash: {
    name: () => 'automatic persisted queries',
    advice: 'Let the client send whole documents.',
  },
  queryId: { name: () => 'documents by queryId', advice: 'Let the client send whole documents.' },
  batch: {
    name: () => 'lists of operations (batches)',
    advice: 'Let the client send one operation at a time.',
  },
  get: { name: () => 'queries by GET', advice: 'Let the client send queries by POST.' },
};

/** Tries all ways in which a frontend asks on both endpoints. */
export async function checkTransport(
  habits: readonly Habit[],
  wires: { readonly wpgraphql: Wire; readonly gateway: Wire },
): Promise<readonly TransportReport[]> {
  const reports: TransportReport[] = [];
  for (const { kind, values, place } of attempts(habits)) {
    const run = checks[kind];
    const [wpgraphql, gateway] = [await run(wires.wpgraphql, values), await run(wires.gateway, values)];
    // An address that only looks like the site's own: a link to documentation, or a server of the frontend's.
    if (kind === 'path' && wpgraphql !== null && place !== null) continue;
    const isObstacle = gateway !== null && wpgraphql === null;
    reports.push({
      ...{ kind, name: rows[kind].name(values), file: place?.file ?? null, line: place?.line ?? null },
      ...{ wpgraphql, gateway, isObstacle, advice: isObstacle ? rows[kind].advice : null },
    });
  }
  return reports;
}

interface Attempt {
  readonly kind: Check['kind'];
  readonly values: readonly string[];
  readonly place: Habit | null;
}

/** What is tried: each path, the preflight of every page, and further habits once each. */
function attempts(habits: readonly Habit[]): readonly Attempt[] {
  const of = (kind: HabitKind) => habits.filter((habit) => habit.kind === kind);
  const headers = of('header').map(({ value }) => value);
  const paths = of('path').map((place) => ({ kind: 'path' as const, values: [place.value], place }));
  const once = (kind: HabitKind, values: readonly string[] = []) =>
    of(kind)
      .slice(0, 1)
      .map((place) => ({ kind, values, place }));
  return [
    ...(paths.length > 0 ? paths : [{ kind: 'path' as const, values: ['/graphql'], place: null }]),
    { kind: 'preflight', values: [], place: null },
    ...once('header', headers),
    ...once('credentials', headers),
    ...(['get', 'hash', 'queryId', 'batch'] as const).flatMap((kind) => once(kind)),
  ];
}
