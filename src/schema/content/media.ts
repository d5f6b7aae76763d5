import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { isRecord, valueAt } from '../../values/json.ts';
import { type Document, integer, list, text } from '../../wordpress/document.ts';
import { renderedField } from '../body/formats.ts';
import type { FieldMap, ObjectRef } from '../kit/base/pothos.ts';
import {
  fullImage,
  type Rendition,
  renditionOfSize,
  renditionsOf,
  sizesAttribute,
  srcSet,
} from '../kit/base/renditions.ts';
import { textField } from '../kit/fields/fields.ts';
import type { Types } from '../kit/graph/builder.ts';
import { type EntityFields, enumNamed, type Graph } from '../kit/graph/graph.ts';

/**
 * The paths that all fields about renditions read. WordPress computes `media_details` only if it is requested whole:
 * `_fields=media_details.width` gets no value (`WP_REST_Attachments_Controller::prepare_item_for_response`).
 */
const renditionPaths = ['source_url', 'media_type', 'mime_type', 'media_details'];

/** Fields that only media have. */
export function mediaFields(t: EntityFields, graph: Graph): FieldMap {
  return {
    altText: t.string({
      description: 'What the image shows, for those who do not see it; empty where nobody wrote it.',
      reads: ['alt_text'],
      resolve: ({ document }) => text(document, 'alt_text') ?? '',
    }),
    caption: renderedField(t, graph, {
      description: 'Its caption as HTML.',
      reads: ['caption', 'mime_type', 'title.rendered', 'source_url'],
      html: captionOf,
      key: 'caption',
    }),
    description: renderedField(t, graph, {
      description: 'Its description as HTML, without the image itself.',
      reads: ['description'],
      html: (document) => withoutAttachmentMarkup(text(document, 'description', 'rendered')),
      key: 'description',
    }),
    mediaType: textField(t, 'media_type', '`image`, or `file` for all else.'),
    mimeType: textField(t, 'mime_type', 'Its MIME type.', { emptyIsNull: true }),
    mediaItemUrl: textField(t, 'source_url', 'The address of the file.'),
    ...sizedFields(t, graph),
    mediaDetails: t.field({
      type: mediaDetailsType(graph),
      description: 'Size and renditions of the file.',
      reads: ['media_details'],
      sameDocument: true,
      resolve: (entity) => (isEmptyRecord(entity.document['media_details']) ? null : entity),
    }),
  };
}

/** Fields that take a `size`. */
function sizedFields(t: EntityFields, graph: Graph) {
  const size = () => ({
    size: t.arg({ type: enumNamed(graph, 'MediaItemSizeEnum'), description: 'Which rendition.' }),
  });
  const chosen = (entity: Entity, name: string) => renditionOfSize(entity.document, name);
  const ownFile = ({ document }: Entity, name: string) =>
    renditionsOf(document).find((each) => each.name === name);
  return {
    sourceUrl: t.string({
      description:
        'The address of a rendition; of the image itself, or of the picture of a document, where there is none of that size. Null for what has no picture.',
      args: size(),
      reads: ({ size: name }) => (name ? renditionPaths : ['source_url']),
      resolve: (entity, { size: name }, { loaders }) =>
        name ? (chosen(entity, name)?.url ?? null) : readImageUrl(entity, loaders),
    }),
    srcSet: t.string({
      description:
        'Renditions of the same proportions for the `srcset` of an `img`; of medium size unless said.',
      args: size(),
      reads: renditionPaths,
      resolve: ({ document }, { size: name }) => srcSet(document, name ?? 'medium'),
    }),
    sizes: t.string({
      description: 'The `sizes` that goes with `srcSet`; of medium size unless said.',
      args: size(),
      reads: renditionPaths,
      resolve: ({ document }, { size: name }) => sizesAttribute(document, name ?? 'medium'),
    }),
    file: t.string({
      description: 'The name of the file, or of a rendition where there is one of that size.',
      args: size(),
      reads: ({ size: name }) => (name ? renditionPaths : ['source_url']),
      resolve: (entity, { size: name }) =>
        (name && ownFile(entity, name)?.file) || fileNameOf(text(entity.document, 'source_url')),
    }),
    filePath: t.string({
      description: 'The path below the site of the file, or of a rendition where there is one of that size.',
      args: size(),
      reads: ({ size: name }) => (name ? renditionPaths : ['source_url']),
      resolve: (entity, { size: name }) =>
        pathOf((name && ownFile(entity, name)?.url) || text(entity.document, 'source_url')),
    }),
    fileSize: t.int({
      description: 'Bytes of the file, or of a rendition.',
      args: size(),
      reads: ({ size: name }) => (name ? renditionPaths : ['media_details']),
      resolve: (entity, { size: name }) =>
        name && chosen(entity, name)
          ? (chosen(entity, name)?.fileSize ?? null)
          : integer(entity.document, 'media_details', 'filesize'),
    }),
  };
}

function mediaDetailsType(graph: Graph): ObjectRef<Types, Entity> {
  const { builder } = graph;
  const size = builder.objectRef<Rendition>('MediaSize').implement({
    description: 'A rendition of an image.',
    fields: (t) => ({
      name: t.string({ description: 'Its name: `medium`.', resolve: ({ name }) => name }),
      file: t.string({ description: 'The name of its file.', resolve: ({ file }) => file }),
      filePath: t.string({
        description: 'The path of its file below the site.',
        resolve: ({ file, url }) => file && pathOf(url),
      }),
      fileSize: t.int({ description: 'Bytes of its file.', resolve: ({ fileSize }) => fileSize }),
      width: t.string({ description: 'Pixels across.', resolve: ({ width }) => pixels(width) }),
      height: t.string({ description: 'Pixels down.', resolve: ({ height }) => pixels(height) }),
      mimeType: t.string({ description: 'Its MIME type.', resolve: ({ mimeType }) => mimeType }),
      sourceUrl: t.string({ description: 'Its address.', resolve: ({ url }) => url }),
    }),
  });
  return builder.objectRef<Entity>('MediaDetails').implement({
    description: 'Size and renditions of a file.',
    fields: (t) => ({
      file: t.string({
        description: 'The name of the file.',
        reads: ['media_details'],
        resolve: ({ document }) => fileNameOf(text(document, 'media_details', 'file')),
      }),
      filePath: t.string({
        description: 'The path of the file below the site.',
        reads: ['media_details', 'source_url'],
        resolve: ({ document }) =>
          text(document, 'media_details', 'file') && pathOf(text(document, 'source_url')),
      }),
      width: t.int({
        description: 'Pixels across.',
        reads: ['media_details'],
        resolve: ({ document }) => integer(document, 'media_details', 'width'),
      }),
      height: t.int({
        description: 'Pixels down.',
        reads: ['media_details'],
        resolve: ({ document }) => integer(document, 'media_details', 'height'),
      }),
      meta: t.field({
        type: imageMetaType(graph),
        description: 'What the camera noted.',
        reads: ['media_details'],
        sameDocument: true,
        resolve: (entity) =>
          isRecord(valueAt(entity.document, 'media_details', 'image_meta')) ? entity : null,
      }),
      sizes: t.field({
        type: [size],
        nullable: { list: true, items: true },
        description: 'Its renditions; the full one among them for the picture of a document alone.',
        args: {
          include: t.arg({
            type: [enumNamed(graph, 'MediaItemSizeEnum')],
            required: { list: false, items: false },
            description: 'Only these.',
          }),
          exclude: t.arg({
            type: [enumNamed(graph, 'MediaItemSizeEnum')],
            required: { list: false, items: false },
            description: 'None of these.',
          }),
        },
        reads: ['media_details', 'media_type', 'mime_type'],
        resolve: ({ document }, { include, exclude }) => {
          const kept = renditionsOf(document).filter(
            ({ name }) =>
              (!include || include.length === 0 || include.includes(name)) && !exclude?.includes(name),
          );
          return kept.length > 0 ? kept : null;
        },
      }),
    }),
  });
}

function imageMetaType({ builder }: Graph): ObjectRef<Types, Entity> {
  const value = ({ document }: Entity, key: string) => valueAt(document, 'media_details', 'image_meta', key);
  const number = (raw: unknown) => (raw === '' || raw === null || raw === undefined ? null : Number(raw));
  return builder.objectRef<Entity>('MediaItemMeta').implement({
    description: 'What a camera noted of a picture.',
    fields: (t) => {
      const string = (key: string, description: string) =>
        t.string({
          description,
          reads: ['media_details'],
          resolve: (entity) => text(entity.document, 'media_details', 'image_meta', key),
        });
      const float = (key: string, description: string, zeroIsNull: boolean) =>
        t.float({
          description,
          reads: ['media_details'],
          resolve: (entity) => number(value(entity, key)) || (zeroIsNull ? null : number(value(entity, key))),
        });
      return {
        aperture: float('aperture', 'Aperture as an f-number.', false),
        camera: string('camera', 'The camera.'),
        caption: string('caption', 'The caption in the file.'),
        copyright: string('copyright', 'Who holds the rights.'),
        createdTimestamp: t.int({
          description: 'When it was taken, in seconds since 1970.',
          reads: ['media_details'],
          resolve: (entity) => number(value(entity, 'created_timestamp')) || null,
        }),
        credit: string('credit', 'Who took it.'),
        focalLength: float('focal_length', 'Focal length in millimetres.', true),
        iso: t.int({
          description: 'Film speed.',
          reads: ['media_details'],
          resolve: (entity) => number(value(entity, 'iso')),
        }),
        keywords: t.stringList({
          nullable: { list: true, items: true },
          description: 'Keywords in the file.',
          reads: ['media_details'],
          resolve: ({ document }) => list(document, 'media_details', 'image_meta', 'keywords').map(String),
        }),
        orientation: t.string({
          description: 'How the camera was held: an EXIF orientation.',
          reads: ['media_details'],
          resolve: (entity) =>
            value(entity, 'orientation') === undefined ? null : String(value(entity, 'orientation')),
        }),
        shutterSpeed: float('shutter_speed', 'Exposure time in seconds.', true),
        title: string('title', 'The title in the file.'),
      };
    },
  });
}

/**
 * The address of an image, or of the picture that WordPress made of a document. An image is told by its ending, so that
 * nothing but the address has to be fetched; what may be a document is read further.
 */
async function readImageUrl({ document, resource }: Entity, loaders: Loaders): Promise<string | null> {
  const url = text(document, 'source_url');
  if (!url || fileWithoutPreview.test(url)) return null;
  if (imageFile.test(url)) return url;
  const read = await loaders.entities(resource).load(document.id, new Set(renditionPaths));
  return (read && fullImage(read.document)?.url) ?? null;
}

const imageFile = /\.(jpe?g|png|gif|webp|avif|bmp|ico|heic|heif|tiff?|svg)$/i;

/** Files of which WordPress makes no picture. */
const fileWithoutPreview =
  /\.(mp3|m4a|aac|ogg|oga|wav|flac|mp4|m4v|mov|avi|mpe?g|ogv|webm|zip|gz|tar|rar|7z|txt|csv|vtt|css|html?)$/i;

/** REST puts the image itself, a link to the file or a player in front of a description. */
function withoutAttachmentMarkup(html: string | null): string | null {
  return html?.replace(attachmentMarkup, '') || null;
}

/** Older versions put a script for the first player on a page before it. */
const attachmentMarkup =
  /^(<!--\[if lt IE 9\]>[\s\S]*?<!\[endif\]-->\n?)?(<p class="attachment">[\s\S]*?<\/p>|<div [^>]*class="wp-video">[\s\S]*?<\/video><\/div>|<audio class="wp-audio-shortcode"[\s\S]*?<\/audio>)\n?/;

/** The caption; REST makes one of the link to a file, or of a player, where nobody wrote any. */
function captionOf(document: Document): string | null {
  const caption = text(document, 'caption', 'rendered');
  if (!caption || text(document, 'mime_type')?.startsWith('image/')) return caption || null;
  const made = [text(document, 'title', 'rendered'), text(document, 'source_url')];
  return made.includes(caption.replace(/^<p>|<\/p>\n?$/g, '')) ? null : caption;
}

/** Whether REST has an object with nothing in it, which PHP may write as a list. */
function isEmptyRecord(value: unknown): boolean {
  return !isRecord(value) || Object.keys(value).length === 0;
}

function fileNameOf(path: string | null): string | null {
  return path?.split('/').at(-1) ?? null;
}

/** What follows the host in an address, as it is written there (`wp_make_link_relative()`). */
function pathOf(url: string | null | undefined): string | null {
  return url ? url.replace(/^(https?:)?\/\/[^/]+/i, '').replace(/[?#].*$/, '') : null;
}

function pixels(count: number | null): string | null {
  return count === null ? null : String(count);
}
