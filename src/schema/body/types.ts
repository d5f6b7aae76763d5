import type { Image } from '../../content/images.ts';
import type { ContentLink } from '../../content/links.ts';
import type { Heading } from '../../content/outline.ts';
import { isExternal, pageUri } from '../../content/urls.ts';
import { findByUri } from '../find/uri/by-uri.ts';
import type { ObjectRef } from '../kit/base/pothos.ts';
import type { Types } from '../kit/graph/builder.ts';
import { type Graph, oncePerGraph, resourceNamed } from '../kit/graph/graph.ts';
import { projectionOf } from '../kit/plugins/reads/projection.ts';
import { type BlockRef, implementBlocks } from './blocks.ts';

/** A link with its address as it was asked for. */
export interface StyledLink extends ContentLink {
  readonly styledUrl: string;
}

/** The types of what is in a body. */
export interface BodyTypes {
  readonly block: BlockRef;
  readonly heading: ObjectRef<Types, Heading>;
  readonly image: ObjectRef<Types, Image>;
  readonly link: ObjectRef<Types, StyledLink>;
}

/** The types of blocks, headings, images and links of a graph, made when the first field needs them. */
export const bodyTypesOf = oncePerGraph(
  (graph): BodyTypes => ({
    block: implementBlocks(graph),
    heading: headingType(graph),
    image: imageType(graph),
    link: linkType(graph),
  }),
);

function headingType({ builder }: Graph) {
  return builder.objectRef<Heading>('ContentHeading').implement({
    description: 'A heading in some content.',
    fields: (t) => ({
      level: t.exposeInt('level', { nullable: false, description: '1 to 6.' }),
      text: t.exposeString('text', { nullable: false, description: 'What it says, in plain characters.' }),
      id: t.exposeString('id', {
        description: 'Its `id` in the HTML, to which links can lead; null for none.',
      }),
      slug: t.exposeString('slug', {
        nullable: false,
        description: 'The same; where it has none, one made of its text, unlike those of the others.',
      }),
    }),
  });
}

function imageType(graph: Graph) {
  const media = resourceNamed(graph.site, 'attachment');
  return graph.builder.objectRef<Image>('ContentImage').implement({
    description: 'An image in some content.',
    fields: (t) => ({
      src: t.exposeString('src', { nullable: false, description: 'Where it is.' }),
      srcSet: t.exposeString('srcSet', { description: 'Its renditions.' }),
      sizes: t.exposeString('sizes', { description: 'The `sizes` that goes with `srcSet`.' }),
      alt: t.exposeString('alt', {
        description: 'What it shows, for those who do not see it; empty for decoration.',
      }),
      title: t.exposeString('title', { description: 'Its title.' }),
      width: t.exposeInt('width', { description: 'Pixels across.' }),
      height: t.exposeInt('height', { description: 'Pixels down.' }),
      caption: t.exposeString('caption', { description: 'What is said below it, as HTML.' }),
      mediaItem: t.field({
        type: graph.objectOf(media),
        description: 'Its media item, where the HTML tells which it is.',
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
    description: 'A link in some content.',
    fields: (t) => ({
      url: t.exposeString('styledUrl', { nullable: false, description: 'Where it leads.' }),
      text: t.exposeString('text', { nullable: false, description: 'What it says, in plain characters.' }),
      title: t.exposeString('title', { description: 'Its title.' }),
      rel: t.exposeString('rel', { description: 'How what it leads to is related: `nofollow`.' }),
      target: t.exposeString('target', { description: 'Where it opens: `_blank`.' }),
      isExternal: t.boolean({
        nullable: false,
        description: 'Whether it leads to another site.',
        resolve: ({ url }) => isExternal(site, url),
      }),
      uri: t.string({
        description: 'The `uri` of the page of this site that it leads to; null for files and other sites.',
        resolve: ({ url }) => pageUri(site, url),
      }),
      node: t.field({
        type: graph.typeNamed('UniformResourceIdentifiable'),
        description:
          'What it leads to on this site; null for files and other sites. Costs a look at the page of each.',
        resolve: ({ url }, _args, { loaders }, info) => {
          const uri = pageUri(site, url);
          return uri === null ? null : findByUri(uri, { loaders, info });
        },
      }),
    }),
  });
}
