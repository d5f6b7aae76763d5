import { defineEnvVars } from '@sveltejs/kit/env';

export const variables = defineEnvVars({
  /** Where the gateway answers. */
  GRAPHQL_URL: { schema: (value) => value ?? 'http://localhost:4000/graphql' },
});
