import { createHmac, timingSafeEqual } from 'node:crypto';
import { revalidatePath, revalidateTag } from 'next/cache';

/** The gateway calls this after changes in WordPress: https://github.com/pressql/pressql/blob/main/docs/caching.md */
export async function POST(request: Request): Promise<Response> {
  const body = await request.text();
  if (!isSigned(request.headers, body)) return new Response(null, { status: 401 });
  const { changes, uris, tags } = JSON.parse(body) as Message;
  for (const uri of uris) revalidatePath(uri);
  for (const tag of tags) revalidateTag(tag, { expire: 0 });
  // The tag of answers that were made of too many documents to name them all.
  for (const { resource } of changes) revalidateTag(`skipped:${resource}`, { expire: 0 });
  return new Response(null, { status: 204 });
}

interface Message {
  readonly changes: readonly { readonly resource: string }[];
  readonly uris: readonly string[];
  readonly tags: readonly string[];
}

function isSigned(headers: Headers, body: string): boolean {
  const secret = process.env.REVALIDATE_SECRET ?? '';
  const timestamp = headers.get('x-pressql-timestamp') ?? '';
  const hmac = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  const expected = Buffer.from(`sha256=${hmac}`);
  const signature = Buffer.from(headers.get('x-pressql-signature') ?? '');
  const isRecent = Math.abs(Date.now() / 1000 - Number(timestamp)) < 300;
  return (
    secret !== '' && isRecent && signature.length === expected.length && timingSafeEqual(signature, expected)
  );
}
