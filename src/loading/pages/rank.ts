import { limits } from '../../values/limits.ts';
import type { Collection } from '../base/collection.ts';
import { byOffset } from './offset.ts';
import { byScan } from './scan.ts';
import { firstOf, type Source, type Stretch, type StretchRead } from './strategy.ts';
import { unreadablyLarge } from './unreadable.ts';

/**
 * The strategies by rank. The page alone is the cheapest, if its answer proves to be exact. Otherwise the gateway reads the
 * whole collection. If that is too large, it accepts the database's order of ties, and last it reads a very large
 * collection.
 */
const byRank = firstOf([
  byOffset({ isExact: true }),
  byScan(limits.maxWholeCollection),
  byOffset({ isExact: false }),
  byScan(limits.maxRanks),
]);

/**
 * Reads a stretch of a collection by the ranks of its documents.
 *
 * @throws WordPressError if the stretch can't be read in any of these ways
 */
export async function readByRank(
  source: Source,
  collection: Collection,
  stretch: Stretch,
): Promise<StretchRead> {
  const found = await byRank(source, collection, stretch);
  if (found) return found;
  throw unreadablyLarge(collection, limits.maxRanks);
}
