/* The exports of `pressql/integrations`: the contract of integrations and the functions that they use. */
export type { Entity } from '../loading/base/entity.ts';
export type { Integrations } from '../schema/integration/check.ts';
export { defineIntegration } from '../schema/integration/check.ts';
export type {
  AddedNames,
  Difference,
  DocumentField,
  Integration,
} from '../schema/integration/contract.ts';
export { IntegrationError } from '../schema/integration/contract.ts';
export type {
  Fields,
  IntegrationGraph,
  ObjectFields,
  RootFields,
  TypeOptions,
  TypeRef,
} from '../schema/integration/integration-graph.ts';
export { batched, nodesOf } from '../schema/integration/reading.ts';
export type { Context } from '../schema/kit/base/context.ts';
export { InputError } from '../schema/kit/base/errors.ts';
export type { FieldGroup, ValueKind, ValuePlace } from '../schema/kit/graph/field-groups.ts';
export type { Reads } from '../schema/kit/plugins/reads/reads.ts';
export type { InputRow } from '../schema/mutations/input-rows.ts';
export { databaseIdOf, parametersOf } from '../schema/mutations/input-rows.ts';
export type { MutationOptions, MutationRun, PayloadFields } from '../schema/mutations/mutation.ts';
export { write } from '../schema/mutations/write-document.ts';
export type { JsonSchema } from '../site/json-schema.ts';
export type { Parameter, Resource, Site } from '../site/site.ts';
export { isRecord, valueAt } from '../values/json.ts';
export type { Document } from '../wordpress/document.ts';
export { flag, integer, integers, list, text, texts } from '../wordpress/document.ts';
export { WordPressError } from '../wordpress/errors.ts';
export type { Query, Rest } from '../wordpress/rest.ts';
export { builtInIntegrations } from './built-in.ts';
