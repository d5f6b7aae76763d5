import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  Kind,
  parse,
  visit,
} from '../../packages/graphql.ts';
import type { Uses } from './uses.ts';

/**
 * Returns a schema that has only what a document uses, and what a server demands beside it: arguments and input fields
 * without which it refuses the document.
 *
 * @param definitions - the whole schema, as a document
 */
export function usedSchema({ definitions }: DocumentNode, uses: Uses): GraphQLSchema {
  const kept = definitions.flatMap((definition) => reduced(definition, uses));
  const known = new Set(kept.flatMap((definition) => nameOf(definition) ?? []));
  const named = new Set<string>();
  visit({ kind: Kind.DOCUMENT, definitions: kept }, { NamedType: ({ name }) => void named.add(name.value) });
  const others = [...named].filter((name) => !known.has(name) && !builtIn.has(name));
  return buildASTSchema(
    {
      kind: Kind.DOCUMENT,
      definitions: [
        ...kept,
        ...usesBuiltIn.definitions,
        // A type of which the document uses only the name.
        ...others.map((name) => ({
          kind: Kind.SCALAR_TYPE_DEFINITION as const,
          name: { kind: Kind.NAME as const, value: name },
        })),
      ],
    },
    { assumeValid: true },
  );
}

const builtIn = new Set(['Int', 'Float', 'String', 'Boolean', 'ID']);

/** Uses the built-in scalars, so that none of them counts as removed. */
const usesBuiltIn = parse(`type BuiltIn { ${[...builtIn].map((name) => `of${name}: ${name}`).join(' ')} }`);

function nameOf(definition: DefinitionNode): string | undefined {
  return 'name' in definition ? definition.name?.value : undefined;
}

/** Returns the used part of a definition. Returns nothing for a definition that the document does not use. */
function reduced(definition: DefinitionNode, { types, parts, whole }: Uses): readonly DefinitionNode[] {
  const uses = (part: string) => parts.has(part);
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const type = definition.name.value;
      if (!types.has(type)) return [];
      const fields = (definition.fields ?? [])
        .filter(({ name }) => uses(`${type}.${name.value}`))
        .map((field) => withUsedArguments(field, (name) => uses(`${type}.${field.name.value}(${name}:)`)));
      const interfaces = (definition.interfaces ?? []).filter(({ name }) => types.has(name.value));
      return [{ ...definition, fields, interfaces }];
    }
    case Kind.UNION_TYPE_DEFINITION:
      if (!types.has(definition.name.value)) return [];
      return [{ ...definition, types: (definition.types ?? []).filter(({ name }) => types.has(name.value)) }];
    case Kind.ENUM_TYPE_DEFINITION: {
      const type = definition.name.value;
      const values = (definition.values ?? []).filter(
        ({ name }) => whole.has(type) || uses(`${type}.${name.value}`),
      );
      return values.length > 0 || types.has(type) || whole.has(type) ? [{ ...definition, values }] : [];
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION: {
      const type = definition.name.value;
      if (!types.has(type) && !whole.has(type)) return [];
      const fields = (definition.fields ?? []).filter(
        (field) => whole.has(type) || isRequired(field) || uses(`${type}.${field.name.value}`),
      );
      return [{ ...definition, fields }];
    }
    case Kind.SCALAR_TYPE_DEFINITION:
      return types.has(definition.name.value) ? [definition] : [];
    default:
      return [];
  }
}

function withUsedArguments(
  field: FieldDefinitionNode,
  isUsed: (name: string) => boolean,
): FieldDefinitionNode {
  const args = (field.arguments ?? []).filter((arg) => isRequired(arg) || isUsed(arg.name.value));
  return { ...field, arguments: args };
}

function isRequired({ type, defaultValue }: InputValueDefinitionNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined;
}
