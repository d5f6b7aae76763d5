/**
 * Headers of every answer, also of those that Node makes itself. An answer is no page: it loads nothing, and no other page
 * may show it in a frame. GraphiQL replaces the policy with its own. As with WPGraphQL, search engines do not list answers.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-robots-tag': 'noindex',
};
