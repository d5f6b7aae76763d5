import { fieldNamesOf, type Graph } from '../kit/graph/graph.ts';
import { addMutation, payloadTypeOf } from '../mutations/mutation.ts';
import { type Integration, IntegrationError } from './contract.ts';
import type { Fields, IntegrationGraph, TypeOptions } from './integration-graph.ts';

/** Which integration added a field to a graph, by `Type.field`. */
export type FieldOwners = Map<string, string>;

interface ToolkitOptions {
  readonly owners: FieldOwners;
  /** Whether the site lacks the plugin and only the names count, so that types of the plugin may be missing. */
  readonly namesOnly: boolean;
}

/**
 * Lets an integration add to a graph.
 *
 * @throws IntegrationError that names the integration, for a name that is taken, a type that is missing, and whatever
 *   the integration itself throws. Fields are made later than `extend` runs; building the schema throws then.
 */
export function extendWith(integration: Integration, graph: Graph, options: ToolkitOptions): void {
  if (!integration.extend) return;
  const answer: unknown = guarded(integration, () =>
    integration.extend?.(createToolkit(integration, graph, options)),
  );
  if (answer instanceof Promise) {
    throw failure(
      integration,
      '`extend` must add to the graph at once; it returned a promise. What it needs of WordPress is read by resolvers.',
    );
  }
}

function createToolkit(
  integration: Integration,
  graph: Graph,
  { owners, namesOnly }: ToolkitOptions,
): IntegrationGraph {
  const { builder, site } = graph;
  const entityTypes = new Map(
    [...site.resources.values()].map((resource) => [resource.typeName, graph.objectType(resource)]),
  );
  /** Returns the fields that `make` makes for a type, after a look at their names. */
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
    type: (name) => guarded(integration, () => graph.typeNamed(name)),
    addType<Value extends object>(name: string, { description, fields }: TypeOptions<Value>) {
      checkName(integration, name, 'a type');
      if (builder.configStore.hasConfig(name)) throw takenError(integration, name, owners);
      owners.set(name, integration.name);
      return builder
        .objectRef<Value>(name)
        .implement({ description, fields: (t) => guarded(integration, () => fields(t)) });
    },
    addFields(typeName, make) {
      const objectType = entityTypes.get(typeName);
      const interfaceType = graph.interfaces.get(typeName);
      if (objectType) builder.objectFields(objectType, (t) => fieldsOf(typeName, () => make(t)));
      else if (interfaceType)
        builder.interfaceFields(interfaceType, (t) => fieldsOf(typeName, () => make(t)));
      else if (!namesOnly) {
        const known = [...entityTypes.keys(), ...graph.interfaces.keys()].sort().join(', ');
        throw failure(
          integration,
          `\`addFields\`: the graph of this site has no type "${typeName}" of REST documents. It has ${known}.`,
        );
      }
    },
    addRootFields: (make) => builder.queryFields((t) => fieldsOf(rootType, () => make(t))),
    addMutation(mutation) {
      const { name } = mutation;
      // A resource's mutations begin with these words, so that no other mutation can have a name of theirs.
      if (namesOnly && !/^(create|update|delete)[A-Z]/.test(name)) return;
      checkName(integration, name, 'a mutation');
      if (builder.configStore.hasConfig(payloadTypeOf(name))) {
        throw takenError(integration, `RootMutation.${name}`, owners);
      }
      owners.set(`RootMutation.${name}`, integration.name);
      guarded(integration, () => addMutation(graph, mutation));
    },
  };
}

const rootType = 'RootQuery';

function checkName(integration: Integration, name: string, what: string): void {
  if (/^(?!__)[A-Za-z_]\w*$/.test(name)) return;
  throw failure(
    integration,
    `"${name}" can't be the name of ${what}. GraphQL names are letters, digits and _, a letter first.`,
  );
}

function takenError(integration: Integration, name: string, owners: FieldOwners): IntegrationError {
  const owner = owners.get(name);
  const whose = owner === undefined ? 'the graph has without it' : `the integration "${owner}" adds, too`;
  return failure(integration, `it adds \`${name}\`, which ${whose}. Choose another name.`);
}

/** Runs code of an integration; its errors name the integration. */
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
