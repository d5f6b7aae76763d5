import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from '../../packages/graphql.ts';

/** The parts of a schema that a document uses. */
export interface Uses {
  /** Types that it reads from or names. */
  readonly types: ReadonlySet<string>;
  /** `Post.title`, of input types as well, `RootQuery.post(id:)`, `PostStatusEnum.DRAFT`. */
  readonly parts: ReadonlySet<string>;
  /** Input types and enums of which any part may be used: by a variable, or in the answer. */
  readonly whole: ReadonlySet<string>;
}

/** Returns what a document uses of a schema. Parts that the schema does not have are left out. */
export function usesOf(document: DocumentNode, schema: GraphQLSchema): Uses {
  const [types, parts, whole] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const info = new TypeInfo(schema);
  const useWhole = (type: GraphQLInputType | null | undefined) => {
    const named = getNamedType(type);
    if (!named || whole.has(named.name)) return;
    if (isEnumType(named)) whole.add(named.name);
    if (!isInputObjectType(named)) return;
    whole.add(named.name);
    for (const field of Object.values(named.getFields())) useWhole(field.type);
  };
  const useInput = () => {
    const type = getNamedType(info.getInputType());
    if (type) types.add(type.name);
  };
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const [parent, output] = [info.getParentType(), getNamedType(info.getType())];
        if (!parent || !output) return;
        types.add(parent.name).add(output.name);
        parts.add(`${parent.name}.${node.name.value}`);
        if (isEnumType(output)) whole.add(output.name);
      },
      Argument(node) {
        const [parent, field] = [info.getParentType(), info.getFieldDef()];
        if (parent && field) parts.add(`${parent.name}.${field.name}(${node.name.value}:)`);
        useInput();
      },
      ObjectField(node) {
        const parent = getNamedType(info.getParentInputType());
        if (parent) parts.add(`${parent.name}.${node.name.value}`);
        useInput();
      },
      EnumValue(node) {
        const type = getNamedType(info.getInputType());
        if (type) parts.add(`${type.name}.${node.value}`);
      },
      VariableDefinition() {
        useWhole(info.getInputType());
      },
      NamedType: (node) => void types.add(node.name.value),
    }),
  );
  return { types, parts, whole };
}
