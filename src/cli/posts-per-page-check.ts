import { type PostsPerPage, readPostsPerPage } from '../loading/settings/posts-per-page.ts';
import type { Site } from '../site/site.ts';
import { WordPressError } from '../wordpress/errors.ts';
import type { Rest } from '../wordpress/rest.ts';
import { type Check, good } from './check.ts';

const topic = 'Posts on a page';

/** Says whether the pages of the site tell `postsPerPage`. Visitors get this number while WordPress hides its settings. */
export async function postsPerPageCheck(rest: Rest, site: Site): Promise<Check> {
  if (!site.readsSettingsOnPages) return good(topic, 'not read: `settingsOnPages` is off');
  try {
    return checkOf(await readPostsPerPage(rest, site));
  } catch (error) {
    if (!(error instanceof WordPressError)) throw error;
    return { topic, verdict: 'note', finding: error.report, advice: error.advice };
  }
}

function checkOf(found: PostsPerPage | null): Check {
  if (found)
    return good(
      topic,
      `${found.posts}, ${found.isAssumed ? "WordPress' default: all posts are on one page" : 'as the blog shows'}`,
    );
  return {
    topic,
    verdict: 'note',
    finding: 'unknown: the pages of the site do not tell it, so `postsPerPage` is null',
    advice: 'The grant `settings` gives the number. Frontends may need it for the pages of their lists.',
  };
}
