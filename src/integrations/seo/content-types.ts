import { nullIfMissing } from '../../loading/base/refusals.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type {
  Fields,
  IntegrationGraph,
  ObjectFields,
  TypeRef,
} from '../../schema/integration/integration-graph.ts';
import { resourcesOf } from '../../site/site.ts';
import { isRecord, valueAt } from '../../values/json.ts';
import { text } from '../../wordpress/document.ts';
import { absentFlags, absentTexts } from './absent.ts';
import { type Head, headText, jsonLdOf } from './head.ts';
import type { SeoKeys, SeoSource } from './source.ts';

/** The archive of a content type, with its head. The head is null if the type has no archive. */
interface Archive {
  readonly hasArchive: boolean;
  readonly head: Head | null;
  readonly html: string | null;
}

type ArchiveFields = ObjectFields<Archive>;

/** The texts of an archive: name, path in the head, and description. */
const texts: readonly (readonly [name: string, path: string, description: string])[] = [
  ['title', 'title', 'The title.'],
  ['metaDesc', 'description', 'The description.'],
  ['metaRobotsIndex', 'robots.index', '`index` or `noindex`.'],
  ['metaRobotsFollow', 'robots.follow', '`follow` or `nofollow`.'],
  ['archiveLink', 'canonical', 'The address.'],
];

/** What search engines must not do: name, path in the head, the word that forbids it, and description. */
const bans: readonly (readonly [name: string, path: string, word: string, description: string])[] = [
  ['metaRobotsNoindex', 'robots.index', 'noindex', 'Whether search engines must not list the archive.'],
  ['metaRobotsNofollow', 'robots.follow', 'nofollow', 'Whether search engines must not follow its links.'],
];

/** The route of all content types (REST API handbook: Post Types). */
const route = '/wp/v2/types';

/** Adds the type of `seo { contentTypes }`, which has a field for each content type. One request reads the archive of a type. */
export function addContentTypes(
  graph: IntegrationGraph,
  { keys, extensionHtml = (html) => html }: SeoSource,
): TypeRef<object> {
  const archive = graph.addType<Archive>('SEOContentTypeArchive', {
    description: 'The archive of a content type.',
    fields: (t) => ({
      ...textFields(t),
      ...banFields(t),
      hasArchive: t.boolean({
        description: 'Whether the type has an archive.',
        resolve: ({ hasArchive }) => hasArchive,
      }),
      ...absentTexts(t, ['breadcrumbTitle']),
      fullHead: t.string({
        description: 'All metadata as HTML.',
        resolve: ({ html }) => (html === null ? null : extensionHtml(html, graph.site)),
      }),
    }),
  });
  const schema = graph.addType<Archive>('SEOPageInfoSchema', {
    description: 'The structured data of an archive (schema.org).',
    fields: (t) => ({
      raw: t.string({
        description: 'The structured data as JSON-LD.',
        resolve: ({ head }) => jsonLdOf(head),
      }),
    }),
  });
  const contentType = graph.addType<Archive>('SEOContentType', {
    description: 'A content type for search engines.',
    fields: (t) => ({
      ...absentTexts(t, ['title', 'metaDesc', 'schemaType']),
      ...absentFlags(t, ['metaRobotsNoindex']),
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
              const { head, html } = keys ? await readArchive(name, keys, loaders) : none;
              return { hasArchive: hasArchive || head !== null, head, html };
            },
          }),
        ]),
      ),
  });
}

/** The head of a type without an archive, or of a plugin that does not show it. */
const none: Omit<Archive, 'hasArchive'> = { head: null, html: null };

async function readArchive(
  type: string,
  { json, html }: SeoKeys,
  { rest }: Loaders,
): Promise<Omit<Archive, 'hasArchive'>> {
  // Yoast's field finds the archive by the slug in the answer.
  const found = await nullIfMissing(rest.get(`${route}/${type}`, { _fields: ['slug', json, html] }));
  const head = valueAt(found, json);
  return { head: isRecord(head) ? head : null, html: text(found, html) };
}

function textFields(t: ArchiveFields): Fields {
  return Object.fromEntries(
    texts.map(([name, path, description]) => [
      name,
      t.string({ description, resolve: ({ head }) => headText(head, path) }),
    ]),
  );
}

function banFields(t: ArchiveFields): Fields {
  return Object.fromEntries(
    bans.map(([name, path, word, description]) => [
      name,
      t.boolean({ description, resolve: ({ head }) => head && headText(head, path) === word }),
    ]),
  );
}
