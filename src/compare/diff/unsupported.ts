import {
  type ASTNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  getNamedType,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from '../../packages/graphql.ts';
import { type MissingPart, missingPart } from './reasons.ts';

/** A part of a document that the gateway does not support. */
export interface UnsupportedPart {
  /** `Post.seo`, `RootQuery.posts(before:)`, `MenuLocationEnum.FOOTER`, `Product`, or a path of the answer. */
  readonly subject: string;
  readonly why: string;
  /** What to do instead. null if no substitute is known. */
  readonly instead: string | null;
}

/**
 * Returns the parts of a document that a schema does not have. Returns none for a valid document.
 *
 * @param pluginParts - why the schema may lack parts that extensions of WPGraphQL add for plugins
 */
export function unsupportedParts(
  document: DocumentNode,
  schema: GraphQLSchema,
  pluginParts: readonly MissingPart[] = [],
): readonly UnsupportedPart[] {
  const errors = validate(schema, document);
  if (errors.length === 0) return [];
  const subjects = subjectsOf(document, schema);
  const found = new Map<string, UnsupportedPart>();
  for (const error of errors) {
    const subject = error.nodes?.map((node) => subjects.get(node)).find((name) => name !== undefined);
    const part = subject === undefined ? partByLine(error) : namedPart(subject, error, pluginParts);
    found.set(part.subject + part.why, part);
  }
  return [...found.values()];
}

function namedPart(
  subject: string,
  error: GraphQLError,
  pluginParts: readonly MissingPart[],
): UnsupportedPart {
  const reason = missingPart(subject, pluginParts);
  return {
    subject,
    why: reason?.why ?? error.message,
    instead: reason?.instead ?? suggestionIn(error.message),
  };
}

function partByLine({ message, locations }: GraphQLError): UnsupportedPart {
  const line = locations?.[0]?.line;
  return {
    subject: line ? `line ${line} of the document` : 'the document',
    why: message,
    instead: suggestionIn(message),
  };
}

function suggestionIn(message: string): string | null {
  return /Did you mean .*\?$/.exec(message)?.[0] ?? null;
}

/** Returns the schema coordinates of the nodes of a document. */
function subjectsOf(document: DocumentNode, schema: GraphQLSchema): ReadonlyMap<ASTNode, string> {
  const subjects = new Map<ASTNode, string>();
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const parent = info.getParentType();
        if (parent) subjects.set(node, `${parent.name}.${node.name.value}`);
      },
      Argument(node) {
        const [parent, field] = [info.getParentType(), info.getFieldDef()];
        if (parent && field) subjects.set(node, `${parent.name}.${field.name}(${node.name.value}:)`);
      },
      ObjectField(node) {
        const parent = getNamedType(info.getParentInputType());
        if (parent) subjects.set(node, `${parent.name}.${node.name.value}`);
      },
      EnumValue(node) {
        const type = getNamedType(info.getInputType());
        if (type) subjects.set(node, `${type.name}.${node.value}`);
      },
      NamedType(node) {
        if (!schema.getType(node.name.value)) subjects.set(node, node.name.value);
      },
    }),
  );
  return subjects;
}
