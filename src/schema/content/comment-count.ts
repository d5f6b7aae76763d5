import { type EntityFields, type Field, resourceNamed } from '../kit/graph/graph.ts';
import { listedResource } from '../where/list-rules.ts';
import { isWithheld } from './content-node.ts';

/** Returns the field `commentCount`: the number of comments that visitors see. One wave counts the comments of several contents. */
export function commentCountField(t: EntityFields): Field {
  return t.int({
    description:
      'The number of comments that visitors see, including replies. Null if a password withholds the content.',
    reads: ['content.protected'],
    resolve: async (content, _args, { loaders }) => {
      if (await isWithheld(content, loaders)) return null;
      const resource = resourceNamed(loaders.site, 'comment');
      const { rules } = listedResource(resource);
      const filter = (await rules.defaultFilter?.(loaders)) ?? {};
      const page = await loaders.part(
        {
          collection: { resource, filter, ordering: rules.ordering({}, resource) },
          paths: new Set(['id']),
          partition: { parameter: 'post', path: 'post' },
          window: { backward: false, limit: 0, after: null, before: null },
          needs: { items: false, cursors: false, total: true },
        },
        content.document.id,
      );
      return page.total;
    },
  });
}
