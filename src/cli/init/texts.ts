import { grants as allGrants, type Grant } from '../../loading/access/grants.ts';
import { codegenConfig } from '../codegen-config.ts';
import { schemaFile } from '../commands.ts';

/** What the operator has answered. */
export interface Answers {
  /** The address of the site. Null if it has a password, and is in `.env` therefore. */
  readonly url: string | null;
  /** Null if links stay as they are. */
  readonly frontendUrl: string | null;
  /** What the credential opens. None if there is no credential. */
  readonly grants: readonly Grant[];
  /** What WordPress hides from visitors. */
  readonly closed: readonly Grant[];
}

/** Returns the text of `pressql.config.ts`. */
export function configText({ url, frontendUrl, grants, closed }: Answers): string {
  const hidden = closed.map((grant) => allGrants[grant].what).join('; ');
  const lines = [
    ...(url === null
      ? ['// The address of the site has a password, so it is in .env: WORDPRESS_URL.']
      : ['// The WordPress site. Nothing is installed in it.', `url: ${quoted(url)},`]),
    '',
    '// Links in content lead to the frontend instead of to WordPress. / makes them relative paths.',
    frontendUrl === null
      ? "// frontendUrl: 'http://localhost:3000',"
      : `frontendUrl: ${quoted(frontendUrl)},`,
    ...(closed.length > 0
      ? [
          '',
          `// WordPress hides this from visitors: ${hidden}.`,
          '// A grant shows it, through the application password PRESSQL_SERVICE_CREDENTIAL in .env.',
          `${grants.length > 0 ? '' : '// '}grants: [${(grants.length > 0 ? grants : closed).map(quoted).join(', ')}],`,
        ]
      : []),
  ];
  return `import { defineConfig } from 'pressql';

// npx pressql help serve lists all options. The keys here are written in camelCase: --max-depth is maxDepth.
export default defineConfig({
${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}
});
`;
}

/** Returns the text of `codegen.ts`. */
export function codegenText(): string {
  const config = codegenConfig({ schema: schemaFile });
  return `import type { CodegenConfig } from '@graphql-codegen/cli';

// npx pressql codegen writes ${schemaFile}, and runs GraphQL Code Generator with this file.
const config: CodegenConfig = ${JSON.stringify(config, null, 2)};

export default config;
`;
}

/** Returns a line of `.env`. */
export function variableLine(name: string, value: string): string {
  const quote = ["'", '"', '`'].find((each) => !value.includes(each)) ?? "'";
  return `${name}=${quote}${value}${quote}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
