import { z } from './sdk.ts';

/** A piece of content in a list. */
const item = z.object({
  __typename: z.string(),
  link: z.string().nullish(),
  dateGmt: z.string().nullish(),
  title: z.string().nullish(),
  excerpt: z.string().nullish(),
});

/** A page of a list of content. */
export const itemPage = z.object({
  nodes: z.array(item),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
});

export type ItemPage = z.infer<typeof itemPage>;

/** What has an address, with all that it shows. Absent values depend on its type. */
export const page = z.object({
  __typename: z.string(),
  link: z.string().nullish(),
  dateGmt: z.string().nullish(),
  modifiedGmt: z.string().nullish(),
  title: z.string().nullish(),
  author: z.object({ node: z.object({ name: z.string().nullish() }).nullish() }).nullish(),
  content: z.string().nullish(),
  mediaItemUrl: z.string().nullish(),
  altText: z.string().nullish(),
  name: z.string().nullish(),
  slug: z.string().nullish(),
  label: z.string().nullish(),
  description: z.string().nullish(),
});

export type Page = z.infer<typeof page>;

/** The categories and tags of a site. */
const terms = z.object({
  nodes: z.array(
    z.object({
      name: z.string().nullish(),
      slug: z.string().nullish(),
      count: z.number().nullish(),
      description: z.string().nullish(),
    }),
  ),
});

export const sections = z.object({ categories: terms.nullish(), tags: terms.nullish() });

/** Returns a list of content as Markdown, and how to get its next page. */
export function listText({ nodes, pageInfo }: ItemPage, heading: string): string {
  if (nodes.length === 0) return `${heading}: nothing.`;
  const lines = nodes.map(({ __typename: type, title, link, dateGmt, excerpt }) => {
    const name = `[${title || 'Untitled'}](${link ?? ''})`;
    const facts = [type, dayOf(dateGmt)].filter(Boolean).join(', ');
    return `- ${name} (${facts})${excerpt ? `\n  ${excerpt.replaceAll(/\s+/g, ' ').trim()}` : ''}`;
  });
  const more = pageInfo.hasNextPage ? [`\nMore: ask again with \`after\`: ${pageInfo.endCursor}`] : [];
  return [`${heading}:\n`, ...lines, ...more].join('\n');
}

/** Returns what has an address as Markdown. */
export function pageText(node: Page): string {
  const { title, label, name, link, dateGmt, modifiedGmt, author, content } = node;
  const { description, mediaItemUrl, altText } = node;
  const dates = [dayOf(dateGmt), modifiedGmt === dateGmt ? '' : prefixed('changed ', dayOf(modifiedGmt))];
  const facts = [node.__typename, ...dates, prefixed('by ', author?.node?.name)].filter(Boolean).join(', ');
  return [
    `# ${title || label || name || 'Untitled'}`,
    facts,
    link,
    content,
    description,
    prefixed('Alternative text: ', altText),
    prefixed('File: ', mediaItemUrl),
    node.slug ? `Its content: list with the section \`${node.slug}\`.` : null,
    label ? `Its content: list with the type \`${name}\`.` : null,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** Returns the categories and tags of a site as Markdown. */
export function sectionsText({ categories, tags }: z.infer<typeof sections>): string {
  const part = (heading: string, found: z.infer<typeof terms> | null | undefined) => [
    `${heading}:\n`,
    ...(found?.nodes ?? []).map(
      ({ name, slug, count, description }) =>
        `- ${name} (\`${slug}\`, ${count ?? 0})${description ? `: ${description.replaceAll(/\s+/g, ' ')}` : ''}`,
    ),
  ];
  return [...part('Categories', categories), '', ...part('Tags', tags)].join('\n');
}

/** Returns the day of a date and time. */
function dayOf(date: string | null | undefined): string {
  return date?.slice(0, 10) ?? '';
}

function prefixed(prefix: string, text: string | null | undefined): string {
  return text ? prefix + text : '';
}
