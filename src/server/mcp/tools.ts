import type { DocumentId } from './documents.ts';
import { type McpServer, z } from './sdk.ts';
import { itemPage, listText, page, pageText, sections, sectionsText } from './texts.ts';

/** What the tools of one request work with. */
export interface ToolContext {
  /** Executes a stored query with the rights of the client. */
  readonly execute: (id: string, variables: object) => Promise<Executed>;
  /** The names of the site's content types in the graph, such as `POST`. */
  readonly types: readonly string[];
  /** The queries that the operator has saved. */
  readonly saved: readonly SavedQuery[];
}

/** The answer to a query. */
export interface Executed {
  /** Null if nothing could be read. */
  readonly data: object | null;
  /** The messages of its errors. */
  readonly problems: readonly string[];
}

/** A query in the operator's manifest. */
export interface SavedQuery {
  readonly id: string;
  /** The name of its operation. */
  readonly name: string;
  /** Its variables as GraphQL declares them: `$first: Int!`. Empty if it has none. */
  readonly variables: string;
}

/** A tool that shows the answer to one query as text. */
interface Tool<Input extends z.ZodType<object>, Data> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: Input;
  readonly query: (input: z.infer<Input>) => { readonly id: string; readonly variables: object };
  readonly data: z.ZodType<Data>;
  /** Returns null if there is nothing to show. */
  readonly text: (data: Data, input: z.infer<Input>) => string | null | undefined;
  /** What to tell the model if there is nothing to show. */
  readonly nothing: (input: z.infer<Input>) => string;
}

const first = z.int().min(1).max(50).default(10).describe('How many entries to return.');
const after = z.string().optional().describe('The cursor that the page before has named.');
const term = z.object({ name: z.string().nullish(), contentNodes: itemPage.nullish() }).nullish();
const lists = z.object({ contentNodes: itemPage.nullish(), category: term, tag: term });

/** Adds the tools to a server. */
export function addTools(server: McpServer, context: ToolContext): void {
  const add = <Input extends z.ZodType<object>, Data>(tool: Tool<Input, Data>) =>
    addTool(server, context, tool);
  const [one = 'post', ...others] = context.types.map((name) => name.toLowerCase());
  const type = z
    .enum([one, ...others])
    .optional()
    .describe('Only content of this type.');
  const typesOf = (name: string | undefined) => (name === undefined ? null : [name.toUpperCase()]);
  add({
    name: 'search',
    title: 'Search the site',
    description: 'Finds posts, pages and other content by words in its text. The best match comes first.',
    input: z.object({ text: z.string().min(1).describe('Words to look for.'), type, first, after }),
    query: ({ type: only, ...rest }) => own('mcp.search', { ...rest, types: typesOf(only) }),
    data: lists,
    text: ({ contentNodes }, { text }) => contentNodes && listText(contentNodes, `Content with “${text}”`),
    nothing: ({ text }) => `Nothing has the words “${text}”.`,
  });
  add({
    name: 'read',
    title: 'Read a page as Markdown',
    description: 'Returns a post, page, file, category, tag or author at an address of the site as Markdown.',
    input: z.object({ address: z.string().min(1).describe('A full address, or a path such as /about/.') }),
    query: ({ address }) => own('mcp.read', { uri: pathOf(address) }),
    data: z.object({ nodeByUri: page.nullish() }),
    text: ({ nodeByUri }) => nodeByUri && pageText(nodeByUri),
    nothing: ({ address }) => `The site shows nothing at ${address}. Find addresses with search or list.`,
  });
  add({
    name: 'sections',
    title: 'List the sections',
    description: 'Returns the categories and tags of the site that have content, with their slugs.',
    input: z.object({}),
    query: () => own('mcp.sections', {}),
    data: sections,
    text: sectionsText,
    nothing: () => 'The site has no categories and tags with content.',
  });
  add({
    name: 'list',
    title: 'List the newest content',
    description: 'Returns the newest content of the site, of one type, or of one section.',
    input: z.object({
      section: z.string().optional().describe('The slug of a category or tag. It excludes a type.'),
      type,
      first,
      after,
    }),
    query: ({ section, type: only, ...window }) =>
      section === undefined
        ? own('mcp.newest', { ...window, types: typesOf(only) })
        : own('mcp.section', { ...window, slug: section }),
    data: lists,
    text: ({ contentNodes, category, tag }) => {
      const section = category?.contentNodes ? category : tag;
      const found = contentNodes ?? section?.contentNodes;
      return found && listText(found, section?.name ? `The newest in ${section.name}` : 'The newest content');
    },
    nothing: ({ section }) =>
      section === undefined
        ? 'The site has no content.'
        : `No category and no tag has the slug ${section}. The tool sections returns them all.`,
  });
  const [query, ...further] = context.saved;
  if (!query) return;
  add({
    name: 'run_saved_query',
    title: 'Run a saved query',
    description: [
      'Runs a GraphQL query that the operator has saved, and returns its data as JSON. The queries:',
      ...context.saved.map(({ name, variables }) => `- ${name}(${variables})`),
    ].join('\n'),
    input: z.object({
      name: z.enum([query.name, ...further.map(({ name }) => name)]),
      variables: z.record(z.string(), z.unknown()).default({}),
    }),
    query: ({ name, variables }) => ({
      id: context.saved.find((each) => each.name === name)?.id ?? query.id,
      variables,
    }),
    data: z.unknown(),
    text: (data) => JSON.stringify(data, null, 1),
    nothing: ({ name }) => `${name} has no data.`,
  });
}

/** Returns a query of the gateway's own. */
function own(id: DocumentId, variables: object) {
  return { id, variables };
}

function addTool<Input extends z.ZodType<object>, Data>(
  server: McpServer,
  { execute }: ToolContext,
  tool: Tool<Input, Data>,
): void {
  const { name, title, description } = tool;
  const inputSchema: z.ZodType<object> = tool.input;
  const annotations = { readOnlyHint: true, openWorldHint: false };
  server.registerTool(name, { title, description, inputSchema, annotations }, async (input) => {
    const given = tool.input.parse(input);
    const { id, variables } = tool.query(given);
    const { data, problems } = await execute(id, variables);
    const text = data && tool.text(tool.data.parse(data), given);
    if (text) return answer([text, ...problems.map((each) => `Not read: ${each}`)].join('\n\n'));
    return { ...answer(problems.join('\n') || tool.nothing(given)), isError: true };
  });
}

function answer(text: string) {
  return { content: [{ type: 'text' as const, text }] };
}

/** Returns the path of an address, with its query. A path stays as it is. */
function pathOf(address: string): string {
  if (!URL.canParse(address)) return address;
  const { pathname, search } = new URL(address);
  return pathname + search;
}
