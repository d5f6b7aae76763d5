import { decodedText } from '../../schema/kit/base/text.ts';
import { resourceNamed } from '../../schema/kit/graph/graph.ts';
import { noOverlaps } from '../../site/overlaps.ts';
import type { Resource, Site } from '../../site/site.ts';
import { lowerFirst, pascal, wordsOf } from '../../site/words.ts';
import { remembered } from '../../values/remembered.ts';
import { flag, integer, text } from '../../wordpress/document.ts';
import { attributesRoute } from './content.ts';

/** The object type of terms of attributes that the shop has got since the gateway made its schema. */
export const unknownTermType = 'ProductAttributeTerm';

/** A shop with more attributes gets types for the first ones. Each has some twenty. */
const maxAttributes = 100;

/**
 * Returns the shop's attributes as taxonomies, with WooGraphQL's names (`graphql_format_field_name`): `paColor`, `allPaColor`. WordPress
 * does not show these taxonomies, so their terms come from the Store API.
 */
export const attributeTaxonomies = remembered((site: Site): readonly Resource[] => {
  const answer = site.pluginAnswers[attributesRoute];
  const taken = new Set([...site.resources.values()].map(({ typeName }) => typeName));
  return (Array.isArray(answer) ? answer : []).slice(0, maxAttributes).flatMap((row: unknown): Resource[] => {
    const [id, name] = [integer(row, 'id') ?? 0, text(row, 'taxonomy') ?? ''];
    const typeName = pascal(wordsOf(name));
    if (id <= 0 || !/^pa_/.test(name) || taken.has(typeName)) return [];
    taken.add(typeName);
    return [
      taxonomyOf(site, {
        ...{ id, name, typeName, label: decodedText(text(row, 'name')) ?? name },
        // Without a word of it, nothing is known of the address.
        hasArchive: flag(row, 'has_archives') ?? true,
      }),
    ];
  });
});

function taxonomyOf(
  site: Site,
  { id, ...taxonomy }: { readonly id: number } & Pick<Resource, 'name' | 'typeName' | 'label' | 'hasArchive'>,
): Resource {
  const { name, typeName } = taxonomy;
  return {
    ...resourceNamed(site, 'post_tag'),
    ...taxonomy,
    traits: new Set(),
    route: `${attributesRoute}/${id}/terms`,
    restBase: name,
    singular: lowerFirst(typeName),
    plural: `all${typeName}`,
    description: '',
    hierarchical: false,
    linked: ['product'],
    properties: new Set(),
    customFields: new Map(),
    // Unknown parameters count as accepted.
    parameters: new Map(),
    overlaps: noOverlaps,
  };
}

/** Returns the taxonomy with a name. One that the schema does not know yet has a type for all such. */
export function attributeTaxonomy(site: Site, name: string): Resource {
  const known = attributeTaxonomies(site).find((each) => each.name === name);
  return known ?? taxonomyOf(site, { id: 0, name, typeName: unknownTermType, label: name, hasArchive: true });
}

/**
 * Returns the address of a term (`get_term_link`). Null if the attribute has archives: the Store API does not show their
 * addresses.
 */
export function termLinkOf({ name, hasArchive }: Resource, slug: string, { home }: Site): string | null {
  return hasArchive ? null : `${home}/?taxonomy=${name}&term=${slug}`;
}
