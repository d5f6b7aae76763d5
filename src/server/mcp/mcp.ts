import { type GraphQLSchema, isEnumType } from '../../packages/graphql.ts';
import type { Site } from '../../site/site.ts';
import { isRecord } from '../../values/json.ts';
import { pressqlVersion } from '../../wordpress/user-agent.ts';
import type { Exchange } from '../exchange.ts';
import type { Executed, SavedQuery, ToolContext } from './tools.ts';

/** Options of {@link createMcp}. */
export interface McpOptions {
  /** Path of the GraphQL endpoint. */
  readonly endpoint: string;
  readonly schema: () => GraphQLSchema;
  readonly site: () => Site;
  /** Returns the queries that the operator has saved. */
  readonly saved: () => readonly SavedQuery[];
  /** Answers a GraphQL request, with all limits of such a request. */
  readonly answer: (request: Request, exchange: Exchange) => Promise<Response>;
}

/** The site for language models: a server of the Model Context Protocol over Streamable HTTP. */
export interface Mcp {
  answer(request: Request, exchange: Exchange): Promise<Response>;
}

/** Largest number of bytes of a request. */
const maxRequestSize = 64 * 1024;

/** Whether a URL is the address of the server for language models. A framework may mount the gateway below another path. */
export function isMcp(url: string): boolean {
  return /\/mcp\/?$/.test(new URL(url).pathname);
}

/**
 * Creates the server. Its tools send GraphQL requests to the gateway with the credential of the client, so that they see
 * what the client may see, within the limits of its address. It has no sessions: any instance can answer any request.
 */
export function createMcp({ endpoint, schema, site, saved, answer }: McpOptions): Mcp {
  return {
    async answer(request, exchange) {
      // The tool kit is large, and few gateways are asked by language models.
      const [{ createMcpHandler, McpServer }, { addTools }] = await Promise.all([
        import('./sdk.ts'),
        import('./tools.ts'),
      ]);
      const execute = async (id: string, variables: object) => {
        const asked = graphQLRequest(request, { endpoint, id, variables });
        return executedOf(await (await answer(asked, exchange)).json());
      };
      const context: ToolContext = { execute, types: contentTypes(schema()), saved: saved() };
      const { name, url } = site();
      const handler = createMcpHandler(
        () => {
          const server = new McpServer(
            { name: 'pressql', title: name, version: pressqlVersion },
            { instructions: `Reads the site ${name} (${url}). Cite pages by their addresses.` },
          );
          addTools(server, context);
          return server;
        },
        { maxRequestBodySize: maxRequestSize },
      );
      const response = await handler.fetch(request);
      response.headers.set('cache-control', 'private, no-store');
      return response;
    },
  };
}

interface Asking {
  readonly endpoint: string;
  readonly id: string;
  readonly variables: object;
}

/** Returns a GraphQL request for a stored document, with the credential of a client. */
function graphQLRequest({ url, headers, signal }: Request, { endpoint, id, variables }: Asking): Request {
  const authorization = headers.get('authorization');
  return new Request(new URL(endpoint, url), {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(authorization === null ? {} : { authorization }),
    },
    body: JSON.stringify({ queryId: id, variables }),
    signal,
  });
}

function executedOf(body: unknown): Executed {
  const { data, errors } = isRecord(body) ? body : {};
  const problems = (Array.isArray(errors) ? errors : []).flatMap((error: unknown) =>
    isRecord(error) && typeof error['message'] === 'string' ? [error['message']] : [],
  );
  return { data: isRecord(data) ? data : null, problems };
}

/** Returns the names of the types of content that have a place in lists. */
function contentTypes(schema: GraphQLSchema): readonly string[] {
  const type = schema.getType('ContentTypeEnum');
  return isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
}
