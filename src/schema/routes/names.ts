import {
  endsWithParameter,
  type PluginNamespace,
  type PluginRoute,
  wordsInPath,
} from '../../site/plugin-routes.ts';
import { lowerFirst, pascal, singularOf, upperFirst, withoutAccents, wordsOf } from '../../site/words.ts';

/** A route of a namespace, with its root field. */
export interface NamedRoute {
  readonly route: PluginRoute;
  /** `buddypressMembers` */
  readonly field: string;
  /** The field as the beginning of types: `BuddypressMembers`. */
  readonly base: string;
}

/** A namespace whose routes have names. */
export interface NamedNamespace {
  readonly namespace: PluginNamespace;
  /** The beginning of all its names: `Buddypress`. */
  readonly prefix: string;
  readonly routes: readonly NamedRoute[];
}

/**
 * Returns the root fields of all routes. A name is the namespace without its version, and the words of the path: `/events` of
 * `tribe/events/v1` is `tribeEventsEvents`, and `/events/(?P<id>\d+)` is `tribeEventsEvent`, because a path that ends with a parameter
 * gives one item. A second route of the same name gets the names of its parameters (`tribeEventsEventBySlug`), or a number. A second
 * namespace of the same name gets its version. The names do not depend on the order in which plugins register routes.
 *
 * @param taken - fields of the graph itself, which no route may take
 */
export function namedRoutes(
  namespaces: readonly PluginNamespace[],
  taken: ReadonlySet<string> = new Set(),
): readonly NamedNamespace[] {
  const used = new Set(taken);
  const prefixes = new Set<string>();
  return namespaces.map((namespace) => {
    const words = namespace.name.split('/');
    const isVersion = words.length > 1 && /^v?\d[\w.]*$/.test(words.at(-1) ?? '');
    const short = nameOf(isVersion ? words.slice(0, -1) : words);
    const prefix = prefixes.has(short) ? nameOf(words) : short;
    prefixes.add(prefix);
    const routes = [...namespace.routes].sort(
      (a, b) => rankOf(a) - rankOf(b) || (a.route < b.route ? -1 : 1),
    );
    return {
      namespace,
      prefix,
      routes: routes.map((route) => {
        const usual = prefix + pathName(route);
        const distinct = `${usual}By${nameOf(parameterNames(route))}`;
        let base = usual;
        for (let number = 1; used.has(lowerFirst(base)); number++) {
          base = number === 1 && parameterNames(route).length > 0 ? distinct : `${usual}${number + 1}`;
        }
        used.add(lowerFirst(base));
        return { route, field: lowerFirst(base), base: upperFirst(base) };
      }),
    };
  });
}

/** Returns the words of a path as one name. */
function pathName({ path, form }: PluginRoute): string {
  const words = wordsInPath(path);
  const name = nameOf(words.length > 0 ? words : ['item']);
  return form === 'one' && endsWithParameter(path) ? singularOf(name) : name;
}

function parameterNames({ parameters }: PluginRoute): readonly string[] {
  return parameters.flatMap(({ name, place }) => (place === 'path' ? name : []));
}

/** Routes with few parameters come first, so that the plain name is theirs. */
function rankOf(route: PluginRoute): number {
  return parameterNames(route).length;
}

function nameOf(words: readonly string[]): string {
  const name = pascal(words.flatMap((word) => wordsOf(withoutAccents(word))));
  return /^[A-Za-z]/.test(name) ? name : `Routes${name}`;
}
