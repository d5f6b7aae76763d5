import { addFieldsTo, fieldNamesOf, type Graph } from '../kit/graph/graph.ts';
import { isInputType } from '../kit/graph/input-fields.ts';
import type { InputRow } from '../mutations/input-rows.ts';
import { addMutation, payloadTypeOf } from '../mutations/mutation.ts';
import { type Integration, IntegrationError } from './contract.ts';
import type { Fields, IntegrationGraph, TypeOptions } from './integration-graph.ts';

/** The names of the integrations that added fields and types, by `Type.field` or `Type`. */
export type FieldOwners = Map<string, string>;

interface ToolkitOptions {
  readonly owners: FieldOwners;
  /** Whether the gateway only collects names, from a site without plugins. Types of the plugin can then be missing. */
  readonly namesOnly: boolean;
}

/**
 * Lets an integration add to a graph.
 *
 * @throws IntegrationError if a name is taken, a type is missing, or the integration throws. The message names the integration.
 *   Pothos creates fields after `extend` has run, so building the schema can throw the error too.
 */
export function extendWith(integration: Integration, graph: Graph, options: ToolkitOptions): void {
  if (!integration.extend) return;
  const answer: unknown = guarded(integration, () =>
    integration.extend?.(createToolkit(integration, graph, options)),
  );
  if (answer instanceof Promise) {
    throw failure(
      integration,
      '`extend` must add to the graph at once; it returned a promise. Read data from WordPress in resolvers.',
    );
  }
}

function createToolkit(
  integration: Integration,
  graph: Graph,
  { owners, namesOnly }: ToolkitOptions,
): IntegrationGraph {
  const { builder, site } = graph;
  const shared = new Map([...site.resources.values()].map((resource) => [resource.typeName, resource]));
  const objectTypes = new Map(
    [...site.resources.values()]
      .flatMap((resource) => graph.objectTypes(resource))
      .map((ref) => [ref.name, ref]),
  );
  /** Returns the fields from `make` after a check of their names. */
  const fieldsOf = (typeName: string, make: () => Fields): Fields =>
    guarded(integration, () => {
      const fields = make();
      const taken = fieldNamesOf(graph, typeName);
      for (const name of Object.keys(fields)) {
        checkName(integration, name, `a field of ${typeName}`);
        if (taken.has(name)) throw takenError(integration, `${typeName}.${name}`, owners);
        owners.set(`${typeName}.${name}`, integration.name);
      }
      return fields;
    });
  return {
    site,
    builder,
    graph,
    type(name) {
      try {
        return graph.typeNamed(name);
      } catch (error) {
        // WordPress without plugins lacks the plugin's own types. For names, any type is as good.
        if (namesOnly) return graph.typeNamed('Node');
        throw failure(integration, error instanceof Error ? error.message : String(error), error);
      }
    },
    addType<Value extends object>(
      name: string,
      { description, fields, interfaces = [] }: TypeOptions<Value>,
    ) {
      checkName(integration, name, 'a type');
      if (builder.configStore.hasConfig(name)) throw takenError(integration, name, owners);
      owners.set(name, integration.name);
      return builder.objectRef<Value>(name).implement({
        description,
        interfaces: [...interfaces],
        fields: (t) => guarded(integration, () => fields(t)),
      });
    },
    addFields(typeName, make) {
      const resource = shared.get(typeName);
      const objectType = objectTypes.get(typeName);
      const interfaceType = graph.interfaces.get(typeName);
      if (resource) addFieldsTo(graph, resource, (t) => fieldsOf(typeName, () => make(t)));
      else if (objectType) builder.objectFields(objectType, (t) => fieldsOf(typeName, () => make(t)));
      else if (interfaceType)
        builder.interfaceFields(interfaceType, (t) => fieldsOf(typeName, () => make(t)));
      else if (!namesOnly) {
        const types = [...shared.keys(), ...objectTypes.keys(), ...graph.interfaces.keys()].sort().join(', ');
        throw failure(
          integration,
          `\`addFields\`: the graph of this site has no type "${typeName}" of REST documents. It has ${types}.`,
        );
      }
    },
    addRootFields: (make) => builder.queryFields((t) => fieldsOf(rootType, () => make(t))),
    addMutation(mutation) {
      const { name } = mutation;
      // Mutations of resources begin with these words. The name of another mutation cannot clash with them.
      if (namesOnly && !/^(create|update|delete)[A-Z]/.test(name)) return;
      checkName(integration, name, 'a mutation');
      if (builder.configStore.hasConfig(payloadTypeOf(name))) {
        throw takenError(integration, `RootMutation.${name}`, owners);
      }
      owners.set(`RootMutation.${name}`, integration.name);
      const known = (row: InputRow) =>
        typeof row.type === 'string' && !isInputType(graph, row.type) ? { ...row, type: 'String' } : row;
      const rows = namesOnly ? mutation.rows.map(known) : mutation.rows;
      for (const row of rows) checkRow(integration, row, graph);
      guarded(integration, () => addMutation(graph, { ...mutation, rows }));
    },
  };
}

const rootType = 'RootQuery';

/** @throws IntegrationError if the name is not valid in GraphQL */
function checkName(integration: Integration, name: string, what: string): void {
  if (/^(?!__)[A-Za-z_]\w*$/.test(name)) return;
  throw failure(
    integration,
    `"${name}" can't be the name of ${what}. GraphQL names are letters, digits and _, and start with a letter or _.`,
  );
}

/** @throws IntegrationError if the name or the type of an input field is not valid */
function checkRow(integration: Integration, { name, type }: InputRow, graph: Graph): void {
  checkName(integration, name, 'an input field');
  if (typeof type !== 'string' || isInputType(graph, type)) return;
  throw failure(
    integration,
    `the input field "${name}" has the type "${type}", which the graph lacks. Use a scalar such as Int, String, ID or Boolean, the name of an enum or input type of the schema, or a type that \`builder\` returned.`,
  );
}

function takenError(integration: Integration, name: string, owners: FieldOwners): IntegrationError {
  const owner = owners.get(name);
  const whose = owner === undefined ? 'the graph has without it' : `the integration "${owner}" adds, too`;
  return failure(integration, `it adds \`${name}\`, which ${whose}. Choose another name.`);
}

/** Runs code of an integration. @throws IntegrationError with the name of the integration if the code throws */
function guarded<T>(integration: Integration, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof IntegrationError) throw error;
    throw failure(integration, error instanceof Error ? error.message : String(error), error);
  }
}

function failure({ name }: Integration, message: string, cause?: unknown): IntegrationError {
  return new IntegrationError(`The integration "${name}" can't extend the graph: ${message}`, { cause });
}
