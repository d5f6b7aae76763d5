import type { Context } from '../schema/kit/base/context.ts';
import { isRecord } from '../values/json.ts';
import type { Plugin } from './graphql-yoga.ts';

type SessionHeaders = Context['headers'];

/** The headers that resolvers have set, by the object with which they did. */
const added = new WeakMap<object, Map<string, string>>();

/** Returns the headers of a request for resolvers, and a way to add headers to its answer. */
export function headersOf({ headers }: Request): SessionHeaders {
  const own = new Map<string, string>();
  const access: SessionHeaders = {
    get: (name) => headers.get(name),
    set: (name, value) => void own.set(name, value),
  };
  added.set(access, own);
  return access;
}

/** Adds the headers that resolvers have set to the answer, such as the token of a shopping cart. */
export function useAnswerHeaders(): Plugin<Pick<Context, 'headers'>> {
  return {
    onExecute: ({ args }) => ({
      onExecuteDone({ result, setResult }) {
        const access: unknown = args.contextValue.headers;
        const own = isRecord(access) ? added.get(access) : undefined;
        if (!own || own.size === 0 || !('data' in result)) return;
        const { http, ...extensions } = result.extensions ?? {};
        const known = isRecord(http) ? http : {};
        const headers = {
          ...(isRecord(known['headers']) ? known['headers'] : {}),
          ...Object.fromEntries(own),
        };
        setResult({ ...result, extensions: { ...extensions, http: { ...known, headers } } });
      },
    }),
  };
}
