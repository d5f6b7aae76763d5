import { draftMode } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { Suspense } from 'react';
import { Article } from '@/components/article';
import { graphql } from '@/gql';
import { send } from '@/lib/pressql';

export const metadata = { title: 'Preview', robots: { index: false } };

const Preview = graphql(`
  query Preview($id: ID!) {
    post(id: $id, idType: DATABASE_ID) { ...Article }
  }
`);

export default function PreviewPage({ params }: PageProps<'/preview/[id]'>) {
  return (
    <Suspense fallback={<p>Loading the draft…</p>}>
      <Draft id={params.then(({ id }) => id)} />
    </Suspense>
  );
}

async function Draft({ id }: { readonly id: Promise<string> }) {
  const draft = await draftMode();
  if (!draft.isEnabled) notFound();
  const as = { credential: process.env.PREVIEW_CREDENTIAL, preview: Number(await id) };
  const { post } = await send(Preview, { id: await id }, as);
  if (!post) notFound();
  return (
    <>
      <form action={leave} className="notice">
        You see a draft. Readers do not. <button type="submit">Leave the preview</button>
      </form>
      <Article post={post} />
    </>
  );
}

async function leave() {
  'use server';
  (await draftMode()).disable();
  redirect('/');
}
