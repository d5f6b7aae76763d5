import { basename, dirname } from 'node:path';
import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  TokenKind,
  visit,
} from 'graphql';
import type { SourceFile } from './files.ts';
import { graphqlTexts, interpolation } from './templates.ts';

/** An operation that was found, with the fragments that it needs. */
export interface FoundDocument extends Place {
  /** The operation's own name, or the file's where it has none. */
  readonly name: string;
  readonly operation: OperationDefinitionNode;
  /** What is sent: the operation and its fragments. */
  readonly document: DocumentNode;
  readonly text: string;
  /** What a reader should know of how it was put together. */
  readonly notes: readonly string[];
}

/** A text that can't be sent as it stands. */
export interface UnreadableText extends Place {
  readonly name: string;
  readonly why: string;
  readonly advice: string;
}

/** Where a text stands. */
export interface Place {
  readonly file: string;
  /** Line of the file, from 1. */
  readonly line: number;
}

/** All that was found in some files. */
export interface Findings {
  readonly documents: readonly FoundDocument[];
  readonly unreadable: readonly UnreadableText[];
}

interface ParsedText extends Place {
  readonly document: DocumentNode;
}

interface Fragment extends Place {
  readonly definition: FragmentDefinitionNode;
  readonly text: string;
}

/** The operations in files. Fragments are found by name in all of them, the nearest first. */
export function findDocuments(files: readonly SourceFile[]): Findings {
  const parsed: ParsedText[] = [];
  const unreadable: UnreadableText[] = [];
  for (const place of files.flatMap(textsIn)) {
    try {
      parsed.push({ file: place.file, line: place.line, document: parse(place.text) });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      if (place.isTagged) unreadable.push(unreadableText(place, error));
    }
  }
  const fragments = fragmentsOf(parsed);
  const documents: FoundDocument[] = [];
  for (const text of parsed) {
    for (const operation of text.document.definitions.filter(isOperation)) {
      const found = complete(text, operation, fragments);
      if ('why' in found) unreadable.push(found);
      else documents.push(found);
    }
  }
  return { documents, unreadable };
}

interface Text extends Place {
  readonly text: string;
  readonly isTagged: boolean;
}

function textsIn({ file, text, isGraphQL }: SourceFile): readonly Text[] {
  if (isGraphQL) return text.trim() === '' ? [] : [{ file, text, line: 1, isTagged: true }];
  return graphqlTexts(text).map((found) => ({ file, ...found }));
}

function unreadableText({ file, line, text }: Text, error: GraphQLError): UnreadableText {
  const isAssembled = text.includes(interpolation);
  const at = line + (error.locations?.[0]?.line ?? 1) - 1;
  return {
    file,
    line,
    name: nameOf(file),
    why: isAssembled
      ? `It is put together at run time (\${…}); what is left is no GraphQL: ${error.message}`
      : `Line ${at} is no GraphQL: ${error.message}`,
    advice: isAssembled
      ? 'Pass values as variables, or put what is sent into a .graphql file.'
      : 'Mend the document.',
  };
}

function fragmentsOf(texts: readonly ParsedText[]): ReadonlyMap<string, readonly Fragment[]> {
  const byName = new Map<string, Fragment[]>();
  for (const { file, line, document } of texts) {
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
      const name = definition.name.value;
      byName.set(name, [...(byName.get(name) ?? []), { file, line, definition, text: print(definition) }]);
    }
  }
  return byName;
}

/** An operation with the fragments that it needs, and those that they need. */
function complete(
  { file, line, document }: ParsedText,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, readonly Fragment[]>,
): FoundDocument | UnreadableText {
  const place = { file, line: line + (operation.loc?.startToken.line ?? 1) - 1 };
  const name = operation.name?.value ?? nameOf(file);
  const notes: string[] = [];
  const needed = new Map<string, FragmentDefinitionNode>();
  const queue = spreadsOf(operation);
  for (const spread of queue) {
    if (needed.has(spread)) continue;
    const candidates = fragments.get(spread) ?? [];
    const nearest = nearestTo({ file, line }, candidates);
    if (nearest === undefined) {
      return {
        ...place,
        name,
        why: `The fragment ${spread} is nowhere in the files that were read.`,
        advice: 'Name the file or folder that defines it as well.',
      };
    }
    if (nearest.file !== file && candidates.some(({ text }) => text !== nearest.text)) {
      notes.push(`${candidates.length} fragments are named ${spread}; the one of ${nearest.file} was taken.`);
    }
    needed.set(spread, nearest.definition);
    queue.push(...spreadsOf(nearest.definition));
  }
  if (hasPartsLeftOut(document)) notes.push('Parts of it are put in at run time and were left out.');
  const whole: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...needed.values()] };
  return { ...place, name, operation, document: whole, text: print(whole), notes };
}

function spreadsOf(definition: DefinitionNode): string[] {
  const names: string[] = [];
  visit(definition, { FragmentSpread: ({ name }) => void names.push(name.value) });
  return names;
}

/** Of fragments of one name: the one in the same text, in the same file, or in the folder nearest to it. */
function nearestTo({ file, line }: Place, fragments: readonly Fragment[]): Fragment | undefined {
  const nearness = (fragment: Fragment) => {
    if (fragment.file === file)
      return fragment.line === line ? Number.MAX_SAFE_INTEGER : Number.MAX_SAFE_INTEGER - 1;
    const [own, other] = [dirname(file).split(/[/\\]/), dirname(fragment.file).split(/[/\\]/)];
    const shared = own.findIndex((segment, index) => segment !== other[index]);
    return shared === -1 ? own.length : shared;
  };
  return [...fragments].sort((a, b) => nearness(b) - nearness(a))[0];
}

/** Whether a `${…}` stood inside of a selection; outside of them they only add fragments. */
function hasPartsLeftOut({ loc }: DocumentNode): boolean {
  let depth = 0;
  for (let token = loc?.startToken ?? null; token; token = token.next) {
    if (token.kind === TokenKind.BRACE_L) depth++;
    else if (token.kind === TokenKind.BRACE_R) depth--;
    else if (token.kind === TokenKind.COMMENT && depth > 0 && interpolation === `#${token.value}`)
      return true;
  }
  return false;
}

function isOperation(definition: DefinitionNode): definition is OperationDefinitionNode {
  return definition.kind === Kind.OPERATION_DEFINITION;
}

function nameOf(file: string): string {
  return basename(file).replace(/\.\w+$/, '');
}
