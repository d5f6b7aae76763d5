import type { Example } from './examples.ts';

/** What the page tells its script. `packages/explorer/src/page-data.ts` reads it. */
export interface PageData {
  /** Name of the site. */
  readonly siteName: string;
  /** Where users of the site make application passwords. */
  readonly profileUrl: string;
  readonly examples: readonly Example[];
}

/** Parts of {@link renderPage}. */
export interface PageParts {
  readonly data: PageData;
  /** The addresses of the files, relative to the page. */
  readonly script: string;
  readonly style: string;
  /** A random text that is new for each answer. */
  readonly nonce: string;
}

/** Returns the HTML of the explorer. */
export function renderPage({ data, script, style, nonce }: PageParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>${escaped(data.siteName)} · PressQL GraphiQL</title>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="${escaped(style)}" nonce="${nonce}">
<script type="application/json" id="page-data" nonce="${nonce}">${inScript(data)}</script>
<script type="module" src="${escaped(script)}" nonce="${nonce}"></script>
</head>
<body>
<div id="explorer"><noscript>GraphiQL needs JavaScript. Other clients send their queries to this address.</noscript></div>
</body>
</html>
`;
}

/**
 * Returns the policy of the page: it runs its own script only, sends requests to its own origin only, and no other page
 * shows it in a frame. The editor makes a style element while it runs, and its icons are `data:` addresses.
 */
export function policyOf(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    'img-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#4a46c8"/><path d="M11 24V8h6.5a5 5 0 0 1 0 10H11" fill="none" stroke="#fff" stroke-width="3.2" stroke-linecap="round" stroke-linejoin="round"/></svg>',
)}`;

/** Returns JSON that contains no tag, such as `</script>` in the name of a site. */
function inScript(data: PageData): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
