import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { uploadChunks } from '../wordpress/spooling.node.ts';

/**
 * How much V8 lets the heap grow, in percent of what was live at the last collection, before it collects again. Without this
 * limit, V8 lets it grow severalfold: a batch of ten large operations took 470 MB, and takes 260 MB with it.
 */
const growth = 40;

/** Bytes of uploaded files between two collections. */
const interval = 4 * 1024 * 1024;

type Collect = (options: { readonly type: 'minor' }) => void;

/** Collects garbage early enough that the process needs less memory. Only the command does this; see below. */
export function collectGarbageEarly(): void {
  setFlagsFromString(`--heap-growing-percent=${growth}`);
  collectGarbageOfUploads();
}

/**
 * Collects V8's young objects while the gateway receives and sends files. The chunks of a stream are outside V8's heap,
 * and V8 lets garbage there grow to twice its largest semi-space (32 MB) before it collects. The process would keep that
 * memory after its first upload. One collection takes about a millisecond.
 *
 * Only the command does this: a library must not set V8's flags for its process.
 */
function collectGarbageOfUploads(): void {
  let collect: Collect | null = null;
  let bytes = 0;
  uploadChunks.subscribe((size) => {
    bytes += Number(size);
    if (bytes < interval) return;
    bytes = 0;
    collect ??= findCollect();
    collect({ type: 'minor' });
  });
}

/** Returns V8's `gc`. Only contexts created after the flag have it, so the program's own global scope stays clean. */
function findCollect(): Collect {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('globalThis.gc');
  return typeof gc === 'function' ? (options) => gc(options) : () => undefined;
}
