import type { CodegenConfig } from '@graphql-codegen/cli';
import { loadEnv } from 'vite';

const { VITE_GRAPHQL_URL } = loadEnv('production', process.cwd());

const config: CodegenConfig = {
  schema: VITE_GRAPHQL_URL ?? 'http://localhost:4000/graphql',
  documents: ['src/**/*.ts'],
  generates: {
    'src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: { documentMode: 'string', useTypeImports: true, enumsAsTypes: true, onlyOperationTypes: true },
    },
  },
};

export default config;
