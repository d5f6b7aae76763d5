import type { Asked } from './asked.ts';
import type { Reply } from './reply.ts';

/** Answers requests from memory without a web-standard `Request`. */
export interface Shortcut {
  /**
   * Whether the shortcut may answer requests to an address. The server reads the bodies of such requests before it calls
   * `find`.
   *
   * @param target - path and query
   */
  accepts(target: string): boolean;
  /**
   * Returns the reply to a request from memory. Returns null if the handler has to answer it.
   *
   * @param clientAddress - null if it is unknown
   */
  find(asked: Asked, clientAddress: string | null): Reply | null | Promise<Reply | null>;
}

/** The shortcuts by handler. They are no properties of the handlers, which are plain functions for all frameworks. */
const shortcuts = new WeakMap<object, Shortcut>();

/** Gives a handler a shortcut, and returns the handler. Node's server tries the shortcut first. */
export function withShortcut<Handler extends object>(handler: Handler, shortcut: Shortcut): Handler {
  shortcuts.set(handler, shortcut);
  return handler;
}

/** Returns the shortcut of a handler. Returns null if it has none. */
export function shortcutOf(handler: object): Shortcut | null {
  return shortcuts.get(handler) ?? null;
}
