import { hasPostFormats, postFormats } from '../../site/post-formats.ts';
import type { Resource, Site } from '../../site/site.ts';
import { nodesWithOf } from '../content/node-with.ts';
import type { Graph } from '../kit/graph/graph.ts';
import { customRows } from './custom-inputs.ts';
import { dateRow, type InputRow, idRow, refusedRow, row, textRow } from './input-rows.ts';
import { termsRow } from './term-nodes.ts';

const notInRest = "WordPress' REST API does not accept it.";

/** Returns the input rows for a content type. A type has the rows of the features that it supports. */
export function contentRows(
  graph: Graph,
  resource: Resource,
  taxonomies: readonly Resource[],
): readonly InputRow[] {
  const { properties } = resource;
  const menuOrder = row('menuOrder', 'Int', 'menu_order', 'Position among the children of the same parent.');
  return [
    dateRow('date', 'date', "Date of publication in the site's time zone: `2026-05-10T13:25:12`."),
    row('slug', 'String', 'slug', 'Slug. Default: made from the title.'),
    row('status', 'PostStatusEnum', 'status', 'Status.'),
    textRow('password', 'password', 'Password. An empty text removes it.'),
    ...featureRows.filter(({ parameter }) => parameter !== null && properties.has(parameter)),
    properties.has('menu_order') ? menuOrder : refusedRow(menuOrder.name, 'Int', notInRest),
    ...(resource.hierarchical ? [idRow('parentId', 'parent', 'Parent; 0 for none')] : []),
    ...(acceptsTrackbacks(resource, graph.site)
      ? [
          row(
            'pingStatus',
            'String',
            'ping_status',
            'Whether other sites can send pings: `open` or `closed`.',
          ),
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

/** Input rows of features. A type has a feature if its REST documents have the field. */
const featureRows: readonly InputRow[] = [
  textRow('title', 'title', 'Title.'),
  textRow('content', 'content', 'Body as HTML, or as blocks in the form that the editor saves.'),
  textRow('excerpt', 'excerpt', 'Excerpt.'),
  idRow('authorId', 'author', 'Author'),
  row('commentStatus', 'String', 'comment_status', 'Whether comments are `open` or `closed`.'),
  idRow('featuredImageId', 'featured_media', 'Featured image (beyond WPGraphQL); 0 for none'),
  row('isSticky', 'Boolean', 'sticky', 'Whether the document is sticky (beyond WPGraphQL).'),
  textRow(
    'template',
    'template',
    'File name of the template (beyond WPGraphQL). An empty text sets the default.',
  ),
];

function acceptsTrackbacks(resource: Resource, site: Site): boolean {
  return (
    nodesWithOf(site)
      .find(({ name }) => name === 'NodeWithTrackbacks')
      ?.appliesTo(resource, site) === true
  );
}
