import type { GlobalIdType } from '../kit/base/global-id.ts';
import type { RecordNode } from '../kit/base/virtual-nodes.ts';

/** A field of a record: its name in the graph, the kind of its value, its path in the REST document, and its description. */
export type FieldRow = readonly [
  name: string,
  kind: 'text' | 'flag' | 'int' | 'texts' | 'json',
  path: string,
  description: string,
];

/** A kind of record of a block theme: its type in the graph, its REST route and its root fields. */
export interface RecordRow {
  readonly typeName: Exclude<RecordNode['typeName'], 'Theme' | 'Plugin' | 'UserRole'>;
  readonly globalType: GlobalIdType;
  readonly description: string;
  readonly route: string;
  /** The root field that returns all records. */
  readonly plural: string;
  /** The root field that returns one record. Null if REST has only a list. */
  readonly singular: string | null;
  /** The key of the REST document that holds the record's name. */
  readonly key: 'id' | 'name';
  /** Matches valid names. The gateway puts no other text into a route. */
  readonly names: RegExp;
  /** Whether users can save records in the editor. A saved record has an author, and can be a draft or in the trash. */
  readonly isWritten: boolean;
  /** The path of the block markup in the REST document; `blocks` is parsed from it. Null if records have no markup. */
  readonly content: string | null;
  readonly fields: readonly FieldRow[];
}

/** `theme//slug`. Themes and slugs can contain a slash; slugs can be percent-encoded. */
const templateNames = /^(?:(?!\.+\/)[^/:<>*?"|\\]+\/){1,2}\/[\w%-]+(?:\/[\w%-]+)*$/;

/** `core/paragraph` */
const namespacedNames = /^[\w-]+\/[\w-]+$/;

const template: readonly FieldRow[] = [
  ['slug', 'text', 'slug', 'The name of the template in its theme, such as `single` or `header`.'],
  ['theme', 'text', 'theme', 'The folder of the theme.'],
  ['title', 'text', 'title.rendered', 'The title of the template.'],
  ['description', 'text', 'description', 'The purpose of the template.'],
  ['content', 'text', 'content.raw', 'The block markup, as the editor saves it.'],
  ['status', 'text', 'status', 'The status, such as `publish`.'],
  ['source', 'text', 'source', 'The source of the content: `theme`, `custom` or `plugin`.'],
  ['origin', 'text', 'origin', 'The source of the content before a user edited it.'],
  [
    'originalSource',
    'text',
    'original_source',
    'The creator of the template: `theme`, `plugin`, `site` or `user`.',
  ],
  ['hasThemeFile', 'flag', 'has_theme_file', 'Whether the theme has a file for the template.'],
  ['modified', 'text', 'modified', "The time of the last edit, in the site's time zone."],
  ['databaseId', 'int', 'wp_id', "The id in WordPress' database. 0 if no user has edited the template."],
];

/** The kinds of records of a block theme (REST API handbook: Templates, Template Parts, Patterns, Block Types). */
export const recordRows: readonly RecordRow[] = [
  {
    typeName: 'BlockTemplate',
    globalType: 'block_template',
    description: 'A template of a block theme. It lays out pages of one kind with blocks.',
    route: '/wp/v2/templates',
    plural: 'blockTemplates',
    singular: 'blockTemplate',
    key: 'id',
    names: templateNames,
    isWritten: true,
    content: 'content.raw',
    fields: [
      ...template,
      [
        'isCustom',
        'flag',
        'is_custom',
        'Whether editors choose the template for individual pages. WordPress chooses other templates by the kind of page.',
      ],
    ],
  },
  {
    typeName: 'BlockTemplatePart',
    globalType: 'block_template_part',
    description: 'A part that templates share, such as a header or a footer.',
    route: '/wp/v2/template-parts',
    plural: 'blockTemplateParts',
    singular: 'blockTemplatePart',
    key: 'id',
    names: templateNames,
    isWritten: true,
    content: 'content.raw',
    fields: [...template, ['area', 'text', 'area', 'The area of the page, such as `header` or `footer`.']],
  },
  {
    typeName: 'BlockPattern',
    globalType: 'block_pattern',
    description: 'A ready-made group of blocks that editors can insert.',
    route: '/wp/v2/block-patterns/patterns',
    plural: 'blockPatterns',
    singular: null,
    key: 'name',
    names: namespacedNames,
    isWritten: false,
    content: 'content',
    fields: [
      ['name', 'text', 'name', 'The name of the pattern, such as `core/query-standard-posts`.'],
      ['title', 'text', 'title', 'The title of the pattern.'],
      ['description', 'text', 'description', 'The purpose of the pattern.'],
      ['content', 'text', 'content', 'The block markup, as the editor saves it.'],
      ['categories', 'texts', 'categories', 'The names of its categories.'],
      ['keywords', 'texts', 'keywords', 'The words that editors can search for.'],
      ['blockTypes', 'texts', 'block_types', 'The names of the block types that the pattern suits.'],
      ['postTypes', 'texts', 'post_types', 'The content types that the pattern suits.'],
      ['templateTypes', 'texts', 'template_types', 'The kinds of templates that the pattern suits.'],
      ['viewportWidth', 'int', 'viewport_width', 'The width of the preview in the editor, in pixels.'],
      ['isInInserter', 'flag', 'inserter', 'Whether the block inserter offers the pattern.'],
      ['source', 'text', 'source', 'The source of the pattern: `core`, `theme` or `plugin`.'],
    ],
  },
  {
    typeName: 'BlockPatternCategory',
    globalType: 'block_pattern_category',
    description: 'A category of block patterns.',
    route: '/wp/v2/block-patterns/categories',
    plural: 'blockPatternCategories',
    singular: null,
    key: 'name',
    names: namespacedNames,
    isWritten: false,
    content: null,
    fields: [
      ['name', 'text', 'name', 'The name of the category.'],
      ['label', 'text', 'label', 'The label in the editor.'],
      ['description', 'text', 'description', 'The description of the category.'],
    ],
  },
  {
    typeName: 'BlockType',
    globalType: 'block_type',
    description: 'A type of block that the site registers.',
    route: '/wp/v2/block-types',
    plural: 'blockTypes',
    singular: 'blockType',
    key: 'name',
    names: namespacedNames,
    isWritten: false,
    content: null,
    fields: [
      ['name', 'text', 'name', 'The name of the block type, such as `core/paragraph`.'],
      ['title', 'text', 'title', 'The title of the block type.'],
      ['description', 'text', 'description', 'The purpose of the block type.'],
      ['category', 'text', 'category', 'The category of the block type.'],
      ['icon', 'text', 'icon', 'The icon in the editor.'],
      ['keywords', 'texts', 'keywords', 'The words that editors can search for.'],
      ['parent', 'texts', 'parent', 'The block types that can contain the block directly. Null if any can.'],
      [
        'ancestor',
        'texts',
        'ancestor',
        'The block types that can contain the block at any depth. Null if any can.',
      ],
      ['apiVersion', 'int', 'api_version', 'The version of the block API that the block uses.'],
      ['isDynamic', 'flag', 'is_dynamic', 'Whether WordPress renders the block on the server.'],
      ['attributes', 'json', 'attributes', 'The JSON schemas of the attributes, by name.'],
      ['supports', 'json', 'supports', 'The editor features that the block supports.'],
      ['styles', 'json', 'styles', 'The styles that editors can choose.'],
      ['variations', 'json', 'variations', 'The variations of the block type.'],
      [
        'providesContext',
        'json',
        'provides_context',
        'The context values that the block provides to the blocks inside it.',
      ],
      ['usesContext', 'texts', 'uses_context', 'The names of the context values that the block uses.'],
    ],
  },
];
