import type { SnippetRequest } from './request.ts';

/** Returns a shell command that sends the request with curl. */
export function curlSnippet(request: SnippetRequest): string {
  const { url, query, variables, headers, login, operation } = request;
  const isSubscription = operation.kind === 'subscription';
  const body = JSON.stringify(variables ? { query, variables } : { query });
  const options = [
    ...(isSubscription ? ['--no-buffer', header('accept', 'text/event-stream')] : []),
    header('content-type', 'application/json'),
    ...Object.entries(headers).map(([name, value]) => header(name, value)),
    ...(login ? [logins[login]] : []),
  ];
  // The shell changes nothing between the marks.
  return `curl ${quoted(url)} \\\n${options.map((option) => `  ${option} \\\n`).join('')}  --data-binary @- <<'JSON'\n${body}\nJSON\n`;
}

const logins = {
  'application password': '--user "$WORDPRESS_USER:$WORDPRESS_APPLICATION_PASSWORD"',
  header: '--header "authorization: $WORDPRESS_AUTHORIZATION"',
} as const;

function header(name: string, value: string): string {
  return `--header ${quoted(`${name}: ${value}`)}`;
}

/** Returns a text as one word of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
