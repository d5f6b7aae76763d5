/** How the block editor saves an attribute (Block Editor Handbook, Attributes). */
export interface AttributeSchema {
  /** `string`, `rich-text`, `boolean`, `number`, `integer`, `array` or `object`. */
  readonly type?: string;
  /** The value of a block that does not state the attribute. */
  readonly default?: unknown;
  /** Where the value is in the block's HTML. @default the comment before the block has the value */
  readonly source?: string;
  /** A CSS selector for the elements in which the source is. @default the outermost element */
  readonly selector?: string;
  /** The name of the HTML attribute, for the source `attribute`. */
  readonly attribute?: string;
  /** A CSS selector for the lines of a text, for the source `html`. */
  readonly multiline?: string;
  /** The values of each element, for the source `query`. */
  readonly query?: AttributeSchemas;
  /** The items of an array. */
  readonly items?: AttributeSchema;
}

/** Attributes by name. */
export type AttributeSchemas = Readonly<Record<string, AttributeSchema>>;

/** A kind of block, as a plugin or WordPress registers it (`register_block_type()`). */
export interface BlockType {
  /** `core/heading` */
  readonly name: string;
  /** The category in the editor: `text`. */
  readonly category: string | null;
  readonly apiVersion: number;
  /** Whether PHP renders the block on each request. */
  readonly isDynamic: boolean;
  /** Whether editors can give the block's element an id. */
  readonly hasAnchor: boolean;
  readonly attributes: AttributeSchemas;
}

/** A row of the generated table: a block type in few characters. */
export interface BlockTypeRow extends Omit<BlockType, 'attributes'> {
  /** Names of the attributes without further rules, by type, separated by spaces: `{ object: 'lock style' }`. */
  readonly plain: Readonly<Record<string, string>>;
  readonly others: AttributeSchemas;
}

/** Returns the block type of a row. */
export function blockTypeOf({ plain, others, ...row }: BlockTypeRow): BlockType {
  const attributes = Object.entries(plain).flatMap(([type, names]) =>
    names.split(' ').map((name): [string, AttributeSchema] => [name, { type }]),
  );
  return { ...row, attributes: { ...Object.fromEntries(attributes), ...others } };
}
