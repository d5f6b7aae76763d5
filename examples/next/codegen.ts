import type { CodegenConfig } from '@graphql-codegen/cli';
import env from '@next/env';

env.loadEnvConfig(process.cwd());

const config: CodegenConfig = {
  schema: process.env.GRAPHQL_URL ?? 'http://localhost:4000/graphql',
  documents: ['{app,components,lib}/**/*.{ts,tsx}'],
  generates: {
    'gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false, persistedDocuments: true },
      config: { documentMode: 'string', useTypeImports: true, enumsAsTypes: true, onlyOperationTypes: true },
    },
  },
};

export default config;
