import { draftMode } from 'next/headers';
import { redirect } from 'next/navigation';

/** Opens the preview of a draft: /api/preview/?secret=…&id=12 */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const secret = process.env.PREVIEW_SECRET;
  if (!secret || searchParams.get('secret') !== secret) return new Response('Wrong secret', { status: 401 });
  (await draftMode()).enable();
  redirect(`/preview/${Number(searchParams.get('id'))}/`);
}
