import { printableUrl } from '../wordpress/url.ts';
import type { DiscoveredRoot, RootSource } from './address.ts';
import { isSiteFailure, type UnreadAnswer } from './answers.ts';
import type { Renaming } from './names.ts';
import type { OmittedType } from './omitted-types.ts';
import type { Site } from './site.ts';
import type { DetectedVersion } from './version.ts';

/** What was found out about a site beside the site itself. */
export interface Findings {
  /** How the REST root was found. */
  readonly rootSource: RootSource;
  /** Where the version was read; null where the site hides it. */
  readonly versionSource: DetectedVersion['source'] | null;
  /** Resources that could not have the name they would have had. */
  readonly renamed: readonly Renaming[];
  /** What an operator may want to know, in words. */
  readonly notes: readonly Finding[];
}

/** Something an operator may want to know. */
export interface Finding {
  readonly message: string;
  readonly advice: string | null;
}

/** What discovery saw. */
export interface DiscoveryResult {
  readonly given: URL;
  readonly found: DiscoveredRoot;
  readonly site: Site;
  readonly version: DetectedVersion | null;
  readonly blocked: HiddenParts;
  readonly renamed: readonly Renaming[];
}

/** What a site keeps to itself. */
export interface HiddenParts {
  /** What could not be read. */
  readonly unread: readonly UnreadAnswer[];
  /** Collections whose route isn't in the index. */
  readonly missing: readonly Named[];
  /** Types and taxonomies that the site names and the graph can't have. */
  readonly leftOut: readonly OmittedType[];
  /** Collections whose JSON schema isn't shown. */
  readonly undescribed: readonly Named[];
}

interface Named {
  readonly name: string;
  readonly route: string;
}

/** Puts into words what isn't as one would expect it. */
export function findingsOf(seen: DiscoveryResult): Findings {
  return {
    rootSource: seen.found.source,
    versionSource: seen.version?.source ?? null,
    renamed: seen.renamed,
    notes: [...addressNotes(seen), ...blockedNotes(seen), ...overlapNotes(seen), ...nameNotes(seen)],
  };
}

function* addressNotes({ given, found, site }: DiscoveryResult): Generator<Finding> {
  const { page, root } = found;
  if (page && page.redirects.length > 0 && page.url.origin !== given.origin) {
    const isUsed = new URL(root.url).origin === page.url.origin;
    yield {
      message: `${printableUrl(given)} redirects to ${printableUrl(page.url)}${isUsed ? ', which is used' : '; WordPress answers at the first'}.`,
      advice: isUsed
        ? `Give ${page.url.origin} as the address; headers and passwords are sent to it only then.`
        : null,
    };
  }
  if (page?.isLogin) {
    yield {
      message: `Pages of the site send visitors to its login page; its REST API is open.`,
      advice: 'What an address shows is found by slugs alone; a page that none names stays unknown.',
    };
  }
  if (found.otherOriginRoot) {
    yield {
      message: `The site names ${printableUrl(found.otherOriginRoot)} as its REST API; it answers at ${printableUrl(root.url)} as well, which is used.`,
      advice: null,
    };
  }
  if (site.address !== site.home) {
    yield {
      message: `Links of the site begin with ${site.home}, and it is asked at ${site.address}.`,
      advice: 'If that is not meant, set the site address in Settings → General.',
    };
  }
}

function* blockedNotes({ blocked }: DiscoveryResult): Generator<Finding> {
  const { unread, missing, leftOut, undescribed } = blocked;
  for (const { closed, failed, error, instead, advice } of unread) {
    const what = isSiteFailure(error) ? failed : closed;
    yield {
      message: `${what} (${error.message}); ${instead}.`,
      advice: isSiteFailure(error) ? error.advice : advice,
    };
  }
  for (const { name, route } of missing) {
    yield {
      message: `${route} is switched off.`,
      advice:
        name === 'user'
          ? 'Authors come from what their posts embed; for more, let visitors read the route.'
          : `Let visitors read the route, if the graph is to have "${name}".`,
    };
  }
  for (const { name, reason, advice } of leftOut) {
    yield { message: `"${name}" is not in the graph: ${reason}.`, advice };
  }
  if (undescribed.length > 0) {
    const names = undescribed.map(({ name }) => name).join(', ');
    yield {
      message: `Fields of ${names} are not described; they are taken to be WordPress' own.`,
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
      const lost = hiddenTaxonomies.has(taxonomy) ? ['the field of its own terms'] : [];
      yield {
        message: `The rest_base of the taxonomy "${taxonomy}" is another name in "${name}", too: the REST API lacks ${[...hidden, ...misread, ...lost].join(', ')}.`,
        advice: `Register "${taxonomy}" with another rest_base; until then the graph has what can be read elsewhere, and errors for the rest.`,
      };
    }
  }
}

function* nameNotes({ renamed }: DiscoveryResult): Generator<Finding> {
  for (const { name, wanted, given } of renamed) {
    yield {
      message: `"${name}" is ${given} in the graph: ${wanted} was taken.`,
      advice: 'Choose other names with the option `names`.',
    };
  }
}
