import { shown } from '../wordpress/url.ts';
import type { FoundRoot, HowFound } from './address.ts';
import { isFault, type Unread } from './answers.ts';
import type { LeftOut } from './left-out.ts';
import type { Renaming } from './names.ts';
import type { Site } from './site.ts';
import type { ShownVersion } from './version.ts';

/** What was found out about a site beside the site itself. */
export interface Findings {
  /** How the REST root was found. */
  readonly how: HowFound;
  /** Where the version was read; null where the site hides it. */
  readonly versionFrom: ShownVersion['source'] | null;
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
export interface Seen {
  readonly given: URL;
  readonly found: FoundRoot;
  readonly site: Site;
  readonly version: ShownVersion | null;
  readonly blocked: Blocked;
  readonly renamed: readonly Renaming[];
}

/** What a site keeps to itself. */
export interface Blocked {
  /** What could not be read. */
  readonly unread: readonly Unread[];
  /** Collections whose route isn't in the index. */
  readonly missing: readonly Named[];
  /** Types and taxonomies that the site names and the graph can't have. */
  readonly leftOut: readonly LeftOut[];
  /** Collections whose JSON schema isn't shown. */
  readonly undescribed: readonly Named[];
}

interface Named {
  readonly name: string;
  readonly route: string;
}

/** Puts into words what isn't as one would expect it. */
export function findingsOn(seen: Seen): Findings {
  return {
    how: seen.found.how,
    versionFrom: seen.version?.source ?? null,
    renamed: seen.renamed,
    notes: [...addressNotes(seen), ...blockedNotes(seen), ...overlapNotes(seen), ...nameNotes(seen)],
  };
}

function* addressNotes({ given, found, site }: Seen): Generator<Finding> {
  const { page, root } = found;
  if (page && page.redirects.length > 0 && page.url.origin !== given.origin) {
    const isUsed = new URL(root.url).origin === page.url.origin;
    yield {
      message: `${shown(given)} redirects to ${shown(page.url)}${isUsed ? ', which is used' : '; WordPress answers at the first'}.`,
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
  if (found.namedElsewhere) {
    yield {
      message: `The site names ${shown(found.namedElsewhere)} as its REST API; it answers at ${shown(root.url)} as well, which is used.`,
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

function* blockedNotes({ blocked }: Seen): Generator<Finding> {
  const { unread, missing, leftOut, undescribed } = blocked;
  for (const { closed, failed, error, instead, advice } of unread) {
    const what = isFault(error) ? failed : closed;
    yield {
      message: `${what} (${error.message}); ${instead}.`,
      advice: isFault(error) ? error.advice : advice,
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

function* overlapNotes({ site }: Seen): Generator<Finding> {
  for (const { name, overlaps } of site.resources.values()) {
    const { fields, parameters, unshown } = overlaps;
    for (const taxonomy of new Set([...fields.values(), ...parameters.values(), ...unshown])) {
      const of = (map: ReadonlyMap<string, string>) => [...map].filter(([, by]) => by === taxonomy);
      const hidden = of(fields).map(([field]) => `the field \`${field}\``);
      const misread = of(parameters).map(([parameter]) => `the parameter \`${parameter}\``);
      const lost = unshown.has(taxonomy) ? ['the field of its own terms'] : [];
      yield {
        message: `The rest_base of the taxonomy "${taxonomy}" is another name in "${name}", too: the REST API lacks ${[...hidden, ...misread, ...lost].join(', ')}.`,
        advice: `Register "${taxonomy}" with another rest_base; until then the graph has what can be read elsewhere, and errors for the rest.`,
      };
    }
  }
}

function* nameNotes({ renamed }: Seen): Generator<Finding> {
  for (const { name, wanted, given } of renamed) {
    yield {
      message: `"${name}" is ${given} in the graph: ${wanted} was taken.`,
      advice: 'Choose other names with the option `names`.',
    };
  }
}
