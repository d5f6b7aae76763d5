/** Paths of liveness checks. Restart the process if it does not answer them. */
const livenessPaths = ['/healthcheck', '/livez', '/health'];

/** Paths of readiness checks. Send requests only while they answer 200. */
const readinessPaths = ['/readiness', '/readyz'];

/** Whether the gateway answers operations now, and why not. */
export interface Readiness {
  readonly isReady: boolean;
  /** `ready`, `starting` or `stopping`. */
  readonly status: string;
  /** Facts for operators, which have no effect on the status. @default none */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * Answers a health check. Returns null for every other request. If a framework mounts the gateway below another path, the
 * path of the URL ends with that of the check.
 */
export function answerHealthCheck({ method, url }: Request, readiness: Readiness): Response | null {
  if (method !== 'GET' && method !== 'HEAD') return null;
  const { pathname } = new URL(url);
  const isAt = (paths: readonly string[]) => paths.some((path) => pathname.endsWith(path));
  if (isAt(livenessPaths)) return healthAnswer(200, { status: 'alive' });
  const { isReady, status, details } = readiness;
  if (isAt(readinessPaths)) return healthAnswer(isReady ? 200 : 503, { status, ...details });
  return null;
}

/** Whether a request is a readiness check. */
export function isReadinessCheck({ url }: Request): boolean {
  const { pathname } = new URL(url);
  return readinessPaths.some((path) => pathname.endsWith(path));
}

function healthAnswer(status: number, facts: object): Response {
  return Response.json(facts, { status, headers: { 'cache-control': 'no-store' } });
}
