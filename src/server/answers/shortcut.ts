import type { Asked } from './asked.ts';
import type { Reply } from './reply.ts';

/** A way to an answer without a web-standard request. */
export interface Shortcut {
  /** Whether requests to an address may be answered so. The body of others stays unread. */
  accepts(target: string): boolean;
  /**
   * Answers a request from memory. Returns null if the handler itself has to answer it.
   *
   * @param clientAddress - null if it is unknown
   */
  find(asked: Asked, clientAddress: string | null): Reply | null | Promise<Reply | null>;
}

/** The shortcuts of handlers. They are outside of the handlers, which are plain functions for all frameworks. */
const shortcuts = new WeakMap<object, Shortcut>();

/** Gives a handler a shortcut, which Node's server tries first. Returns the handler. */
export function withShortcut<Handler extends object>(handler: Handler, shortcut: Shortcut): Handler {
  shortcuts.set(handler, shortcut);
  return handler;
}

/** Returns the shortcut of a handler. Returns null if it has none. */
export function shortcutOf(handler: object): Shortcut | null {
  return shortcuts.get(handler) ?? null;
}
