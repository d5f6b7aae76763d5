import type { Entity } from '../../loading/base/entity.ts';
import { valueAt } from '../../values/json.ts';
import { list, text } from '../../wordpress/document.ts';
import type { ObjectRef } from '../kit/base/pothos.ts';
import type { Types } from '../kit/graph/builder.ts';
import type { Graph } from '../kit/graph/graph.ts';

/** Adds `MediaItemMeta` to the schema and returns it. Its fields read `media_details.image_meta` of a media item. */
export function imageMetaType({ builder }: Graph): ObjectRef<Types, Entity> {
  const value = ({ document }: Entity, key: string) => valueAt(document, 'media_details', 'image_meta', key);
  const number = (raw: unknown) => (raw === '' || raw === null || raw === undefined ? null : Number(raw));
  return builder.objectRef<Entity>('MediaItemMeta').implement({
    description: 'The metadata of an image that its camera wrote.',
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
        aperture: float('aperture', 'The aperture as an f-number.', false),
        camera: string('camera', 'The model of the camera.'),
        caption: string('caption', 'The caption in the file.'),
        copyright: string('copyright', 'The copyright notice.'),
        createdTimestamp: t.int({
          description: 'The time when the image was taken, in seconds since 1970-01-01 UTC.',
          reads: ['media_details'],
          resolve: (entity) => number(value(entity, 'created_timestamp')) || null,
        }),
        credit: string('credit', 'The photographer.'),
        focalLength: float('focal_length', 'The focal length in millimetres.', true),
        iso: t.int({
          description: 'The ISO speed.',
          reads: ['media_details'],
          resolve: (entity) => number(value(entity, 'iso')),
        }),
        keywords: t.stringList({
          nullable: { list: true, items: true },
          description: 'The keywords in the file.',
          reads: ['media_details'],
          resolve: ({ document }) => list(document, 'media_details', 'image_meta', 'keywords').map(String),
        }),
        orientation: t.string({
          description: 'The EXIF orientation.',
          reads: ['media_details'],
          resolve: (entity) =>
            value(entity, 'orientation') === undefined ? null : String(value(entity, 'orientation')),
        }),
        shutterSpeed: float('shutter_speed', 'The exposure time in seconds.', true),
        title: string('title', 'The title in the file.'),
      };
    },
  });
}
