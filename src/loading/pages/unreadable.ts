import { WordPressError } from '../../wordpress/errors.ts';
import type { Collection } from '../base/collection.ts';

/** The error for a collection whose pages can't be read exactly. */
export function unreadable({ resource }: Collection, why: string): WordPressError {
  return new WordPressError('invalid-answer', `${resource.route} can't be read page by page. ${why}`, {
    request: `GET ${resource.route}`,
    advice: 'Look for a plugin or a filter that changes the arguments or the query of this route.',
  });
}

/** The error for a collection that is too large to be read completely. */
export function unreadablyLarge(collection: Collection, most: number): WordPressError {
  return unreadable(collection, `More than ${most} of its documents would have to be read.`);
}
