import { type GraphQLError, type GraphQLSchema, validate } from '../../packages/graphql.ts';
import type { FoundDocument, FoundDocuments } from '../read/documents.ts';
import type { SourcePlace } from '../read/pieces.ts';

/** Something that is wrong with a document. */
export interface DocumentProblem extends SourcePlace {
  /** The name of the operation. */
  readonly name: string;
  readonly message: string;
  /** What to do about it. Null if the message says it. */
  readonly advice: string | null;
}

/** Returns what is wrong with documents, in the order of their places. A problem of a fragment that several share counts once. */
export function problemsOf(
  { documents, unread }: FoundDocuments,
  schema: GraphQLSchema,
): readonly DocumentProblem[] {
  const found = [
    ...unread.map(({ file, line, name, why, advice }) => ({ file, line, name, message: why, advice })),
    ...documents
      .flatMap((document) => [document, ...document.alternatives])
      .flatMap((document) => problemsIn(document, schema)),
  ];
  const byText = new Map<string, DocumentProblem>();
  for (const problem of found) {
    const key = `${problem.file}:${problem.line} ${problem.message}`;
    if (!byText.has(key)) byText.set(key, problem);
  }
  return [...byText.values()].sort((a, b) =>
    a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1,
  );
}

function problemsIn(found: FoundDocument, schema: GraphQLSchema): readonly DocumentProblem[] {
  return validate(schema, found.document)
    .filter((error) => !isInserted(error, found))
    .map((error) => ({
      ...placeOf(error, found),
      name: found.name,
      message: error.message,
      advice: null,
    }));
}

/** Whether an error is about a variable in place of a value that the frontend inserts into the text. */
function isInserted({ message }: GraphQLError, { inserted }: FoundDocument): boolean {
  const [, variable] = /^Variable "\$(\w+)" is not defined/.exec(message) ?? [];
  return variable !== undefined && inserted.includes(variable);
}

function placeOf({ nodes }: GraphQLError, found: FoundDocument): SourcePlace {
  const [node] = nodes ?? [];
  return node ? found.placeOf(node) : { file: found.file, line: found.line };
}
