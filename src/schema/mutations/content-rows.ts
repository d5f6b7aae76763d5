import { hasPostFormats, postFormats } from '../../site/post-formats.ts';
import type { Resource, Site } from '../../site/site.ts';
import { nodesWith } from '../content/node-with.ts';
import type { Graph } from '../kit/graph/graph.ts';
import { customRows } from './custom-inputs.ts';
import { dateRow, type InputRow, idRow, refusedRow, row, textRow } from './rows.ts';
import { termsRow } from './term-nodes.ts';

const notInRest = "WordPress' REST API doesn't take it.";

/** What mutations of a type of content take: what its features imply. */
export function contentRows(
  graph: Graph,
  resource: Resource,
  taxonomies: readonly Resource[],
): readonly InputRow[] {
  const { properties } = resource;
  const ranked = row('menuOrder', 'Int', 'menu_order', 'Its rank among its siblings.');
  return [
    dateRow('date', 'date', "When it is published, in the site's time zone: `2026-05-10T13:25:12`."),
    row('slug', 'String', 'slug', 'The part of the address that names it; made of the title unless said.'),
    row('status', 'PostStatusEnum', 'status', 'Its status.'),
    textRow('password', 'password', 'Its password; an empty one takes it away.'),
    ...featureRows.filter(({ parameter }) => parameter !== null && properties.has(parameter)),
    properties.has('menu_order') ? ranked : refusedRow(ranked.name, 'Int', notInRest),
    ...(resource.hierarchical ? [idRow('parentId', 'parent', 'What it stands below; 0 for nothing')] : []),
    ...(takesTrackbacks(resource, graph.site)
      ? [
          row('pingStatus', 'String', 'ping_status', 'Whether it takes pings: `open` or `closed`.'),
          refusedRow('pinged', '[String]', notInRest),
          refusedRow('toPing', '[String]', notInRest),
        ]
      : []),
    ...taxonomies.map((taxonomy) => termsRow(graph, resource, taxonomy)),
    ...(resource.traits.has('blog') && hasPostFormats(graph.site)
      ? [{ ...termsRow(graph, resource, postFormats), parameter: 'format' }]
      : []),
    ...customRows(graph, resource),
  ];
}

/** Rows for features of a type, each of which has a key of the same name in its documents. */
const featureRows: readonly InputRow[] = [
  textRow('title', 'title', 'Its title.'),
  textRow('content', 'content', 'Its body: HTML, or blocks as the editor writes them.'),
  textRow('excerpt', 'excerpt', 'Its excerpt.'),
  idRow('authorId', 'author', 'Who wrote it'),
  row('commentStatus', 'String', 'comment_status', 'Whether it takes comments: `open` or `closed`.'),
  idRow('featuredImageId', 'featured_media', 'Its main image (beyond WPGraphQL); 0 for none'),
  row('isSticky', 'Boolean', 'sticky', 'Whether it stays on top (beyond WPGraphQL).'),
  textRow('template', 'template', 'File name of its template (beyond WPGraphQL); empty for the default.'),
];

function takesTrackbacks(resource: Resource, site: Site): boolean {
  return nodesWith.find(({ name }) => name === 'NodeWithTrackbacks')?.appliesTo(resource, site) === true;
}
