import type { GlobalIdType } from '../kit/base/global-id.ts';
import type { RecordNode } from '../kit/base/virtual-nodes.ts';

/** A field of a record: name, what it is, where REST has it, and its meaning. */
export type FieldRow = readonly [
  name: string,
  kind: 'text' | 'flag' | 'int' | 'texts' | 'json',
  path: string,
  description: string,
];

/** A kind of thing that a block theme is made of: its type, its list, and, where REST has it, one of it. */
export interface RecordRow {
  readonly typeName: Exclude<RecordNode['typeName'], 'Theme' | 'Plugin' | 'UserRole'>;
  readonly globalType: GlobalIdType;
  readonly description: string;
  readonly route: string;
  readonly plural: string;
  /** Root field of one; null where REST has only the list. */
  readonly singular: string | null;
  /** Where REST has what names it. */
  readonly key: 'id' | 'name';
  /** What its names look like: nothing else is put into a route. */
  readonly names: RegExp;
  /** Whether it can be written in the editor: then it has an author, and may be a draft or in the trash. */
  readonly isWritten: boolean;
  /** Where REST has it as the editor saved it, of which `blocks` are made; null for what has none. */
  readonly content: string | null;
  readonly fields: readonly FieldRow[];
}

/** `theme//slug`. A theme may be in a folder of folders, and a slug too; letters of a slug may be percent-encoded. */
const templateNames = /^(?:(?!\.+\/)[^/:<>*?"|\\]+\/){1,2}\/[\w%-]+(?:\/[\w%-]+)*$/;

/** `core/paragraph` */
const namespacedNames = /^[\w-]+\/[\w-]+$/;

const template: readonly FieldRow[] = [
  ['slug', 'text', 'slug', 'What names it in its theme: `single`, `header`.'],
  ['theme', 'text', 'theme', 'The folder of its theme.'],
  ['title', 'text', 'title.rendered', 'Its title.'],
  ['description', 'text', 'description', 'What it is for.'],
  ['content', 'text', 'content.raw', 'Its blocks as the editor saved them.'],
  ['status', 'text', 'status', 'Its status.'],
  ['source', 'text', 'source', 'Where it comes from: `theme`, `custom`, `plugin`.'],
  ['origin', 'text', 'origin', 'Where it came from before it was changed in the editor.'],
  ['originalSource', 'text', 'original_source', 'Who made it: `theme`, `plugin`, `site`, `user`.'],
  ['hasThemeFile', 'flag', 'has_theme_file', 'Whether the theme has a file for it.'],
  ['modified', 'text', 'modified', "When it was changed in the editor, in the site's time zone."],
  ['databaseId', 'int', 'wp_id', "WordPress' own identifier, where it was changed in the editor; else 0."],
];

/** What a block theme is made of (Block Editor handbook: Theme; REST API handbook: Templates, Patterns, Block Types). */
export const recordRows: readonly RecordRow[] = [
  {
    typeName: 'BlockTemplate',
    globalType: 'block_template',
    description: 'A template of a block theme: how pages of a kind are built of blocks.',
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
        'Whether it is chosen for single contents, and not by what is shown.',
      ],
    ],
  },
  {
    typeName: 'BlockTemplatePart',
    globalType: 'block_template_part',
    description: 'A part that templates share: a header, a footer.',
    route: '/wp/v2/template-parts',
    plural: 'blockTemplateParts',
    singular: 'blockTemplatePart',
    key: 'id',
    names: templateNames,
    isWritten: true,
    content: 'content.raw',
    fields: [...template, ['area', 'text', 'area', 'What it is used as: `header`, `footer`.']],
  },
  {
    typeName: 'BlockPattern',
    globalType: 'block_pattern',
    description: 'Blocks that were put together to be used again.',
    route: '/wp/v2/block-patterns/patterns',
    plural: 'blockPatterns',
    singular: null,
    key: 'name',
    names: namespacedNames,
    isWritten: false,
    content: 'content',
    fields: [
      ['name', 'text', 'name', 'What names it: `core/query-standard-posts`.'],
      ['title', 'text', 'title', 'Its title.'],
      ['description', 'text', 'description', 'What it is for.'],
      ['content', 'text', 'content', 'Its blocks as the editor saved them.'],
      ['categories', 'texts', 'categories', 'Names of its categories.'],
      ['keywords', 'texts', 'keywords', 'Words that it is found by.'],
      ['blockTypes', 'texts', 'block_types', 'Names of blocks that it is for.'],
      ['postTypes', 'texts', 'post_types', 'Types of content that it is for.'],
      ['templateTypes', 'texts', 'template_types', 'Templates that it is for.'],
      ['viewportWidth', 'int', 'viewport_width', 'Pixels across that it is shown in to choose it.'],
      ['isInInserter', 'flag', 'inserter', 'Whether the editor offers it.'],
      ['source', 'text', 'source', 'Where it comes from: `core`, `theme`, `plugin`.'],
    ],
  },
  {
    typeName: 'BlockPatternCategory',
    globalType: 'block_pattern_category',
    description: 'What patterns are sorted into.',
    route: '/wp/v2/block-patterns/categories',
    plural: 'blockPatternCategories',
    singular: null,
    key: 'name',
    names: namespacedNames,
    isWritten: false,
    content: null,
    fields: [
      ['name', 'text', 'name', 'What names it.'],
      ['label', 'text', 'label', 'What it is called.'],
      ['description', 'text', 'description', 'What is in it.'],
    ],
  },
  {
    typeName: 'BlockType',
    globalType: 'block_type',
    description: 'A kind of block that the site knows.',
    route: '/wp/v2/block-types',
    plural: 'blockTypes',
    singular: 'blockType',
    key: 'name',
    names: namespacedNames,
    isWritten: false,
    content: null,
    fields: [
      ['name', 'text', 'name', 'What names it: `core/paragraph`.'],
      ['title', 'text', 'title', 'What it is called.'],
      ['description', 'text', 'description', 'What it is for.'],
      ['category', 'text', 'category', 'What it is sorted into.'],
      ['icon', 'text', 'icon', 'Its icon.'],
      ['keywords', 'texts', 'keywords', 'Words that it is found by.'],
      ['parent', 'texts', 'parent', 'Blocks that it may stand directly in; null for any.'],
      ['ancestor', 'texts', 'ancestor', 'Blocks that it may stand somewhere in; null for any.'],
      ['apiVersion', 'int', 'api_version', 'Version of the interface that it is written for.'],
      ['isDynamic', 'flag', 'is_dynamic', 'Whether the server renders it.'],
      ['attributes', 'json', 'attributes', 'JSON schemas of its attributes, by name.'],
      ['supports', 'json', 'supports', 'What the editor lets be done with it.'],
      ['styles', 'json', 'styles', 'Styles that it can have.'],
      ['variations', 'json', 'variations', 'Variations of it.'],
      ['providesContext', 'json', 'provides_context', 'What it tells the blocks in it.'],
      ['usesContext', 'texts', 'uses_context', 'What it is told by blocks around it.'],
    ],
  },
];
