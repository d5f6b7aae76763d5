import { send } from '#lib/server/pressql.ts';
import { Search } from '#lib/server/queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
  const text = url.searchParams.get('q')?.trim() ?? '';
  const after = url.searchParams.get('after');
  return { text, found: text ? (await send(Search, { text, after })).posts : null };
};
