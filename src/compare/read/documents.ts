import { basename, dirname } from 'node:path';
import {
  type ASTNode,
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from '../../packages/graphql.ts';
import type { SourceFile } from './files.ts';
import { type DocumentCandidate, isHole, type SourcePlace, type WrittenPiece } from './pieces.ts';
import { type RenderedCandidate, renderText, sourcePlaceAt } from './render.ts';
import { scanFiles } from './scan.ts';

export type { SourcePlace } from './pieces.ts';

/** An operation of the frontend, with the fragments that it uses. */
export interface FoundDocument extends SourcePlace {
  /** The name of the operation. For an anonymous operation, the name of its file. */
  readonly name: string;
  readonly operation: OperationDefinitionNode;
  /** The document to send: the operation and its fragments. */
  readonly document: DocumentNode;
  readonly text: string;
  /** Variables in place of values that the frontend inserts into the text. The operation does not declare them. */
  readonly inserted: readonly string[];
  /** The other texts of the operation, if the source chooses between several. */
  readonly alternatives: readonly FoundDocument[];
  /** Sentences for the report about how the document was assembled. */
  readonly notes: readonly string[];
  /** Returns where a node of the document is written. */
  readonly placeOf: (node: ASTNode) => SourcePlace;
}

/** A text that looks like GraphQL but cannot be sent, so it is not compared. */
export interface UnreadText extends SourcePlace {
  readonly name: string;
  readonly why: string;
  readonly advice: string;
}

/** The result of {@link findDocuments}. */
export interface FoundDocuments {
  readonly documents: readonly FoundDocument[];
  readonly unread: readonly UnreadText[];
}

interface ParsedText {
  readonly candidate: DocumentCandidate;
  readonly rendered: RenderedCandidate;
  readonly document: DocumentNode;
}

interface Fragment extends SourcePlace {
  readonly candidate: DocumentCandidate;
  readonly definition: FragmentDefinitionNode;
  readonly text: string;
}

/**
 * Returns the operations in files. An operation may use fragments from all of the files; of fragments with the same name
 * it gets the nearest one.
 *
 * @example
 * const { documents, unread } = findDocuments(readSources(['src'], process.cwd()));
 */
export function findDocuments(files: readonly SourceFile[]): FoundDocuments {
  const { candidates, unreadable } = scanFiles(files);
  const unread: UnreadText[] = unreadable.map((place) => ({
    ...place,
    name: nameOf(place.file),
    why: 'The file mentions GraphQL, but it is neither valid JavaScript nor valid TypeScript.',
    advice: 'Move its documents to .graphql files.',
  }));
  const parsed: ParsedText[] = [];
  for (const candidate of candidates) {
    const text = parseCandidate(candidate);
    if ('document' in text) parsed.push(text);
    else if (candidate.isDeclared && !isPartOf(candidate, candidates)) unread.push(text);
  }
  const fragments = fragmentsOf(parsed);
  const texts = new Map(parsed.map((text) => [text.document.loc?.source, text]));
  const placeOf = ({ loc }: ASTNode) => {
    const text = texts.get(loc?.source);
    return loc && text ? sourcePlaceAt(text.rendered, loc.start, text.candidate) : null;
  };
  const found = new Map<string, FoundDocument[]>();
  for (const text of parsed) {
    for (const operation of text.document.definitions.filter(isOperation)) {
      const document = withFragments(text, operation, { fragments, placeOf });
      if ('why' in document) unread.push(document);
      else {
        const key = originOf(text, operation);
        const others = found.get(key) ?? [];
        if (!others.some((other) => other.text === document.text)) found.set(key, [...others, document]);
      }
    }
  }
  const documents = [...found.values()].flatMap(([first, ...alternatives]) =>
    first ? [{ ...first, alternatives }] : [],
  );
  return { documents: withoutGenerated(documents, files), unread: onePerPlace(unread) };
}

/** Returns whether another candidate contains the text: for example, a list of fields that several documents share. */
function isPartOf({ pieces }: DocumentCandidate, candidates: readonly DocumentCandidate[]): boolean {
  const first = pieces.find((piece): piece is WrittenPiece => !isHole(piece) && piece.text.trim() !== '');
  return candidates.some(
    (other) =>
      other.pieces !== pieces &&
      other.pieces.slice(1).some((piece) => !isHole(piece) && isSamePiece(piece, first)),
  );
}

function isSamePiece(a: WrittenPiece, b: WrittenPiece | undefined): boolean {
  return a.file === b?.file && a.position === b.position;
}

function parseCandidate(candidate: DocumentCandidate): ParsedText | UnreadText {
  const { file, line } = candidate;
  const text = renderText(candidate.pieces);
  const [hole] = text.open;
  if (hole) {
    return {
      file,
      line,
      name: nameOf(file),
      why: `The frontend assembles the document at run time: line ${hole.line} inserts \${${shortened(hole.expression)}}.`,
      advice: 'Pass values as variables, or write the complete document to a .graphql file.',
    };
  }
  try {
    return { candidate, rendered: text, document: parse(text.text) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const at = sourcePlaceAt(text, error.positions?.[0] ?? 0, candidate);
    const where = at.file === file ? `Line ${at.line}` : `${at.file}:${at.line}`;
    const why = `${where} is not valid GraphQL: ${error.message}`;
    return { file, line, name: nameOf(file), why, advice: 'Correct the document.' };
  }
}

function shortened(expression: string): string {
  const line = expression.replaceAll(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

function fragmentsOf(texts: readonly ParsedText[]): ReadonlyMap<string, readonly Fragment[]> {
  const byName = new Map<string, Fragment[]>();
  for (const { candidate, rendered: text, document } of texts) {
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
      const name = definition.name.value;
      const place = sourcePlaceAt(text, definition.loc?.start ?? 0, candidate);
      const fragment = { ...place, candidate, definition, text: print(definition) };
      byName.set(name, [...(byName.get(name) ?? []), fragment]);
    }
  }
  return byName;
}

/** What is written in all of the files. */
interface Surroundings {
  readonly fragments: ReadonlyMap<string, readonly Fragment[]>;
  readonly placeOf: (node: ASTNode) => SourcePlace | null;
}

/** Returns an operation with the fragments that it uses, directly or through other fragments. */
function withFragments(
  { candidate, rendered: text, document }: ParsedText,
  operation: OperationDefinitionNode,
  { fragments, placeOf }: Surroundings,
): FoundDocument | UnreadText {
  const place = sourcePlaceAt(text, operation.loc?.start ?? 0, candidate);
  const name = operation.name?.value ?? nameOf(place.file);
  const notes: string[] = [];
  const needed = new Map<string, FragmentDefinitionNode>();
  const queue = spreadsOf(operation);
  for (const spread of queue) {
    if (needed.has(spread)) continue;
    const candidates = fragments.get(spread) ?? [];
    const nearest =
      candidates.find((fragment) => fragment.candidate === candidate) ?? nearestTo(place, candidates);
    if (nearest === undefined) {
      return {
        ...place,
        name,
        why: `The fragment ${spread} is not defined in any of the files.`,
        advice: 'Name the file or folder that defines it, too.',
      };
    }
    const isInSameFile = nearest.candidate === candidate || nearest.file === place.file;
    const texts = new Set(candidates.map(({ text }) => text));
    if (!isInSameFile && texts.size > 1) {
      notes.push(
        `${texts.size} fragments are named ${spread}. The comparison uses the one in ${nearest.file}.`,
      );
    }
    needed.set(spread, nearest.definition);
    queue.push(...spreadsOf(nearest.definition));
  }
  const whole: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...needed.values()] };
  const used = new Set<string>();
  visit(document, { Variable: (variable) => void used.add(variable.name.value) });
  const inserted = text.variables.filter((variable) => used.has(variable));
  return {
    ...place,
    name,
    operation,
    document: whole,
    text: print(whole),
    inserted,
    alternatives: [],
    notes,
    placeOf: (node) => placeOf(node) ?? place,
  };
}

/** Returns an identifier of the place where an operation is written. All texts that contain it have the same identifier. */
function originOf({ candidate, rendered: text }: ParsedText, { loc }: OperationDefinitionNode): string {
  const found = text.origin(loc?.start ?? 0);
  const { file, line } = candidate;
  return found ? `${found.piece.file}:${found.piece.position + found.within}` : `${file}:${line}`;
}

/** Returns the documents without the copies that a code generator made of others. */
function withoutGenerated(
  documents: readonly FoundDocument[],
  files: readonly SourceFile[],
): readonly FoundDocument[] {
  const generated = new Set(files.filter(isGenerated).map(({ file }) => file));
  const originals = new Set(documents.flatMap(({ file, text }) => (generated.has(file) ? [] : [text])));
  return documents.filter(({ file, text }) => !(generated.has(file) && originals.has(text)));
}

function isGenerated({ file, text }: SourceFile): boolean {
  return /generated|\bgql\b/i.test(file) || /@generated|\bgenerated\b/i.test(text.slice(0, 500));
}

function onePerPlace(texts: readonly UnreadText[]): readonly UnreadText[] {
  return [...new Map(texts.map((text) => [`${text.file}:${text.line}`, text])).values()];
}

function spreadsOf(definition: DefinitionNode): string[] {
  const names: string[] = [];
  visit(definition, { FragmentSpread: ({ name }) => void names.push(name.value) });
  return names;
}

/** Returns the fragment in the same file, or else the one whose folder is the nearest. */
function nearestTo({ file }: SourcePlace, fragments: readonly Fragment[]): Fragment | undefined {
  const nearness = (fragment: Fragment) => {
    if (fragment.file === file) return Number.MAX_SAFE_INTEGER;
    const [folder, other] = [dirname(file).split(/[/\\]/), dirname(fragment.file).split(/[/\\]/)];
    const commonLength = folder.findIndex((segment, index) => segment !== other[index]);
    return commonLength === -1 ? folder.length : commonLength;
  };
  return [...fragments].sort((a, b) => nearness(b) - nearness(a))[0];
}

function isOperation(definition: DefinitionNode): definition is OperationDefinitionNode {
  return definition.kind === Kind.OPERATION_DEFINITION;
}

function nameOf(file: string): string {
  return basename(file).replace(/\.\w+$/, '');
}
