import { checks, type HttpEndpoint, type TransportCheck } from './checks.ts';
import type { Habit, HabitKind } from './habits.ts';

/** The result for one way in which the frontend sends requests. */
export interface TransportReport {
  readonly kind: TransportCheck['kind'];
  /** `the path /index.php?graphql`, `lists of operations (batches)`. */
  readonly name: string;
  /** The path, for the kind `path`. null for other kinds. */
  readonly path: string | null;
  /** The file whose code sends requests in this way. null for a way that every frontend uses. */
  readonly file: string | null;
  readonly line: number | null;
  /** The problem that WPGraphQL has with it. null if WPGraphQL supports it. */
  readonly wpgraphql: string | null;
  /** The problem that the gateway has with it. null if the gateway supports it. */
  readonly gateway: string | null;
  /** What to do about it. null if nothing needs to be done. */
  readonly advice: string | null;
  /** Whether only WPGraphQL supports it, so that the frontend does not work with the gateway. */
  readonly isObstacle: boolean;
}

interface TransportText {
  readonly name: (values: readonly string[]) => string;
  readonly advice: string;
}

const texts: Readonly<Record<TransportCheck['kind'], TransportText>> = {
  path: {
    name: ([path = '']) => `the path ${path}`,
    advice: 'Start the gateway with this path as --endpoint, or change the address in the frontend.',
  },
  preflight: {
    name: () => 'requests from another origin (CORS preflight)',
    advice: 'Start the gateway with the origin of the frontend, or *, as --cors-origins.',
  },
  header: {
    name: (names) => `the ${names.length === 1 ? 'header' : 'headers'} ${names.join(', ')} (CORS preflight)`,
    advice: 'Remove the header from the frontend, or send it from the server of the frontend.',
  },
  credentials: {
    name: () => 'cookies from another origin (credentials: include)',
    advice:
      'Start the gateway with the origin of the frontend as --cors-origins. With *, browsers send no cookies.',
  },
  hash: {
    name: () => 'automatic persisted queries',
    advice: 'Configure the client to send complete documents.',
  },
  queryId: {
    name: () => 'documents by queryId',
    advice: 'Configure the client to send complete documents.',
  },
  batch: {
    name: () => 'lists of operations (batches)',
    advice: 'Configure the client to send one operation per request.',
  },
  get: { name: () => 'queries by GET', advice: 'Configure the client to send queries by POST.' },
};

/** Tries every way in which the frontend sends requests, on both endpoints. */
export async function checkTransport(
  habits: readonly Habit[],
  endpoints: { readonly wpgraphql: HttpEndpoint; readonly gateway: HttpEndpoint },
): Promise<readonly TransportReport[]> {
  const reports: TransportReport[] = [];
  for (const { kind, values, habit } of attempts(habits)) {
    const run = checks[kind];
    const wpgraphql = await run(endpoints.wpgraphql, values);
    const gateway = await run(endpoints.gateway, values);
    // Not the address of the site's endpoint, but of a documentation page or of the frontend's own server.
    if (kind === 'path' && wpgraphql !== null && habit !== null) continue;
    const isObstacle = gateway !== null && wpgraphql === null;
    reports.push({
      kind,
      name: texts[kind].name(values),
      path: kind === 'path' ? (values[0] ?? null) : null,
      file: habit?.file ?? null,
      line: habit?.line ?? null,
      wpgraphql,
      gateway,
      advice: isObstacle ? texts[kind].advice : null,
      isObstacle,
    });
  }
  return reports;
}

interface Attempt {
  readonly kind: TransportCheck['kind'];
  readonly values: readonly string[];
  readonly habit: Habit | null;
}

/** Returns what to try: every path, the preflight of all frontends, and every other habit once. */
function attempts(habits: readonly Habit[]): readonly Attempt[] {
  const ofKind = (kind: HabitKind) => habits.filter((habit) => habit.kind === kind);
  const headers = ofKind('header').map(({ value }) => value);
  const paths = ofKind('path').map((habit) => ({ kind: 'path' as const, values: [habit.value], habit }));
  const once = (kind: HabitKind, values: readonly string[] = []) =>
    ofKind(kind)
      .slice(0, 1)
      .map((habit) => ({ kind, values, habit }));
  return [
    ...(paths.length > 0 ? paths : [{ kind: 'path' as const, values: ['/graphql'], habit: null }]),
    { kind: 'preflight', values: [], habit: null },
    ...once('header', headers),
    ...once('credentials', headers),
    ...(['get', 'hash', 'queryId', 'batch'] as const).flatMap((kind) => once(kind)),
  ];
}
