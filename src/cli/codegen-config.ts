/** What a configuration of GraphQL Code Generator depends on. */
export interface CodegenSubject {
  /** The folder for the client. @default `src/gql` */
  readonly out?: string | undefined;
  /** Globs of documents. @default those of common frontends */
  readonly documents?: readonly string[];
  /** The file of the schema. */
  readonly schema: string;
}

/** A configuration of GraphQL Code Generator, as far as the command writes it. */
export interface CodegenConfig {
  readonly schema: string;
  readonly documents: readonly string[];
  readonly ignoreNoDocuments: boolean;
  readonly generates: Readonly<Record<string, object>>;
}

const standardOut = 'src/gql';

const standardDocuments =
  '{src,app,pages,components,layouts,lib}/**/*.{ts,tsx,js,jsx,vue,svelte,astro,graphql,gql}';

/** Returns the configuration for GraphQL Code Generator's client preset, with plain types of fragments. */
export function codegenConfig({ out = standardOut, documents = [], schema }: CodegenSubject): CodegenConfig {
  const folder = `${out.replace(/\/+$/, '')}/`;
  return {
    schema,
    documents: [...(documents.length > 0 ? documents : [standardDocuments]), `!${folder}**`],
    ignoreNoDocuments: true,
    generates: {
      [folder]: {
        preset: 'client',
        presetConfig: { fragmentMasking: false },
        config: { useTypeImports: true, enumsAsTypes: true },
      },
    },
  };
}
