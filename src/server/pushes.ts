import { faultAnswer, pingAnswer, readXmlRpcCall } from '../content/xml-rpc.ts';
import { textOf } from './texts.ts';

/** What the gateway does when somebody says that the site has changed. */
export interface Pushes {
  /** Looks for changes at once. Null if the gateway never looks. */
  readonly ping: (() => void) | null;
  /** Takes a signed request. Null if there is no secret. */
  readonly receive: ((request: PushedRequest) => PushReceipt) | null;
}

/** A signed request. */
export interface PushedRequest {
  readonly body: string;
  readonly signature: string | null;
  readonly timestamp: string | null;
}

/** What became of a signed request: the reason why it is refused, or facts for its sender. */
export interface PushReceipt {
  readonly status: number;
  readonly refusal?: string;
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
  if (body === null) return refused(413, 'The body may have up to 64 KB.');
  const { headers } = request;
  const { status, refusal, ...facts } = receive({
    body,
    signature: headers.get('x-pressql-signature'),
    timestamp: headers.get('x-pressql-timestamp'),
  });
  return refusal === undefined ? Response.json(facts, { status }) : refused(status, refusal);
}

function refused(status: number, message: string): Response {
  return Response.json({ errors: [{ message }] }, { status });
}
