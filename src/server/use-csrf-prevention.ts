import { GraphQLError } from '../packages/graphql.ts';
import type { Plugin } from './graphql-yoga.ts';

/** Content types that a page of any origin may post without a preflight (Fetch, "CORS-safelisted"). */
const simpleTypes = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/** Headers that a form cannot send. A page of another origin can send them only after a preflight. */
export const proofs = ['x-pressql-csrf', 'apollo-require-preflight', 'graphql-require-preflight'];

/**
 * Refuses requests that a form on a foreign page could have sent with the cookies of a user.
 *
 * @param getQueries - whether the text of a query may come by GET all the same; a mutation never may
 */
export function useCsrfPrevention({ getQueries }: { readonly getQueries: boolean }): Plugin {
  return {
    onRequestParse({ request }) {
      if (!getQueries && isPlainGet(request)) {
        throw new GraphQLError(
          `The text of a query by GET could come from a foreign page. Send it by POST, send the id of a persisted query, or add the header ${proofs[0]}.`,
          { extensions: { code: 'CSRF_PREVENTED', http: { status: 405, headers: { Allow: 'POST' } } } },
        );
      }
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

/** Whether a request has the text of a query in its address, and no header that a form cannot send. */
function isPlainGet(request: Request): boolean {
  const { searchParams } = new URL(request.url);
  const hasQuery = [...searchParams].some(([name, value]) => name.toLowerCase() === 'query' && value !== '');
  const type = typeOf(request);
  const hasProof = proofs.some((name) => request.headers.has(name));
  return request.method === 'GET' && hasQuery && !hasProof && (!type || simpleTypes.includes(type));
}

function typeOf({ headers }: Request): string | undefined {
  // If the header has several types, Yoga uses the first.
  return headers.get('content-type')?.split(/[;,]/)[0]?.trim().toLowerCase();
}
