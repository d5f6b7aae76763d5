import { decodedText } from '../../schema/kit/base/text.ts';
import { resourceNamed } from '../../schema/kit/graph/graph.ts';
import { noOverlaps } from '../../site/overlaps.ts';
import type { Resource, Site } from '../../site/site.ts';
import { lowerFirst, pascal, withoutAccents, wordsOf } from '../../site/words.ts';
import { remembered } from '../../values/remembered.ts';
import { safeDecode } from '../../values/url-text.ts';
import { flag, integer, text } from '../../wordpress/document.ts';
import { attributesRoute } from './content.ts';

/** The object type of terms whose attribute has no type in the schema. */
export const unknownTermType = 'ProductAttributeTerm';

/** A shop with more attributes gets types for the first ones. Each needs some twenty types. */
const maxAttributes = 100;

/**
 * Returns the shop's attributes as taxonomies, with WooGraphQL's names (`graphql_format_field_name`): `paColor`, `allPaColor`. WordPress
 * does not show these taxonomies, so their terms come from the Store API. An attribute whose name GraphQL cannot write, or whose name
 * something else has, is left out: its terms are of {@link unknownTermType}. Of two with one name, the older one gets it.
 */
export const attributeTaxonomies = remembered((site: Site): readonly Resource[] => {
  const answer = site.pluginAnswers[attributesRoute];
  const taken = new Set(
    [...site.resources.values()].flatMap(({ typeName, singular, plural }) => [typeName, singular, plural]),
  );
  const attributes = (Array.isArray(answer) ? answer : [])
    .map((row: unknown) => ({ row, id: integer(row, 'id') ?? 0, name: text(row, 'taxonomy') ?? '' }))
    .filter(({ id, name }) => id > 0 && name.startsWith('pa_'))
    .sort((a, b) => a.id - b.id);
  return attributes.slice(0, maxAttributes).flatMap(({ row, id, name }): Resource[] => {
    const plain = withoutAccents(safeDecode(name));
    const typeName = pascal(wordsOf(plain));
    const names = [typeName, lowerFirst(typeName), `all${typeName}`, `${typeName}IdType`];
    const isWritten = /^pa_[\w-]*[A-Za-z0-9][\w-]*$/.test(plain);
    if (!isWritten || names.some((each) => taken.has(each))) return [];
    for (const each of names) taken.add(each);
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
    connection: `all${typeName}`,
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

/** Returns the taxonomy of an attribute. All that have no type in the schema share {@link unknownTermType}. */
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
