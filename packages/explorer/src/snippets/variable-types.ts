import {
  type GraphQLInputType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import { variableTypes } from '../graph/variables.ts';
import type { SnippetRequest } from './request.ts';
import { leafType } from './scalars.ts';

/** The TypeScript type of the variables of an operation. */
export interface VariablesType {
  /** The type itself, or its name. */
  readonly type: string;
  /** The types that have to be declared, each as source. */
  readonly declarations: readonly string[];
}

/** Returns the type of the variables of a request. */
export function variablesType({ operation, schema }: SnippetRequest, name: string): VariablesType {
  const definitions = operation.node.variableDefinitions ?? [];
  if (definitions.length === 0) return { type: 'Record<string, never>', declarations: [] };
  const types = variableTypes(operation, schema);
  const declared = new Map<string, string>();
  const rows = definitions.map(({ variable, type, defaultValue }) => {
    const key = variable.name.value;
    const known = types.get(key) ?? null;
    const isRequired = type.kind === 'NonNullType' && defaultValue === undefined;
    return `  ${key}${isRequired ? '' : '?'}: ${known ? inputType(known, declared) : 'unknown'};\n`;
  });
  declared.set(name, `type ${name} = {\n${rows.join('')}};`);
  return { type: name, declarations: [...declared.values()] };
}

/** Returns the type of an input. Notes the declarations of input objects. */
function inputType(type: GraphQLInputType, declared: Map<string, string>): string {
  if (isNonNullType(type)) return bareType(type.ofType, declared);
  return `${bareType(type, declared)} | null`;
}

function bareType(type: GraphQLInputType, declared: Map<string, string>): string {
  if (isNonNullType(type)) return bareType(type.ofType, declared);
  if (isListType(type)) return `readonly (${inputType(type.ofType, declared)})[]`;
  if (!isInputObjectType(type)) return type.name === 'ID' ? 'string | number' : leafType(type);
  if (!declared.has(type.name)) {
    // An input may contain itself.
    declared.set(type.name, '');
    const rows = Object.values(type.getFields()).map(
      (field) =>
        `  ${field.name}${isRequiredInputField(field) ? '' : '?'}: ${inputType(field.type, declared)};\n`,
    );
    declared.set(type.name, `type ${type.name} = {\n${rows.join('')}};`);
  }
  return type.name;
}
