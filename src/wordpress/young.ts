import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes that pass before what they left behind is collected. */
const stride = 4 * 1024 * 1024;

type Collect = (options: { readonly type: 'minor' }) => void;

let collect: Collect | null = null;
let passed = 0;

/**
 * Counts bytes of a stream that passed, and has V8 collect its young objects every few of them. Chunks lie outside of
 * V8's heap, where it lets them stand until they are twice its largest semi-space (32 MB): the process would grow by
 * that in its first upload, and keep it. A collection of young objects takes a millisecond. Elsewhere than in V8 this
 * does nothing.
 */
export function passing(bytes: number): void {
  passed += bytes;
  if (passed < stride) return;
  passed = 0;
  collect ??= collector();
  collect({ type: 'minor' });
}

/** V8's `gc`, which contexts have that are made after the flag is set; the program's own stays without. */
function collector(): Collect {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('globalThis.gc');
  return typeof gc === 'function' ? (options) => gc(options) : () => undefined;
}
