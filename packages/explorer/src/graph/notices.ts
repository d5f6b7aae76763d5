import { isRecord, listIn, textIn } from '../state/values.ts';

/** A field that WordPress hides from the client. */
export interface Notice {
  /** `menus.nodes` */
  readonly path: string;
  readonly message: string;
  /** The grant with which the operator opens the field. Empty if no grant does. */
  readonly grant: string;
}

/** Returns the notices in an answer (`extensions.pressql.notices`). */
export function noticesIn(body: unknown): readonly Notice[] {
  const extensions = isRecord(body) ? body['extensions'] : null;
  const own = isRecord(extensions) ? extensions['pressql'] : null;
  return listIn(isRecord(own) ? own['notices'] : null, (item) =>
    isRecord(item)
      ? {
          path: Array.isArray(item['path']) ? item['path'].join('.') : textIn(item['field']),
          message: textIn(item['message']),
          grant: textIn(item['grant']),
        }
      : null,
  );
}
