import type { Option } from './option.ts';
import { boolean, names, type OptionValue } from './values.ts';

/** Which sites have one graph together: all, none, or those of a list. */
export type OneGraphSetting = boolean | readonly string[];

const booleanOrNames: OptionValue<OneGraphSetting> = {
  parse(text) {
    try {
      return boolean.parse(text);
    } catch {
      return names.parse(text);
    }
  },
  accepts: (value): value is OneGraphSetting => boolean.accepts(value) || names.accepts(value),
  schema: { ...names.schema, type: ['boolean', 'array'] },
};

/** The option of one graph for several sites. */
export const oneGraphOption = {
  flag: 'one-graph',
  env: 'PRESSQL_ONE_GRAPH',
  placeholder: 'true|false|LIST',
  default: false,
  sentence:
    'Whether several sites also have one graph together, at the endpoint: `{ site(name: "news") { posts { nodes { title } } } }`. A list names the sites of the graph. See [many sites](many-sites.md).',
  isSwitch: true,
  ...booleanOrNames,
} satisfies Option<OneGraphSetting>;

/**
 * Returns the sites of the graph. Returns null if there is none.
 *
 * @param names - the names of all sites
 * @throws TypeError if the setting names a site that is none of them
 */
export function sitesOfOneGraph(
  setting: OneGraphSetting,
  names: readonly string[],
): true | readonly string[] | null {
  if (typeof setting === 'boolean') return setting || null;
  const wrong = setting.find((name) => !names.includes(name));
  if (wrong === undefined) return setting.length > 0 ? setting : null;
  throw new TypeError(
    `oneGraph names ${JSON.stringify(wrong)}, which is no site. The sites are ${names.join(', ')}.`,
  );
}
