/*
 * GraphQL.js. Every folder imports it from here, and only this file imports the package, so a new major version changes
 * one file.
 */
export * from 'graphql';
