import { enums } from './tables/enums.ts';
import { interfaces } from './tables/interfaces.ts';
import { objects } from './tables/objects.ts';

/** A field of a type of the extension. */
export interface FieldRow {
  readonly name: string;
  /** The named type: `String` for `[String]`. */
  readonly type: string;
  readonly isList: boolean;
  readonly isNonNull: boolean;
}

/** An object type or an interface of the extension. */
export interface TypeRow {
  readonly interfaces: readonly string[];
  /** The fields that it does not have from its interfaces, and those that have another type there. */
  readonly fields: readonly FieldRow[];
}

/** The interfaces of the extension, by name. */
export const interfaceRows: ReadonlyMap<string, TypeRow> = linesOf(interfaces, typeRow);

/** The object types of the extension, by name. */
export const objectRows: ReadonlyMap<string, TypeRow> = linesOf(objects, typeRow);

/** The enums of the extension: the values of Gravity Forms by the names in the graph. */
export const enumRows: ReadonlyMap<string, ReadonlyMap<string, string>> = linesOf(enums, (line) => {
  const values = line.split('|').map((each): [string, string] => {
    const [, name = each, value = name.toLowerCase()] = /^(\w+)=(.*)$/.exec(each) ?? [];
    return [name, value];
  });
  return new Map(values);
});

/** Returns the name in an enum of a value of Gravity Forms. Null if the enum has no such value. */
export function enumNameOf(type: string, value: unknown): string | null {
  for (const [name, known] of enumRows.get(type) ?? []) if (known === String(value)) return name;
  return null;
}

/** Returns the value of Gravity Forms for a name in an enum. The name itself if the enum does not have it. */
export function enumValueOf(type: string, name: string): string {
  return enumRows.get(type)?.get(name) ?? name;
}

function linesOf<Row>(table: string, rowOf: (line: string) => Row): ReadonlyMap<string, Row> {
  const lines = table.trim().split('\n');
  return new Map(
    lines.map((line) => {
      const end = line.indexOf(':');
      return [line.slice(0, end), rowOf(line.slice(end + 1).trim())];
    }),
  );
}

function typeRow(line: string): TypeRow {
  const [names = '', fields = ''] = line.split('|');
  return { interfaces: wordsIn(names), fields: wordsIn(fields).map(fieldRow) };
}

function fieldRow(word: string): FieldRow {
  const [name = '', type = ''] = word.split(':');
  return {
    name,
    type: type.replace(/[[\]!]/g, ''),
    isList: type.startsWith('['),
    isNonNull: type.endsWith('!'),
  };
}

function wordsIn(text: string): readonly string[] {
  return text.split(' ').filter((word) => word !== '');
}
