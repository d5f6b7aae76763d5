/**
 * Returns docs/errors.md.
 *
 * @param errorKinds - the kinds of errors, by name
 * @param faults - the faults with a sentence of their own
 */
export function errorsPage(errorKinds, faults) {
  const kinds = Object.entries(errorKinds).sort(([, a], [, b]) => (a.code < b.code ? -1 : 1));
  return `<!-- npm run errors writes this page. -->
# Errors

A failure of WordPress is an error at the path of the fields that it concerns. All other fields of the operation answer.
The error has a code, a message for the client and advice:

\`\`\`json
{
  "message": "The site is in maintenance mode.",
  "path": ["posts"],
  "extensions": {
    "code": "UPSTREAM_ERROR",
    "advice": "Wait until the maintenance of the site ends. A file .maintenance may remain after a failed update.",
    "request": "GET /wp/v2/posts",
    "status": 503
  }
}
\`\`\`

Messages have only words of PressQL. If WordPress refuses something with one of its own codes (\`restCode\`), or one that
an [integration](integrations.md) names, they have the message of the site, without paths, addresses and names. The full
text of the site is for the operator: \`reports\` in the [log](operating.md#logs), \`pressql doctor\`, errors at the start and
the property \`report\` of a \`WordPressError\` show it.

## Codes

A read is tried again as often as the column says; a write never is.

| code | meaning | tried again | advice |
|---|---|---|---|
${kinds.map(([, { code, message, retries, advice }]) => row([`\`${code}\``, message, String(retries), advice])).join('\n')}

## Messages

${kinds
  .flatMap(([kind, { code }]) =>
    section(
      code,
      faults.filter((fault) => fault.kind === kind),
    ),
  )
  .join('\n\n')}
`;
}

function section(code, faults) {
  if (faults.length === 0) return [];
  const lines = faults.map(({ message, advice }) => row([message, advice]));
  return [`### ${code}\n\n| message | advice |\n|---|---|\n${[...new Set(lines)].join('\n')}`];
}

function row(cells) {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')).join(' | ')} |`;
}
