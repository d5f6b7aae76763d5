import type { CodegenConfig } from '@graphql-codegen/cli';

// `npm run codegen` writes schema.graphql first.
const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: ['server/**/*.ts'],
  generates: {
    'shared/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: { documentMode: 'string', useTypeImports: true, enumsAsTypes: true, onlyOperationTypes: true },
    },
  },
};

export default config;
