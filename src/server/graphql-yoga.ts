/* GraphQL Yoga implements GraphQL over HTTP. Only this file imports the package. */
export {
  createYoga,
  type Plugin,
  processRegularResult,
  useExecutionCancellation,
  type YogaInitialContext,
} from 'graphql-yoga';
