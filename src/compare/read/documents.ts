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
  visit,
} from '../../packages/graphql.ts';
import type { SourceFile } from './files.ts';
import { type Candidate, isHole, type Place, type Written } from './pieces.ts';
import { placeOf, type Rendered, rendered } from './render.ts';
import { scanFiles } from './scan.ts';

export type { Place } from './pieces.ts';

/** An operation that was found, with the fragments that it needs. */
export interface FoundDocument extends Place {
  /** The operation's own name, or the file's where it has none. */
  readonly name: string;
  readonly operation: OperationDefinitionNode;
  /** What is sent: the operation and its fragments. */
  readonly document: DocumentNode;
  readonly text: string;
  /** Variables that stand for values which the frontend puts into the text; the operation does not define them. */
  readonly inserted: readonly string[];
  /** What else the frontend makes of the operation, where the source chooses between texts. */
  readonly alternatives: readonly FoundDocument[];
  /** What a reader should know of how it was put together. */
  readonly notes: readonly string[];
}

/** A text that looks like GraphQL and can't be sent as it stands: what the frontend asks there is not compared. */
export interface UnreadText extends Place {
  readonly name: string;
  readonly why: string;
  readonly advice: string;
}

/** All that was found in some files. */
export interface Findings {
  readonly documents: readonly FoundDocument[];
  readonly unread: readonly UnreadText[];
}

interface ParsedText {
  readonly candidate: Candidate;
  readonly rendered: Rendered;
  readonly document: DocumentNode;
}

interface Fragment extends Place {
  readonly candidate: Candidate;
  readonly definition: FragmentDefinitionNode;
  readonly text: string;
}

/** The operations in files. Fragments are found by name in all of them, the nearest first. */
export function findDocuments(files: readonly SourceFile[]): Findings {
  const { candidates, unreadable } = scanFiles(files);
  const unread: UnreadText[] = unreadable.map((place) => ({
    ...place,
    name: nameOf(place.file),
    why: 'The file mentions GraphQL and is neither JavaScript nor TypeScript that can be read.',
    advice: 'Put its documents into .graphql files.',
  }));
  const parsed: ParsedText[] = [];
  for (const candidate of candidates) {
    const read = parsedText(candidate);
    if ('document' in read) parsed.push(read);
    else if (candidate.isTagged && !isPartOf(candidate, candidates)) unread.push(read);
  }
  const fragments = fragmentsOf(parsed);
  const found = new Map<string, FoundDocument[]>();
  for (const text of parsed) {
    for (const operation of text.document.definitions.filter(isOperation)) {
      const read = complete(text, operation, fragments);
      if ('why' in read) unread.push(read);
      else {
        const key = originOf(text, operation);
        const others = found.get(key) ?? [];
        if (!others.some(({ text }) => text === read.text)) found.set(key, [...others, read]);
      }
    }
  }
  const documents = [...found.values()].flatMap(([first, ...alternatives]) =>
    first ? [{ ...first, alternatives }] : [],
  );
  return { documents: withoutCopies(documents, files), unread: oneEach(unread) };
}

/** Whether a text is put into another: fields that several documents share, say. */
function isPartOf({ pieces }: Candidate, candidates: readonly Candidate[]): boolean {
  const first = pieces.find((piece): piece is Written => !isHole(piece) && piece.text.trim() !== '');
  return candidates.some(
    (other) =>
      other.pieces !== pieces &&
      other.pieces.slice(1).some((piece) => !isHole(piece) && isSamePiece(piece, first)),
  );
}

function isSamePiece(a: Written, b: Written | undefined): boolean {
  return a.file === b?.file && a.position === b.position;
}

function parsedText(candidate: Candidate): ParsedText | UnreadText {
  const { file, line } = candidate;
  const text = rendered(candidate.pieces);
  const [hole] = text.open;
  if (hole) {
    return {
      file,
      line,
      name: nameOf(file),
      why: `It is put together at run time: line ${hole.line} puts in \${${shortened(hole.expression)}}.`,
      advice: 'Pass values as variables, or put what is sent into a .graphql file.',
    };
  }
  try {
    return { candidate, rendered: text, document: parse(text.text) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const at = placeOf(text, error.positions?.[0] ?? 0, candidate);
    const where = at.file === file ? `Line ${at.line}` : `${at.file}:${at.line}`;
    const why = `${where} is no GraphQL: ${error.message}`;
    return { file, line, name: nameOf(file), why, advice: 'Mend the document.' };
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
      const place = placeOf(text, definition.loc?.start ?? 0, candidate);
      const fragment = { ...place, candidate, definition, text: print(definition) };
      byName.set(name, [...(byName.get(name) ?? []), fragment]);
    }
  }
  return byName;
}

/** An operation with the fragments that it needs, and those that they need. */
function complete(
  { candidate, rendered: text, document }: ParsedText,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, readonly Fragment[]>,
): FoundDocument | UnreadText {
  const place = placeOf(text, operation.loc?.start ?? 0, candidate);
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
        why: `The fragment ${spread} is nowhere in the files that were read.`,
        advice: 'Name the file or folder that defines it as well.',
      };
    }
    const isOwn = nearest.candidate === candidate || nearest.file === place.file;
    const texts = new Set(candidates.map(({ text }) => text));
    if (!isOwn && texts.size > 1) {
      notes.push(`${texts.size} fragments are named ${spread}; the one of ${nearest.file} was taken.`);
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
  };
}

/** Where an operation is written. Texts into which it is put have the same. */
function originOf({ candidate, rendered: text }: ParsedText, { loc }: OperationDefinitionNode): string {
  const found = text.origin(loc?.start ?? 0);
  const { file, line } = candidate;
  return found ? `${found.piece.file}:${found.piece.position + found.within}` : `${file}:${line}`;
}

/** Documents less those that a code generator wrote down a second time. */
function withoutCopies(
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

function oneEach(texts: readonly UnreadText[]): readonly UnreadText[] {
  return [...new Map(texts.map((text) => [`${text.file}:${text.line}`, text])).values()];
}

function spreadsOf(definition: DefinitionNode): string[] {
  const names: string[] = [];
  visit(definition, { FragmentSpread: ({ name }) => void names.push(name.value) });
  return names;
}

/** Of fragments of one name: the one in the same file, or in the folder nearest to it. */
function nearestTo({ file }: Place, fragments: readonly Fragment[]): Fragment | undefined {
  const nearness = (fragment: Fragment) => {
    if (fragment.file === file) return Number.MAX_SAFE_INTEGER;
    const [own, other] = [dirname(file).split(/[/\\]/), dirname(fragment.file).split(/[/\\]/)];
    const shared = own.findIndex((segment, index) => segment !== other[index]);
    return shared === -1 ? own.length : shared;
  };
  return [...fragments].sort((a, b) => nearness(b) - nearness(a))[0];
}

function isOperation(definition: DefinitionNode): definition is OperationDefinitionNode {
  return definition.kind === Kind.OPERATION_DEFINITION;
}

function nameOf(file: string): string {
  return basename(file).replace(/\.\w+$/, '');
}
