import { plain, type Source } from './markdown.ts';
import { readText } from './repository.ts';

/** What the start page shows beside its claim: the first query of a page, and its answer. */
const exampleFile = 'docs/start.md';

/** The first query of the documentation with its answer, as Markdown. */
export function firstExample(): string {
  const [, example] =
    /(^```graphql\n[\s\S]*?^```\n\n```json\n[\s\S]*?^```)/m.exec(readText(exampleFile)) ?? [];
  if (example === undefined) throw new Error(`${exampleFile} has no query with its answer.`);
  return example;
}

/** What the start page is made of. */
interface HomeParts {
  readonly source: Source;
  /** The path of the site: `/` or `/pressql`. */
  readonly base: string;
  /** HTML beside the claim. */
  readonly example: string;
}

/**
 * Returns the start page: README, whose first paragraph is the large text on top.
 *
 * @throws Error if README does not begin with a sentence in bold
 */
export function homeData({ source, base, example }: HomeParts): {
  data: Record<string, unknown>;
  page: Source;
} {
  const opening = /^\*\*(.+?)\.?\*\* (.+?)\n\n/s.exec(source.body);
  if (!opening?.[1] || !opening[2]) throw new Error('README does not begin with a sentence in bold.');
  const [all, claim, tagline] = opening;
  const path = base.replace(/\/$/, '');
  return {
    data: {
      title: source.title,
      description: `${claim}. ${plain(tagline)}`,
      template: 'splash',
      hero: {
        title: claim,
        image: { html: `<div class="hero-example">${example}</div>` },
        tagline: plain(tagline),
        actions: [
          { text: 'Start', link: `${path}/start/`, icon: 'right-arrow' },
          { text: 'Coming from WPGraphQL', link: `${path}/coming-from-wpgraphql/`, variant: 'secondary' },
          { text: 'Schema', link: `${path}/schema/`, variant: 'minimal', icon: 'open-book' },
        ],
      },
    },
    page: { ...source, body: source.body.slice(all.length) },
  };
}
