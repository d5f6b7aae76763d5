import { fedCollection } from '../feed/collection.ts';
import { resourcesOf, type Site } from '../site/site.ts';
import type { Rest } from '../wordpress/rest.ts';
import { type Check, good } from './check.ts';

/** Checks whether the change feed can find what has changed in each type of content. */
export function feedCheck(rest: Rest, site: Site): Check {
  const topic = 'Changes';
  const blind = resourcesOf(site, 'content').filter(
    (resource) => !fedCollection(resource, { rest, site }).hasModified,
  );
  if (blind.length === 0) return good(topic, 'each type of content can be listed by date of change');
  return {
    topic,
    verdict: 'note',
    finding: `${blind.map(({ name }) => name).join(', ')} cannot be listed by date of change`,
    advice:
      'The gateway compares the newest hundred documents of such a type once a minute. A webhook tells it of every change: see `pressql plugin`.',
  };
}
