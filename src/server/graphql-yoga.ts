/* Yoga, which serves the graph over HTTP. This file alone imports the package. */
export { createYoga, type Plugin, processRegularResult, type YogaInitialContext } from 'graphql-yoga';
