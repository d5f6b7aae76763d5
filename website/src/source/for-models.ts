import { homeFile, routeByFile, sections } from '../../../docs/sections.ts';
import { plain, readSource, type Source, withLinks } from './markdown.ts';

/** Where the site is: `https://pressql.github.io/pressql/`. */
export function siteUrl(site: URL | undefined): string {
  return new URL(import.meta.env.BASE_URL, site).href.replace(/\/?$/, '/');
}

/** Returns a page as Markdown, whose links lead to the Markdown of other pages. */
export function asMarkdown(source: Source, site: string): string {
  const body = withLinks(source, (route, hash) => `${site}${route}.md${hash}`);
  return `# ${source.title}\n\n${body}\n`;
}

/** Returns `llms.txt`: what the project is, and a list of its pages (https://llmstxt.org). */
export function llmsText(site: string): string {
  const home = readSource(homeFile);
  const [summary = '', audience = ''] = home.body.split('\n\n').map(plain);
  const lines = sections.flatMap(({ label, files }) => [
    `\n## ${label}\n`,
    ...files.map((file) => lineOf(file, site)),
  ]);
  return `# ${home.title}

> ${summary}

${audience} All pages in one file: ${site}llms-full.txt
${lines.join('\n')}

## Optional

- [Schema](${site}schema.graphql): The whole schema of a WordPress without plugins, in the language of GraphQL.
`;
}

function lineOf(file: string, site: string): string {
  const { title, description } = readSource(file);
  return `- [${title}](${site}${routeByFile.get(file)}.md): ${description}`;
}

/** Returns `llms-full.txt`: the text of all pages. */
export function llmsFullText(site: string): string {
  return [...routeByFile.keys()].map((file) => asMarkdown(readSource(file), site)).join('\n');
}
