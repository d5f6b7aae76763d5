import { Kind, type TypeNode, type ValueNode, visit } from '../../packages/graphql.ts';
import type { FoundDocument } from '../read/documents.ts';

/** One use of a variable in a document. */
export interface VariableUse {
  /** The name of the field. For a directive, its name with an @. */
  readonly field: string;
  /** The name of the argument, or the key of an input object inside the argument. */
  readonly argument: string;
  /** The value of the argument `idType` of the same field. `ID` if there is none. */
  readonly idType: string;
  /** Whether the variable is inside an input object: `where: { search: $word }`. */
  readonly isNested: boolean;
}

/** Returns all uses of a variable in a document, in the order of the text. */
export function usesOf({ document, operation }: FoundDocument, name: string): readonly VariableUse[] {
  const uses: VariableUse[] = [];
  const isVariable = (value: ValueNode): boolean =>
    (value.kind === Kind.VARIABLE && value.name.value === name) ||
    (value.kind === Kind.LIST && value.values.some(isVariable));
  const enumValue = (value: ValueNode | undefined): string => {
    if (value?.kind === Kind.ENUM) return value.value;
    if (value?.kind !== Kind.VARIABLE) return 'ID';
    const definition = operation.variableDefinitions?.find(
      ({ variable }) => variable.name.value === value.name.value,
    );
    return definition?.defaultValue?.kind === Kind.ENUM ? definition.defaultValue.value : 'ID';
  };
  visit(document, {
    Field({ name: { value: field }, arguments: args = [] }) {
      const idType = enumValue(args.find((argument) => argument.name.value === 'idType')?.value);
      for (const argument of args) {
        if (isVariable(argument.value)) {
          uses.push({ field, argument: argument.name.value, idType, isNested: false });
        }
        visit(argument.value, {
          ObjectField(inner) {
            if (isVariable(inner.value))
              uses.push({ field, argument: inner.name.value, idType, isNested: true });
          },
        });
      }
    },
    Directive({ name: { value: directive }, arguments: args = [] }) {
      for (const argument of args) {
        if (isVariable(argument.value)) {
          uses.push({ field: `@${directive}`, argument: argument.name.value, idType: 'ID', isNested: false });
        }
      }
    },
  });
  return uses;
}

/** Returns the name of a type, without lists and exclamation marks. */
export function typeName(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : typeName(type.type);
}

/** Returns whether a type is a list. */
export function isListType(type: TypeNode): boolean {
  return type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isListType(type.type));
}
