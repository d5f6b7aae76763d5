import { type Availability, availabilityText } from '../../values/availability.ts';
import { isRecord } from '../../values/json.ts';
import type { AnswerDifference } from './differences.ts';

/** The reason why the gateway's schema lacks a part of the schema of WPGraphQL or of one of its extensions. */
export interface MissingPart {
  /** Matches `Type.field`, `Type.field(argument:)`, `Enum.VALUE` or `Type`. */
  readonly subject: RegExp;
  readonly why: string;
  /** What to do instead. null if there is no substitute. */
  readonly instead: string | null;
}

/** A known reason why values differ from WPGraphQL's, other than the availability of a field. */
export interface KnownDifference {
  /** Names of fields. */
  readonly fields: readonly string[];
  readonly why: string;
  /**
   * Returns whether a difference in one of the fields has this reason. `wpgraphql` is the whole value of the field, of
   * which the difference may be a part. @default always
   */
  readonly explains?: (difference: AnswerDifference, wpgraphql: unknown) => boolean;
}

/** Parts that the gateway's schema may lack. The first match counts. */
export const missingParts: readonly MissingPart[] = [
  {
    subject: /graphql_?document/i,
    why: 'WPGraphQL stores these documents itself. A site without WPGraphQL has none.',
    instead: 'Send documents as text.',
  },
  {
    subject: /^(ContentTemplateEnum\.|Template_)/,
    why: "WordPress' REST API lists a theme's templates only for users who may edit the theme.",
    instead:
      'For a block theme, grant `block-theme`. For a classic theme, set `templates` in the config file. Or query `template { templateName }`.',
  },
  {
    subject: /^MenuLocationEnum\./,
    why: 'WordPress shows menus and their locations only to users who may edit them.',
    instead: 'Set `serviceCredential` and the grant `menu-locations`.',
  },
  {
    subject: /(blocksJSON|blocks)(\.|$)/,
    why: 'These blocks belong to the extension WPGraphQL Gutenberg.',
    instead: 'Query `editorBlocks`, or `content`, which has the blocks as HTML.',
  },
  {
    subject: /(editorBlocks|EditorBlock|^Core[A-Z]\w+)(\.|$)/,
    why: 'The graph has the block types of WordPress 7.1, and none of plugins.',
    instead: 'Query `attributesJson` of the block.',
  },
  {
    subject: /(^|\.)([gG]f|(submit|update|delete)Gf)[A-Z]\w*$/,
    why: 'The site has no plugin of forms that the gateway knows, or the REST API of the plugin is off.',
    instead: "Enable the REST API in the settings of the plugin, or use the form plugin's own API.",
  },
  {
    subject:
      /(^|\.)(language|languages|translations?|translated|defaultLanguage|localizedWpmlUrl|locale)$|^Language\w*$/,
    why: 'Languages belong to the extensions of WPGraphQL for Polylang and WPML.',
    instead: null,
  },
  {
    subject:
      /(^|\.)(products?|productBy|productCategories|cart|customer|orders?|coupons?|variations?)$|Product/,
    why: 'The site has no shop that the gateway knows, or the gateway does not have this part of the extension for it.',
    instead: "Use the API of the shop's plugin.",
  },
  {
    subject: /Registered(Script|Stylesheet)|Enqueued/,
    why: "WordPress' REST API does not show scripts and stylesheets.",
    instead: null,
  },
  {
    subject: /^RootMutation\b/,
    why: 'The gateway does not have this mutation.',
    instead: "Use WordPress' REST API.",
  },
];

/** Known reasons for differences, by field. The first match counts. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    fields: ['nodes', 'edges'],
    why: 'WPGraphQL limits every page to 100 items. The gateway limits it to `maxPageSize`, 1000 by default.',
    explains: ({ kind }, wpgraphql) =>
      kind === 'extra' && Array.isArray(wpgraphql) && wpgraphql.length === 100,
  },
  {
    fields: ['commentCount'],
    why: "WordPress' REST API does not count pingbacks and trackbacks.",
  },
  {
    fields: ['comments', 'replies'],
    why: "WordPress' REST API shows visitors comments, but no pingbacks and trackbacks.",
    explains: ({ kind }) => kind === 'missing' || kind === 'extra',
  },
  {
    fields: ['excerpt'],
    why: "If content has a More block, the excerpt in WordPress' REST API ends at that block. Select `content`, too, to get an excerpt of the whole content.",
    explains: ({ gateway }, wpgraphql) =>
      typeof gateway === 'string' &&
      typeof wpgraphql === 'string' &&
      gateway.replace(/<[^>]*>/g, '').trim() !== '' &&
      wpgraphql.startsWith(gateway.trimEnd().replace(/<\/p>$/, '')),
  },
  {
    fields: ['content'],
    why: 'The content contains the address of the request to WordPress, as login links and forms do.',
    explains: ({ gateway }) => typeof gateway === 'string' && /wp-json|rest_route/.test(gateway),
  },
  {
    fields: ['date', 'dateGmt', 'guid', 'isPreview', 'modified', 'modifiedGmt'],
    why: "Of content with a password, WPGraphQL shows visitors little more than the title. WordPress' REST API hides only the texts.",
    explains: ({ wpgraphql }) => wpgraphql === null,
  },
];

/** The reason for an error about input, if both endpoints return the same data. */
const ignoredInput = 'The data are the same. WPGraphQL ignores the invalid input without an error.';

/**
 * Returns the reason why the gateway's schema lacks a part.
 *
 * @param pluginParts - reasons of integrations, which come before {@link missingParts}
 */
export function missingPart(
  subject: string,
  pluginParts: readonly MissingPart[] = [],
): MissingPart | undefined {
  return [...pluginParts, ...missingParts].find((row) => row.subject.test(subject));
}

/** The place of a difference in the answers. */
export interface DifferencePlace {
  /** Names of the fields on the path of the difference, the innermost last. */
  readonly names: readonly string[];
  /** Availabilities of the innermost field in the gateway's own schema. */
  readonly availabilities: readonly Availability[];
  /** WPGraphQL's whole value of the innermost field. The difference may be a part of it. */
  readonly wpgraphql: unknown;
  /** `extensions.code` of the gateway's error at the field. */
  readonly code: string | null;
}

/** Returns the reason for a difference. Returns null if none is known. */
export function differenceReason(difference: AnswerDifference, place: DifferencePlace): string | null {
  const { names, availabilities, wpgraphql, code } = place;
  if (isEmpty(difference.gateway)) {
    const [availability] = availabilities;
    if (availability) return availabilityText(availability);
  }
  if (difference.kind === 'error') return code === 'BAD_USER_INPUT' ? ignoredInput : null;
  // A reason for a connection also explains differences of its `nodes` and `edges`.
  const [last = ''] = names.slice(-1);
  const relevantNames = last === 'nodes' || last === 'edges' ? names.slice(-2) : [last];
  const reason = knownDifferences.find(
    ({ fields, explains }) =>
      fields.some((field) => relevantNames.includes(field)) && (explains?.(difference, wpgraphql) ?? true),
  );
  return reason?.why ?? null;
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.keys(value).length > 0 && Object.values(value).every(isEmpty);
}
