import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Parameters of an address that are JSON (GraphQL over HTTP, "GET"). */
const written = ['variables', 'extensions'];

/** Says of a query in an address what is wrong with it, as of one in a body: Yoga itself only fails to read it. */
export function useWrittenQueries(): Plugin {
  return {
    onRequestParse({ request }) {
      if (request.method !== 'GET') return;
      const { searchParams } = new URL(request.url);
      for (const name of written) {
        const value = searchParams.get(name);
        if (value && !isJson(value)) {
          throw new GraphQLError(`The parameter "${name}" isn't JSON.`, {
            extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
          });
        }
      }
    },
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
