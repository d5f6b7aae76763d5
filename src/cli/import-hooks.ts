import type { ResolveHook } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { MessagePort } from 'node:worker_threads';

/*
 * Hooks of Node for `module.register`, which runs them in a thread of its own. Only the modules of the operator are concerned: those
 * whose address has a version, and what they import by a path.
 */

/** The parameter with the version of a module. Node reads a module again only under another address. */
export const versionParameter = 'changed';

/** A module, and a file that it imports. */
export interface Imported {
  readonly by: string;
  readonly file: string;
}

let port: MessagePort | null = null;

/** Node calls it first, with the data of `register`. */
export function initialize(given: { readonly port: MessagePort }): void {
  port = given.port;
}

/** Gives the files that a module with a version imports the same version, and tells the gateway about them. */
export const resolve: ResolveHook = async (specifier, context, nextResolve) => {
  const parent = context.parentURL?.startsWith('file:') ? new URL(context.parentURL) : null;
  const version = parent?.searchParams.get(versionParameter) ?? null;
  const isPath = /^(\.{0,2}\/|file:)/.test(specifier);
  if (!parent || version === null || !isPath) return nextResolve(specifier, context);
  const note = (url: URL | string) => {
    if (!isOwn(url)) return;
    port?.postMessage({ by: fileURLToPath(parent), file: fileURLToPath(url) } satisfies Imported);
  };
  // A file that is missing may come later.
  note(new URL(specifier, parent));
  const resolved = await nextResolve(specifier, context);
  if (!isOwn(resolved.url)) return resolved;
  note(resolved.url);
  const url = new URL(resolved.url);
  url.searchParams.set(versionParameter, version);
  return { ...resolved, url: url.href };
};

/** Whether an address is that of a file of the operator, and not of a package. */
function isOwn(url: URL | string): boolean {
  const { protocol, pathname } = new URL(url);
  return protocol === 'file:' && !pathname.includes('/node_modules/');
}
