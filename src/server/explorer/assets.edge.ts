import type { Assets } from './assets.ts';

/** Rejects: the edge has no files. `src/edge` never asks for them. */
export async function readAssets(): Promise<Assets> {
  throw new Error('The explorer is not available at the edge.');
}
