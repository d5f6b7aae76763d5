/*
 * GraphQL.js, the language of the graph. Every folder imports it from here, and this file alone imports the package: a
 * new major version of it is met in one place.
 */
export * from 'graphql';
