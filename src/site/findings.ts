import { printableUrl } from '../wordpress/url.ts';
import type { DiscoveredRoot, RootSource } from './address.ts';
import { isSiteFailure, type UnreadAnswer } from './answers.ts';
import type { Renaming } from './names.ts';
import type { OmittedType } from './omitted-types.ts';
import type { Site } from './site.ts';
import type { DetectedVersion } from './version.ts';

/** Findings of discovery about a site, for the operator. */
export interface Findings {
  /** How discovery found the REST root. */
  readonly rootSource: RootSource;
  /** Where the site shows its version. Null if it hides it. */
  readonly versionSource: DetectedVersion['source'] | null;
  /** Resources whose usual name was taken. */
  readonly renamed: readonly Renaming[];
  /** Messages for the operator. */
  readonly notes: readonly Finding[];
  /** Those of them about what the operator asked for, which belong in the log. */
  readonly warnings: readonly Finding[];
}

/** A message for the operator, with advice. */
export interface Finding {
  readonly message: string;
  readonly advice: string | null;
}

/** The results of discovery, from which the findings follow. */
export interface DiscoveryResult {
  readonly givenUrl: URL;
  readonly root: DiscoveredRoot;
  readonly site: Site;
  readonly version: DetectedVersion | null;
  readonly hidden: HiddenParts;
  readonly renamed: readonly Renaming[];
  /** Messages about fields that the operator named. */
  readonly notes: readonly Finding[];
}

/** The parts of a site that discovery could not read. */
export interface HiddenParts {
  /** Answers that are missing. */
  readonly unread: readonly UnreadAnswer[];
  /** Collections whose route is not in the index. */
  readonly missing: readonly Named[];
  /** Types and taxonomies of the site that the graph cannot have. */
  readonly leftOut: readonly OmittedType[];
  /** Collections without a JSON schema. */
  readonly undescribed: readonly Named[];
}

interface Named {
  readonly name: string;
  readonly route: string;
}

/** Returns the findings about a site, with a message for each unusual part. */
export function findingsOf(seen: DiscoveryResult): Findings {
  return {
    rootSource: seen.root.source,
    versionSource: seen.version?.source ?? null,
    renamed: seen.renamed,
    notes: [
      ...addressNotes(seen),
      ...blockedNotes(seen),
      ...overlapNotes(seen),
      ...nameNotes(seen),
      ...seen.notes,
    ],
    warnings: seen.notes,
  };
}

function* addressNotes({ givenUrl, root: discovered, site }: DiscoveryResult): Generator<Finding> {
  const { page, root } = discovered;
  if (page && page.redirects.length > 0 && page.url.origin !== givenUrl.origin) {
    const isUsed = new URL(root.url).origin === page.url.origin;
    yield {
      message: `${printableUrl(givenUrl)} redirects to ${printableUrl(page.url)}${isUsed ? ', which the gateway uses' : '; WordPress answers at the first address'}.`,
      advice: isUsed
        ? `Use ${page.url.origin} as the address: the gateway sends headers and passwords only to the given host.`
        : null,
    };
  }
  if (page?.isLogin) {
    yield {
      message: `Pages of the site send visitors to its login page; its REST API is open.`,
      advice: 'The gateway finds content by slugs alone, and does not find pages whose address has no slug.',
    };
  }
  if (discovered.otherOriginRoot) {
    yield {
      message: `The site names ${printableUrl(discovered.otherOriginRoot)} as its REST API; it also answers at ${printableUrl(root.url)}, which the gateway uses.`,
      advice: null,
    };
  }
  if (site.address !== site.home) {
    yield {
      message: `Links of the site begin with ${site.home}, but the gateway reaches it at ${site.address}.`,
      advice: 'If this is a mistake, set the site address in Settings → General.',
    };
  }
}

function* blockedNotes({ hidden }: DiscoveryResult): Generator<Finding> {
  const { unread, missing, leftOut, undescribed } = hidden;
  for (const { closed, failed, error, instead, advice } of unread) {
    const what = isSiteFailure(error) ? failed : closed;
    yield {
      message: `${what} (${error.report}); ${instead}.`,
      advice: isSiteFailure(error) ? error.advice : advice,
    };
  }
  for (const { name, route } of missing) {
    yield {
      message: `${route} is switched off.`,
      advice:
        name === 'user'
          ? 'Authors come from the data that their posts embed; for more, let visitors read the route.'
          : `Let visitors read the route to have "${name}" in the graph.`,
    };
  }
  for (const { name, reason, advice } of leftOut) {
    yield { message: `"${name}" is not in the graph: ${reason}.`, advice };
  }
  if (undescribed.length > 0) {
    const names = undescribed.map(({ name }) => name).join(', ');
    yield {
      message: `The site does not describe the fields of ${names}; the gateway assumes WordPress' own fields.`,
      advice: 'Let visitors send OPTIONS requests to the REST API.',
    };
  }
}

function* overlapNotes({ site }: DiscoveryResult): Generator<Finding> {
  for (const { name, overlaps } of site.resources.values()) {
    const { fields, parameters, hiddenTaxonomies } = overlaps;
    for (const taxonomy of new Set([...fields.values(), ...parameters.values(), ...hiddenTaxonomies])) {
      const of = (map: ReadonlyMap<string, string>) => [...map].filter(([, by]) => by === taxonomy);
      const hidden = of(fields).map(([field]) => `the field \`${field}\``);
      const misread = of(parameters).map(([parameter]) => `the parameter \`${parameter}\``);
      const missingTerms = hiddenTaxonomies.has(taxonomy) ? ['the field of its terms'] : [];
      yield {
        message: `The rest_base of the taxonomy "${taxonomy}" has another meaning in "${name}", too: the REST API lacks ${[...hidden, ...misread, ...missingTerms].join(', ')}.`,
        advice: `Register "${taxonomy}" with another rest_base; until then the graph reads the values elsewhere, or reports errors.`,
      };
    }
  }
}

function* nameNotes({ renamed }: DiscoveryResult): Generator<Finding> {
  for (const { name, usualNames, assignedNames } of renamed) {
    yield {
      message: `"${name}" is ${assignedNames} in the graph: ${usualNames} was taken.`,
      advice: 'Choose other names with the option `names`.',
    };
  }
}
