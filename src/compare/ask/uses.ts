import { Kind, type TypeNode, type ValueNode, visit } from '../../packages/graphql.ts';
import type { FoundDocument } from '../read/documents.ts';

/** Where a document uses a variable. */
export interface Use {
  /** The field; for directives the directive's name with an @. */
  readonly field: string;
  /** The argument, or the key of an input object within it. */
  readonly argument: string;
  /** What `idType` says beside it; `ID` where it says nothing. */
  readonly idType: string;
  /** Whether it stands in an input object: `where: { search: $word }`. */
  readonly isNested: boolean;
}

/** Where a document uses a variable, in the order of the text. */
export function usesOf({ document, operation }: FoundDocument, name: string): readonly Use[] {
  const uses: Use[] = [];
  const isIt = (value: ValueNode): boolean =>
    (value.kind === Kind.VARIABLE && value.name.value === name) ||
    (value.kind === Kind.LIST && value.values.some(isIt));
  const written = (value: ValueNode | undefined): string => {
    if (value?.kind === Kind.ENUM) return value.value;
    if (value?.kind !== Kind.VARIABLE) return 'ID';
    const found = operation.variableDefinitions?.find(
      ({ variable }) => variable.name.value === value.name.value,
    );
    return found?.defaultValue?.kind === Kind.ENUM ? found.defaultValue.value : 'ID';
  };
  visit(document, {
    Field({ name: { value: field }, arguments: given = [] }) {
      const idType = written(given.find((argument) => argument.name.value === 'idType')?.value);
      for (const argument of given) {
        if (isIt(argument.value)) {
          uses.push({ field, argument: argument.name.value, idType, isNested: false });
        }
        visit(argument.value, {
          ObjectField(inner) {
            if (isIt(inner.value)) uses.push({ field, argument: inner.name.value, idType, isNested: true });
          },
        });
      }
    },
    Directive({ name: { value: directive }, arguments: given = [] }) {
      for (const argument of given) {
        if (isIt(argument.value)) {
          uses.push({ field: `@${directive}`, argument: argument.name.value, idType: 'ID', isNested: false });
        }
      }
    },
  });
  return uses;
}

/** A type without lists and exclamation marks. */
export function typeName(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : typeName(type.type);
}

/** Whether a type is a list. */
export function isListType(type: TypeNode): boolean {
  return type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isListType(type.type));
}
