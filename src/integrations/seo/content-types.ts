import { nullIfMissing } from '../../loading/base/refusals.ts';
import type {
  Fields,
  IntegrationGraph,
  ObjectFields,
  TypeRef,
} from '../../schema/integration/integration-graph.ts';
import { resourcesOf } from '../../site/site.ts';
import { isRecord, valueAt } from '../../values/json.ts';
import { text } from '../../wordpress/document.ts';
import { type Head, headText } from './head.ts';
import type { SeoSource } from './source.ts';

/** The archive of a content type, with its head. The head is null if the type has no archive. */
interface Archive {
  readonly hasArchive: boolean;
  readonly head: Head | null;
  readonly html: string | null;
}

const absent = "Always null: the plugin's routes do not contain it.";

/** The route of all content types (REST API handbook: Post Types). */
const route = '/wp/v2/types';

/** Returns the type of `seo { contentTypes }`: a field for each content type. One request reads the archive of a type. */
export function addContentTypes(graph: IntegrationGraph, { keys }: SeoSource): TypeRef<object> {
  const flags = (t: ObjectFields<Archive>): Fields =>
    Object.fromEntries(
      (
        [
          ['metaRobotsNoindex', 'index', 'noindex', 'Whether search engines must not list the archive.'],
          ['metaRobotsNofollow', 'follow', 'nofollow', 'Whether search engines must not follow its links.'],
        ] as const
      ).map(([name, key, value, description]) => [
        name,
        t.boolean({
          description,
          resolve: ({ head }) => (head ? text(head, 'robots', key) === value : null),
        }),
      ]),
    );
  const texts = (t: ObjectFields<Archive>): Fields =>
    Object.fromEntries(
      [
        ['title', 'title', 'The title.'],
        ['metaDesc', 'description', 'The description.'],
        ['metaRobotsIndex', 'robots.index', '`index` or `noindex`.'],
        ['metaRobotsFollow', 'robots.follow', '`follow` or `nofollow`.'],
        ['archiveLink', 'canonical', 'The address.'],
      ].map(([name = '', path = '', description = '']) => [
        name,
        t.string({ description, resolve: ({ head }) => headText(head, path) }),
      ]),
    );
  const archive = graph.addType<Archive>('SEOContentTypeArchive', {
    description: 'The archive of a content type.',
    fields: (t) => ({
      ...texts(t),
      ...flags(t),
      hasArchive: t.boolean({
        description: 'Whether the type has an archive.',
        resolve: ({ hasArchive }) => hasArchive,
      }),
      breadcrumbTitle: t.string({ description: absent, resolve: () => null }),
      fullHead: t.string({ description: 'All metadata as HTML.', resolve: ({ html }) => html }),
    }),
  });
  const schema = graph.addType<Archive>('SEOPageInfoSchema', {
    description: 'The structured data of an archive (schema.org).',
    fields: (t) => ({
      raw: t.string({
        description: 'The structured data as JSON-LD.',
        resolve: ({ head }) => {
          const value = valueAt(head, 'schema');
          return value === undefined ? null : JSON.stringify(value);
        },
      }),
    }),
  });
  const contentType = graph.addType<Archive>('SEOContentType', {
    description: 'A content type for search engines.',
    fields: (t) => ({
      ...Object.fromEntries(
        ['title', 'metaDesc', 'schemaType'].map((name) => [
          name,
          t.string({ description: absent, resolve: () => null }),
        ]),
      ),
      metaRobotsNoindex: t.boolean({ description: absent, resolve: () => null }),
      schema: t.field({
        type: schema,
        description: 'The structured data of the archive.',
        resolve: (each) => each,
      }),
      archive: t.field({ type: archive, description: 'The archive.', resolve: (each) => each }),
    }),
  });
  return graph.addType<object>('SEOContentTypes', {
    description: 'The archives of content types.',
    fields: (t) =>
      Object.fromEntries(
        resourcesOf(graph.site, 'content').map(({ name, singular, label, hasArchive }) => [
          singular,
          t.field({
            type: contentType,
            description: `${label} (\`${name}\`).`,
            resolve: async (_parent, _args, { loaders }): Promise<Archive> => {
              if (!keys) return { hasArchive, head: null, html: null };
              const type = await nullIfMissing(
                loaders.rest.get(`${route}/${name}`, {
                  // Yoast's field finds the archive by the slug in the answer.
                  _fields: ['slug', keys.json, keys.html],
                }),
              );
              const head = valueAt(type, keys.json);
              return {
                hasArchive: hasArchive || isRecord(head),
                head: isRecord(head) ? head : null,
                html: text(type, keys.html),
              };
            },
          }),
        ]),
      ),
  });
}
