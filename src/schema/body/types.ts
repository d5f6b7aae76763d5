import type { Block } from '../../content/blocks/block.ts';
import type { Image } from '../../content/images.ts';
import type { ContentLink } from '../../content/links.ts';
import type { Heading } from '../../content/outline.ts';
import { isExternal, pageUri, rewriteUrl, type UrlRule } from '../../content/urls.ts';
import { blockTypesOf } from '../blocks/block-types.ts';
import { findByUri } from '../find/uri/by-uri.ts';
import type { InterfaceRef, ObjectRef } from '../kit/base/pothos.ts';
import type { Types } from '../kit/graph/builder.ts';
import { type Graph, oncePerGraph, resourceNamed } from '../kit/graph/graph.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';

/** A link, and the form in which its URL is requested. */
export interface StyledLink extends ContentLink {
  readonly rule: UrlRule;
}

/** The object types of the parts of content. */
export interface BodyTypes {
  readonly block: InterfaceRef<Types, Block>;
  readonly heading: ObjectRef<Types, Heading>;
  readonly image: ObjectRef<Types, Image>;
  readonly link: ObjectRef<Types, StyledLink>;
}

/** Returns the object types of a graph's blocks, headings, images and links. The first call adds them to the schema. */
export const bodyTypesOf = oncePerGraph(
  (graph): BodyTypes => ({
    block: blockTypesOf(graph).block,
    heading: headingType(graph),
    image: imageType(graph),
    link: linkType(graph),
  }),
);

function headingType({ builder }: Graph) {
  return builder.objectRef<Heading>('ContentHeading').implement({
    description: 'A heading in content.',
    fields: (t) => ({
      level: t.exposeInt('level', { nullable: false, description: 'The level, from 1 to 6.' }),
      text: t.exposeString('text', { nullable: false, description: 'The plain text of the heading.' }),
      id: t.exposeString('id', {
        description: 'The `id` attribute in the HTML, for links to the heading. Null if it has none.',
      }),
      slug: t.exposeString('slug', {
        nullable: false,
        description:
          'The `id`. If the heading has none, the gateway makes a slug of its text that is unique in the content.',
      }),
    }),
  });
}

function imageType(graph: Graph) {
  const media = resourceNamed(graph.site, 'attachment');
  return graph.builder.objectRef<Image>('ContentImage').implement({
    description: 'An image in content.',
    fields: (t) => ({
      src: t.exposeString('src', { nullable: false, description: 'The URL of the image.' }),
      srcSet: t.exposeString('srcSet', { description: 'The `srcset` attribute: URLs of other sizes.' }),
      sizes: t.exposeString('sizes', { description: 'The `sizes` attribute, which belongs to `srcSet`.' }),
      alt: t.exposeString('alt', {
        description: 'The alternative text. Empty for a decorative image.',
      }),
      title: t.exposeString('title', { description: 'The `title` attribute.' }),
      width: t.exposeInt('width', { description: 'The width in pixels.' }),
      height: t.exposeInt('height', { description: 'The height in pixels.' }),
      caption: t.exposeString('caption', { description: 'The caption as HTML.' }),
      mediaItem: t.field({
        type: graph.objectType(media),
        description: 'The media item. Null if the HTML does not contain its id.',
        resolve: ({ attachment }, _args, { loaders }, info) =>
          attachment === null
            ? null
            : loaders.entities(media).load(attachment, projectionOf(info, media.typeName).paths),
      }),
    }),
  });
}

function linkType(graph: Graph) {
  const { builder, site } = graph;
  return builder.objectRef<StyledLink>('ContentLink').implement({
    description: 'A link in content.',
    fields: (t) => ({
      url: t.string({
        nullable: false,
        description: 'The URL of the target.',
        resolve: ({ url, rule }) => rewriteUrl(url, rule),
      }),
      text: t.exposeString('text', { nullable: false, description: 'The plain text of the link.' }),
      title: t.exposeString('title', { description: 'The `title` attribute.' }),
      rel: t.exposeString('rel', { description: 'The `rel` attribute: `nofollow`.' }),
      target: t.exposeString('target', { description: 'The `target` attribute: `_blank`.' }),
      isExternal: t.boolean({
        nullable: false,
        description: 'Whether the target is on another site.',
        resolve: ({ url }) => isExternal(site, url),
      }),
      uri: t.string({
        description: 'The `uri` of the target, if it is a page of this site. Null for files and other sites.',
        resolve: ({ url }) => pageUri(site, url),
      }),
      node: t.field({
        type: graph.typeNamed('UniformResourceIdentifiable'),
        description:
          'The target, if it is a node of this site. Null for files and other sites. Each link costs requests to find its node.',
        resolve: ({ url }, _args, { loaders }, info) => {
          const uri = pageUri(site, url);
          return uri === null ? null : findByUri(uri, { loaders, info });
        },
      }),
    }),
  });
}
