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
import { reasonFor } from './reasons.ts';

/** Something that a document asks for and the gateway doesn't have. */
export interface Unsupported {
  /** `Post.seo`, `RootQuery.posts(before:)`, `MenuLocationEnum.FOOTER`, `Product`; or a place in the answer. */
  readonly subject: string;
  readonly why: string;
  /** What to do instead; null where nothing is known. */
  readonly instead: string | null;
}

/** What a document asks for that a graph doesn't have. Nothing where the graph can answer it. */
export function unsupportedIn(document: DocumentNode, schema: GraphQLSchema): readonly Unsupported[] {
  const errors = validate(schema, document);
  if (errors.length === 0) return [];
  const subjects = subjectsOf(document, schema);
  const found = new Map<string, Unsupported>();
  for (const error of errors) {
    const subject = error.nodes?.map((node) => subjects.get(node)).find((name) => name !== undefined);
    const item = subject === undefined ? unnamed(error) : named(subject, error);
    found.set(item.subject + item.why, item);
  }
  return [...found.values()];
}

function named(subject: string, error: GraphQLError): Unsupported {
  const reason = reasonFor(subject);
  return {
    subject,
    why: reason?.why ?? error.message,
    instead: reason?.instead ?? suggestionIn(error.message),
  };
}

function unnamed({ message, locations }: GraphQLError): Unsupported {
  const line = locations?.[0]?.line;
  return {
    subject: line ? `line ${line} as it is sent` : 'the document',
    why: message,
    instead: suggestionIn(message),
  };
}

function suggestionIn(message: string): string | null {
  return /Did you mean .*\?$/.exec(message)?.[0] ?? null;
}

/** Names of what the nodes of a document mean in a graph. */
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
