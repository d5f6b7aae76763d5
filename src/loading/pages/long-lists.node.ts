import { createLongLists, type LongLists } from './long-lists.ts';

/** The long lists of this process, whose memory all gateways share. */
export const longLists: LongLists = createLongLists();
