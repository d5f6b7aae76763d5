import { GraphQLError } from '../packages/graphql.ts';
import type { Plugin } from './graphql-yoga.ts';

/** Content types that a page of any origin may post without the browser asking first (Fetch, "CORS-safelisted"). */
const simpleTypes = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/** A header that a form can't send, so that whoever sends it was allowed to. */
const proofs = ['x-pressql-csrf', 'apollo-require-preflight', 'graphql-require-preflight'];

/** Refuses posts that a form on a foreign page could have sent in a visitor's name. */
export function useCsrfPrevention(): Plugin {
  return {
    onRequestParse({ request }) {
      if (!canBeForged(request)) return;
      const type = typeOf(request);
      throw new GraphQLError(
        `A request of content type ${type ?? '(none)'} could come from a form on a foreign page. Send application/json, or the header ${proofs[0]}.`,
        { extensions: { code: 'CSRF_PREVENTED', http: { status: 415 } } },
      );
    },
  };
}

/** Whether a form on a foreign page could have sent a request. */
export function canBeForged(request: Request): boolean {
  if (request.method !== 'POST') return false;
  const type = typeOf(request);
  return (!type || simpleTypes.includes(type)) && !proofs.some((name) => request.headers.has(name));
}

function typeOf({ headers }: Request): string | undefined {
  // Of several types Yoga reads by the first.
  return headers.get('content-type')?.split(/[;,]/)[0]?.trim().toLowerCase();
}
