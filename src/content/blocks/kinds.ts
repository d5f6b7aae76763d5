import * as readers from './readers.ts';

/** An attribute of a block: name, type and description. */
export type AttributeRow = readonly [
  name: string,
  type: 'String' | 'Int' | 'Boolean' | 'Rows',
  description: string,
];

/** A block whose attributes can be read from its markup. */
export interface BlockKind {
  readonly name: string;
  readonly attributes: readonly AttributeRow[];
  readonly read: readers.BlockReader;
  /** The attribute that holds the database id of a media item. */
  readonly media?: string;
  /** Whether it can contain blocks. */
  readonly holdsBlocks?: boolean;
}

/** Attributes that every block can have. */
export const commonAttributes: readonly AttributeRow[] = [
  ['anchor', 'String', 'The `id` that links can lead to.'],
  ['align', 'String', '`left`, `center`, `right`, `wide` or `full`.'],
  ['cssClassName', 'String', 'All its CSS classes.'],
  ['textColor', 'String', "A colour of the theme's palette."],
  ['backgroundColor', 'String', "A colour of the theme's palette."],
  ['fontSize', 'String', "A size of the theme's."],
];

const content: AttributeRow = ['content', 'String', 'What it says, as HTML.'];
const caption: AttributeRow = ['caption', 'String', 'What is said below it, as HTML.'];
const quote: readonly AttributeRow[] = [
  ['value', 'String', 'What is quoted, as HTML.'],
  ['citation', 'String', 'Who said it, as HTML.'],
];
const mediaId: AttributeRow = ['id', 'Int', 'Database id of its media item, where that is known.'];
const link: readonly AttributeRow[] = [
  ['rel', 'String', 'How its link is related to the page.'],
  ['linkTarget', 'String', 'Where its link opens: `_blank`.'],
];
const player: readonly AttributeRow[] = [
  mediaId,
  ['src', 'String', 'Where the file is.'],
  ['autoplay', 'Boolean', 'Whether it begins by itself.'],
  ['controls', 'Boolean', 'Whether it has controls.'],
  ['loop', 'Boolean', 'Whether it begins again at its end.'],
  caption,
];

const none: readers.BlockReader = () => ({});

/** A row for each block that has an object type of its own. */
export const blockKinds: readonly BlockKind[] = [
  { name: 'core/paragraph', attributes: [content], read: readers.readContent },
  {
    name: 'core/heading',
    attributes: [content, ['level', 'Int', '1 to 6.']],
    read: (element, document) => ({
      ...readers.readContent(element, document),
      level: Number(element.name.slice(1)) || null,
    }),
  },
  {
    name: 'core/image',
    media: 'id',
    attributes: [
      mediaId,
      ['url', 'String', 'Where the image is.'],
      ['alt', 'String', 'What it shows, for those who do not see it.'],
      caption,
      ['title', 'String', 'Its title.'],
      ['href', 'String', 'Where a link around it leads.'],
      ...link,
      ['width', 'Int', 'Pixels across.'],
      ['height', 'Int', 'Pixels down.'],
      ['sizeSlug', 'String', 'Its size: `large`.'],
    ],
    read: readers.readImage,
  },
  {
    name: 'core/gallery',
    holdsBlocks: true,
    attributes: [
      caption,
      ['columns', 'Int', 'How many images stand side by side; null where the theme decides.'],
    ],
    read: readers.readGallery,
  },
  {
    name: 'core/list',
    holdsBlocks: true,
    attributes: [
      ['ordered', 'Boolean', 'Whether its items are numbered.'],
      ['start', 'Int', 'The number of the first.'],
      ['reversed', 'Boolean', 'Whether numbers go down.'],
      ['values', 'String', 'Its items, as HTML.'],
    ],
    read: readers.readList,
  },
  { name: 'core/list-item', holdsBlocks: true, attributes: [content], read: readers.readItem },
  { name: 'core/quote', holdsBlocks: true, attributes: quote, read: readers.readQuote },
  { name: 'core/pullquote', attributes: quote, read: readers.readQuote },
  {
    name: 'core/code',
    attributes: [content, ['language', 'String', 'Its language, where a class says: `language-js`.']],
    read: readers.readCode,
  },
  { name: 'core/preformatted', attributes: [content], read: readers.readContent },
  { name: 'core/verse', attributes: [content], read: readers.readContent },
  {
    name: 'core/table',
    attributes: [
      ['head', 'Rows', 'Its heading.'],
      ['body', 'Rows', 'Its rows.'],
      ['foot', 'Rows', 'Its last rows.'],
      caption,
      ['hasFixedLayout', 'Boolean', 'Whether columns keep their widths.'],
    ],
    read: readers.readTable,
  },
  { name: 'core/columns', holdsBlocks: true, attributes: [], read: none },
  {
    name: 'core/column',
    holdsBlocks: true,
    attributes: [['width', 'String', 'Its width: `33.33%`.']],
    read: readers.readStyle('width', 'flex-basis'),
  },
  {
    name: 'core/group',
    holdsBlocks: true,
    attributes: [['tagName', 'String', 'Its element: `section`.']],
    read: ({ name }) => ({ tagName: name }),
  },
  {
    name: 'core/cover',
    media: 'id',
    holdsBlocks: true,
    attributes: [
      mediaId,
      ['url', 'String', 'Where its picture is.'],
      ['alt', 'String', 'What the picture shows.'],
    ],
    read: readers.readCover,
  },
  {
    name: 'core/media-text',
    media: 'mediaId',
    holdsBlocks: true,
    attributes: [
      ['mediaId', 'Int', 'Database id of its media item, where that is known.'],
      ['mediaUrl', 'String', 'Where its picture or film is.'],
      ['mediaAlt', 'String', 'What the picture shows.'],
    ],
    read: readers.readMediaText,
  },
  {
    name: 'core/details',
    holdsBlocks: true,
    attributes: [
      ['summary', 'String', 'What is shown while it is closed, as HTML.'],
      ['showContent', 'Boolean', 'Whether it is open at first.'],
    ],
    read: readers.readDetails,
  },
  {
    name: 'core/embed',
    attributes: [
      ['url', 'String', 'What is embedded; without credentials the address of its frame, where it has one.'],
      ['type', 'String', '`video`, `rich` …'],
      ['providerNameSlug', 'String', '`youtube`'],
      caption,
    ],
    read: readers.readEmbed,
  },
  { name: 'core/buttons', holdsBlocks: true, attributes: [], read: none },
  {
    name: 'core/button',
    attributes: [
      ['text', 'String', 'What it says, as HTML.'],
      ['url', 'String', 'Where it leads.'],
      ['title', 'String', 'Its title.'],
      ...link,
    ],
    read: readers.readButton,
  },
  { name: 'core/separator', attributes: [], read: none },
  {
    name: 'core/spacer',
    attributes: [['height', 'String', 'Its height: `50px`.']],
    read: readers.readStyle('height', 'height'),
  },
  {
    name: 'core/video',
    media: 'id',
    attributes: [...player, ['poster', 'String', 'A picture to show before.']],
    read: readers.readPlayer,
  },
  { name: 'core/audio', media: 'id', attributes: player, read: readers.readPlayer },
  {
    name: 'core/file',
    media: 'id',
    attributes: [
      mediaId,
      ['href', 'String', 'Where the file is.'],
      ['fileName', 'String', 'Its name, as HTML.'],
      ['downloadButtonText', 'String', 'What its button says; null without one.'],
    ],
    read: readers.readFile,
  },
  { name: 'core/html', holdsBlocks: true, attributes: [content], read: none },
];

const byName = new Map(blockKinds.map((kind) => [kind.name, kind]));

/** Returns the row of a block. Returns null if the block has no object type of its own. */
export function kindOf(name: string): BlockKind | null {
  return byName.get(name) ?? null;
}

/** Returns the name of the object type: `CoreMediaText`, or `GenericBlock` for a block without a row. */
export function blockTypeName(name: string): string {
  const [namespace = '', own = ''] = name.split('/');
  const words = [namespace, ...own.split('-')];
  return byName.has(name)
    ? words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
    : 'GenericBlock';
}
