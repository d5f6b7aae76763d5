import { faultAnswer, pingAnswer, readXmlRpcCall } from '../content/xml-rpc.ts';
import { textOf } from './texts.ts';

/** What the gateway does when somebody says that the site has changed. */
export interface Pushes {
  /** Looks for changes at once. Null if the gateway never looks. */
  readonly ping: (() => void) | null;
  /** Takes a signed request. Returns why it refuses it, or null. Null if there is no secret. */
  readonly receive: ((request: PushedRequest) => Refusal | null) | null;
}

/** A signed request. */
export interface PushedRequest {
  readonly body: string;
  readonly signature: string | null;
  readonly timestamp: string | null;
}

/** Why the gateway refuses a signed request. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
}

/** Largest bodies in bytes. */
const sizes = { ping: 8 * 1024, webhook: 64 * 1024 };

/** Methods that WordPress calls at the addresses under Settings → Writing → Update Services. */
const pingMethods = ['weblogUpdates.ping', 'weblogUpdates.extendedPing'];

/**
 * Returns a function that answers pings (`POST /ping`, `POST /RPC2`) and signed webhooks (`POST /webhook`). It returns null
 * for every other request. If a framework mounts the gateway below another path, the path ends with these.
 */
export function createPushHandler(pushes: Pushes): (request: Request) => Promise<Response> | null {
  const { ping, receive } = pushes;
  return (request) => {
    if (request.method !== 'POST') return null;
    const { pathname } = new URL(request.url);
    if (ping && /\/(ping|RPC2)\/?$/.test(pathname)) return answerPing(request, ping);
    if (receive && /\/webhook\/?$/.test(pathname)) return answerWebhook(request, receive);
    return null;
  };
}

async function answerPing(request: Request, ping: () => void): Promise<Response> {
  const body = await textOf(request, sizes.ping).catch(() => null);
  const call = body === null ? null : readXmlRpcCall(body);
  // XML-RPC reports faults with status 200.
  if (!call) return xml(faultAnswer(-32700, 'This is no XML-RPC call of up to 8 KB.'));
  if (!pingMethods.includes(call.method))
    return xml(faultAnswer(-32601, `The gateway knows ${pingMethods.join(' and ')} only.`));
  ping();
  return xml(pingAnswer('Thanks for the ping.'));
}

function xml(body: string): Response {
  return new Response(body, {
    headers: { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' },
  });
}

async function answerWebhook(request: Request, receive: NonNullable<Pushes['receive']>): Promise<Response> {
  const body = await textOf(request, sizes.webhook).catch(() => null);
  if (body === null) return refused({ status: 413, message: 'The body may have up to 64 KB.' });
  const { headers } = request;
  const refusal = receive({
    body,
    signature: headers.get('x-pressql-signature'),
    timestamp: headers.get('x-pressql-timestamp'),
  });
  return refusal ? refused(refusal) : Response.json({ accepted: true }, { status: 202 });
}

function refused({ status, message }: Refusal): Response {
  return Response.json({ errors: [{ message }] }, { status });
}
