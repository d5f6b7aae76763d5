import { singularOf, upperFirst } from '../../site/words.ts';
import { fieldNamesOf, type Graph } from '../kit/graph/graph.ts';
import { listField, type TypedRoute } from './list-field.ts';
import { namedRoutes } from './names.ts';
import { listFor, oneField } from './one-field.ts';
import { createRouteTypes } from './types.ts';

/**
 * Adds a root field for each route of plugins that the operator turned on. Call it after all other root fields, whose names routes do
 * not take.
 */
export function addPluginRoutes(graph: Graph): void {
  const { pluginNamespaces } = graph.site;
  if (pluginNamespaces.length === 0) return;
  graph.builder.queryFields((t) => {
    const fields = namedRoutes(pluginNamespaces, fieldNamesOf(graph, 'RootQuery')).flatMap((named) => {
      const types = createRouteTypes(graph, named);
      const all = named.namespace.routes;
      const fields = named.routes.map((row) => {
        const { route } = row;
        const otherwise = upperFirst(route.form === 'list' ? singularOf(row.base) : row.base);
        const item = types.typeOf(route.item, { title: route.title, otherwise });
        const typed: TypedRoute = { ...row, item, namespace: named.namespace.name };
        return [
          row.field,
          route.form === 'list' ? listField(t, graph, typed) : oneField(t, graph, typed, listFor(route, all)),
        ] as const;
      });
      types.complete();
      return fields;
    });
    return Object.fromEntries(fields);
  });
}
