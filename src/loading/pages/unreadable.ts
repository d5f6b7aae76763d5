import { WordPressError } from '../../wordpress/errors.ts';
import type { Collection } from '../base/collection.ts';

/** The error for a collection of which no exact page can be read. */
export function unreadable({ resource }: Collection, why: string): WordPressError {
  return new WordPressError('invalid-answer', `${resource.route} can't be read page by page. ${why}`, {
    request: `GET ${resource.route}`,
    advice: 'Look for a plugin or a filter that changes the arguments or the query of this route.',
  });
}

/** The error for one that would have to be read as a whole, and is too large for that. */
export function unreadablyLarge(collection: Collection, most: number): WordPressError {
  return unreadable(collection, `More than ${most} of its documents would have to be read.`);
}
