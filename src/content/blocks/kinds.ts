import { classesOf } from '../html.ts';
import * as readers from './readers.ts';

/** An attribute of a block: name, type and description. */
export type AttributeRow = readonly [name: string, type: 'String' | 'Int' | 'Boolean', description: string];

/** A block whose attributes can be read from its markup. */
export interface BlockKind {
  readonly name: string;
  readonly attributes: readonly AttributeRow[];
  readonly read: readers.BlockReader;
  /** The attribute that holds the database id of a media item. */
  readonly media?: string;
  /** Whether a block of this kind can contain blocks. */
  readonly holdsBlocks?: boolean;
}

/** Attributes that a block of any kind can have. */
export const commonAttributes: readonly AttributeRow[] = [
  ['anchor', 'String', "The `id` of the block's HTML element, for links to it."],
  ['align', 'String', 'The alignment: `left`, `center`, `right`, `wide` or `full`.'],
  ['cssClassName', 'String', 'The CSS classes of the block, separated by spaces.'],
  ['textColor', 'String', "The slug of the text colour in the theme's palette."],
  ['backgroundColor', 'String', "The slug of the background colour in the theme's palette."],
  ['fontSize', 'String', "The slug of the font size in the theme's list of sizes."],
];

const content: AttributeRow = ['content', 'String', 'The content as HTML.'];
const caption: AttributeRow = ['caption', 'String', 'The caption as HTML.'];
const quote: readonly AttributeRow[] = [
  ['value', 'String', 'The quoted text as HTML.'],
  ['citation', 'String', 'The source of the quote as HTML.'],
];
const mediaId: AttributeRow = [
  'id',
  'Int',
  'The database id of the media item. Null if the block does not contain it.',
];
const link: readonly AttributeRow[] = [
  ['rel', 'String', 'The `rel` attribute of the link: `nofollow`.'],
  ['linkTarget', 'String', 'The `target` attribute of the link: `_blank` opens a new tab.'],
];
const player: readonly AttributeRow[] = [
  mediaId,
  ['src', 'String', 'The URL of the file.'],
  ['autoplay', 'Boolean', 'Whether playback starts automatically.'],
  ['controls', 'Boolean', 'Whether the player shows its controls.'],
  ['loop', 'Boolean', 'Whether playback starts again at the end.'],
  caption,
];

/** WordPress before 7.1 has it; later ones save it in `style`. */
const textAlign: AttributeRow = [
  'textAlign',
  'String',
  'The alignment of the text: `left`, `center` or `right`.',
];

const noAttributes: readers.BlockReader = () => ({});

/** The kinds of blocks. */
export const blockKinds: readonly BlockKind[] = [
  { name: 'core/paragraph', attributes: [content], read: readers.readParagraph },
  {
    name: 'core/heading',
    attributes: [content, ['level', 'Int', 'The level of the heading, from 1 to 6.'], textAlign],
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
      ['url', 'String', 'The URL of the image.'],
      ['alt', 'String', 'The alternative text of the image.'],
      caption,
      ['title', 'String', 'The title of the image.'],
      ['href', 'String', 'The URL of the link around the image. Null without a link.'],
      ...link,
      ['width', 'String', 'The width that the editor gave the image, as a CSS length: `300px`.'],
      ['height', 'String', 'The height that the editor gave the image, as a CSS length: `auto`.'],
      ['sizeSlug', 'String', 'The name of the image size: `large`.'],
    ],
    read: readers.readImage,
  },
  {
    name: 'core/gallery',
    holdsBlocks: true,
    attributes: [caption, ['columns', 'Int', 'The number of columns. Null if the theme decides.']],
    read: readers.readGallery,
  },
  {
    name: 'core/list',
    holdsBlocks: true,
    attributes: [
      ['ordered', 'Boolean', 'Whether the items are numbered.'],
      ['start', 'Int', 'The number of the first item.'],
      ['reversed', 'Boolean', 'Whether the numbers count down.'],
      ['values', 'String', 'The items as HTML.'],
    ],
    read: readers.readList,
  },
  { name: 'core/list-item', holdsBlocks: true, attributes: [content], read: readers.readItem },
  { name: 'core/quote', holdsBlocks: true, attributes: [...quote, textAlign], read: readers.readQuote },
  { name: 'core/pullquote', attributes: [...quote, textAlign], read: readers.readQuote },
  {
    name: 'core/code',
    attributes: [
      content,
      ['language', 'String', 'The programming language. Null if no CSS class names it: `language-js`.'],
    ],
    read: readers.readCode,
  },
  { name: 'core/preformatted', attributes: [content], read: readers.readContent },
  { name: 'core/verse', attributes: [content, textAlign], read: readers.readContent },
  {
    name: 'core/table',
    attributes: [caption, ['hasFixedLayout', 'Boolean', 'Whether the columns have fixed widths.']],
    read: readers.readTable,
  },
  {
    name: 'core/columns',
    holdsBlocks: true,
    attributes: [],
    read: (element) => ({ isStackedOnMobile: !classesOf(element).includes('is-not-stacked-on-mobile') }),
  },
  {
    name: 'core/column',
    holdsBlocks: true,
    attributes: [['width', 'String', 'The width as a CSS length: `33.33%`.']],
    read: readers.readStyle('width', 'flex-basis'),
  },
  {
    name: 'core/group',
    holdsBlocks: true,
    attributes: [['tagName', 'String', 'The name of the HTML element: `section`.']],
    read: ({ name }) => ({ tagName: name }),
  },
  {
    name: 'core/cover',
    media: 'id',
    holdsBlocks: true,
    attributes: [
      mediaId,
      ['url', 'String', 'The URL of the background image.'],
      ['alt', 'String', 'The alternative text of the background image.'],
    ],
    read: readers.readCover,
  },
  {
    name: 'core/media-text',
    media: 'mediaId',
    holdsBlocks: true,
    attributes: [
      ['mediaId', 'Int', 'The database id of the media item. Null if the block does not contain it.'],
      ['mediaUrl', 'String', 'The URL of the image or video.'],
      ['mediaAlt', 'String', 'The alternative text of the image.'],
    ],
    read: readers.readMediaText,
  },
  {
    name: 'core/details',
    holdsBlocks: true,
    attributes: [
      ['summary', 'String', 'The summary as HTML, visible while the block is closed.'],
      ['showContent', 'Boolean', 'Whether the block is open at first.'],
    ],
    read: readers.readDetails,
  },
  {
    name: 'core/embed',
    attributes: [
      [
        'url',
        'String',
        'The URL of the embedded page. Without credentials, the URL of the `iframe` if the block has one.',
      ],
      ['type', 'String', 'The oEmbed type: `video`, `rich`.'],
      ['providerNameSlug', 'String', 'The slug of the provider: `youtube`.'],
      caption,
    ],
    read: readers.readEmbed,
  },
  { name: 'core/buttons', holdsBlocks: true, attributes: [], read: noAttributes },
  {
    name: 'core/button',
    attributes: [
      ['text', 'String', 'The text of the button as HTML.'],
      ['url', 'String', 'The URL of the link.'],
      ['title', 'String', 'The title of the link.'],
      ...link,
      textAlign,
    ],
    read: readers.readButton,
  },
  { name: 'core/separator', attributes: [], read: readers.readSeparator },
  {
    name: 'core/spacer',
    attributes: [['height', 'String', 'The height as a CSS length: `50px`.']],
    read: readers.readStyle('height', 'height'),
  },
  {
    name: 'core/video',
    media: 'id',
    attributes: [
      ...player,
      ['poster', 'String', 'The URL of the image that the player shows before playback.'],
    ],
    read: readers.readPlayer,
  },
  { name: 'core/audio', media: 'id', attributes: player, read: readers.readPlayer },
  {
    name: 'core/file',
    media: 'id',
    attributes: [
      mediaId,
      ['href', 'String', 'The URL of the file.'],
      ['fileName', 'String', 'The name of the file as HTML.'],
      ['downloadButtonText', 'String', 'The text of the download button. Null without a button.'],
    ],
    read: readers.readFile,
  },
  { name: 'core/html', holdsBlocks: true, attributes: [content], read: noAttributes },
];

const kindByName = new Map(blockKinds.map((kind) => [kind.name, kind]));

/** Returns the kind of a block by the name of the block. Returns null if no row has this name. */
export function kindOf(name: string): BlockKind | null {
  return kindByName.get(name) ?? null;
}
