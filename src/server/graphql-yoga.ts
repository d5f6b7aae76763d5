/* GraphQL Yoga implements GraphQL over HTTP. Only this file imports the package. */
export {
  createYoga,
  type Plugin,
  processRegularResult,
  type YogaInitialContext,
} from 'graphql-yoga';
