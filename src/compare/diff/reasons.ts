import { isRecord } from '../../values/json.ts';
import type { Difference } from './values.ts';

/** Why a part of WPGraphQL's graph, or of an extension's, isn't in the gateway's. */
export interface LeftOut {
  /** Matches `Type.field`, `Type.field(argument:)`, `Enum.VALUE` or `Type`. */
  readonly subject: RegExp;
  readonly why: string;
  /** What to do instead; null for nothing. */
  readonly instead: string | null;
}

/** Why a value may differ from WPGraphQL's, for what the schema's own descriptions can't say. */
export interface Differing {
  /** Names of fields. */
  readonly fields: readonly string[];
  /** What differs, in few words. */
  readonly what: string;
  readonly why: string;
  /** Whether a difference in one of the fields is of this kind, given WPGraphQL's whole value there. @default always */
  readonly explains?: (difference: Difference, wpgraphql: unknown) => boolean;
}

/** Parts of WPGraphQL's graph, and of its extensions' graphs, that the gateway's may lack. The first that matches counts. */
export const leftOut: readonly LeftOut[] = [
  {
    subject: /graphql_?document/i,
    why: 'Stored documents are records of WPGraphQL itself, which a site without it does not have.',
    instead: 'Send documents as text.',
  },
  {
    subject: /^(ContentTemplateEnum\.|Template_)/,
    why: "Which templates a theme has, WordPress' REST API shows to those who may edit it.",
    instead:
      'Grant `block-theme`, or name the templates of a classic theme in the config (`templates`); or ask for `template { templateName }`.',
  },
  {
    subject: /^MenuLocationEnum\./,
    why: 'Menus and their places are shown to those who may edit them.',
    instead: 'Give the gateway `serviceCredential` with the grant `menu-locations`.',
  },
  {
    subject: /\.(seo|yoastHead\w*|rankMath\w*)$|^(SEO\w*|RankMath\w*)$/,
    why: "It is a search engine plugin's, and the site's REST API does not show that plugin's data.",
    instead:
      "Switch the REST API on in the plugin's settings (Yoast SEO: REST API endpoint; Rank Math: headless support).",
  },
  {
    subject: /(editorBlocks|blocksJSON|blocks|EditorBlock|^Core[A-Z]\w+)(\.|$)/,
    why: 'Blocks are from the extension WPGraphQL Content Blocks or WPGraphQL Gutenberg.',
    instead: 'Ask for `content`, the blocks as HTML.',
  },
  {
    subject: /(^|\.)(gf|gravityForms?)[A-Z]?\w*$/i,
    why: 'Forms are from the extension WPGraphQL for Gravity Forms.',
    instead: "Ask the form plugin's own API.",
  },
  {
    subject:
      /(^|\.)(language|languages|translations?|translated|defaultLanguage|localizedWpmlUrl|locale)$|^Language\w*$/,
    why: 'Languages are from an extension of WPGraphQL for Polylang or WPML.',
    instead: null,
  },
  {
    subject:
      /(^|\.)(products?|productBy|productCategories|cart|customer|orders?|coupons?|variations?)$|Product/,
    why: "A shop's graph is from the extension WooGraphQL.",
    instead: "Ask the shop's own API.",
  },
  {
    subject: /Registered(Script|Stylesheet)|Enqueued/,
    why: "WordPress' REST API does not show scripts and stylesheets.",
    instead: null,
  },
  {
    subject: /^RootMutation\b/,
    why: 'The mutation is not one of the gateway.',
    instead: "Send it to WordPress' REST API.",
  },
];

/** Values that differ. */
export const differing: readonly Differing[] = [
  {
    fields: ['nodes', 'edges'],
    what: 'More items than a hundred',
    why: 'WPGraphQL cuts every page to 100 items; the gateway to `maxPageSize`, 1000 by default.',
    explains: ({ kind }, wpgraphql) =>
      kind === 'extra' && Array.isArray(wpgraphql) && wpgraphql.length === 100,
  },
  {
    fields: ['commentCount'],
    what: 'Comments counted',
    why: "WordPress' REST API does not count pingbacks and trackbacks.",
  },
  {
    fields: ['comments', 'replies'],
    what: 'Pingbacks and trackbacks',
    why: "WordPress' REST API shows visitors comments alone.",
    explains: ({ kind }) => kind === 'missing' || kind === 'extra',
  },
  {
    fields: ['excerpt'],
    what: 'What stands behind a More block',
    why: "Of content with a More block, WordPress' REST API makes an excerpt of what stands before it.",
    explains: ({ gateway }, wpgraphql) =>
      typeof gateway === 'string' &&
      typeof wpgraphql === 'string' &&
      gateway.replace(/<[^>]*>/g, '').trim() !== '' &&
      wpgraphql.startsWith(gateway.trimEnd().replace(/<\/p>$/, '')),
  },
  {
    fields: ['content'],
    what: 'The address asked for',
    why: 'The content itself holds the address that WordPress was asked by, as links to sign in and forms do.',
    explains: ({ gateway }) => typeof gateway === 'string' && /wp-json|rest_route/.test(gateway),
  },
  {
    fields: ['date', 'dateGmt', 'guid', 'isPreview', 'modified', 'modifiedGmt'],
    what: 'Content with a password',
    why: "Of content with a password, WPGraphQL shows visitors little more than the title; WordPress' REST API all but texts.",
    explains: ({ wpgraphql }) => wpgraphql === null,
  },
];

/** Of errors beside data that are the same. */
const silence = 'The data are the same: WPGraphQL says nothing of what is wrong with the input.';

/** The row of {@link leftOut} for a part of a graph. */
export function reasonFor(subject: string): LeftOut | undefined {
  return leftOut.find((row) => row.subject.test(subject));
}

/** What is known of the place of a difference. */
export interface Circumstances {
  /** Of the fields on its path, the innermost last. */
  readonly names: readonly string[];
  /** What the gateway's schema says of the field. */
  readonly descriptions: readonly string[];
  /** The whole value there, of which the difference may be a part. */
  readonly wpgraphql: unknown;
  /** `extensions.code` of the gateway's error there. */
  readonly code: string | null;
}

/** Why a value differs, where that is known. */
export function differenceReason(difference: Difference, circumstances: Circumstances): string | null {
  const { names, descriptions, wpgraphql } = circumstances;
  if (isNothing(difference.gateway)) {
    const said = descriptions.map(nullClause).find((clause) => clause !== null);
    if (said) return said;
  }
  if (difference.kind === 'error') return circumstances.code === 'BAD_USER_INPUT' ? silence : null;
  // What is so of a connection is seen at its items.
  const [last = ''] = names.slice(-1);
  const places = last === 'nodes' || last === 'edges' ? names.slice(-2) : [last];
  const row = differing.find(
    ({ fields, explains }) =>
      fields.some((field) => places.includes(field)) && (explains?.(difference, wpgraphql) ?? true),
  );
  return row?.why ?? null;
}

/** For whom, or that for all, a field is null, as its description has it: "Always null: …", "For moderators; null to visitors." */
export function nullClause(description: string): string | null {
  const always = /always null\b.*$/is.exec(description)?.[0];
  const sentence = always ?? description.split(/(?<=\.) /).find((text) => forWhom.test(text));
  if (sentence === undefined) return null;
  const clause = /^(For|Null) /.test(sentence) ? sentence : sentence.replace(/^[^;]*[;,] /, '');
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}

const forWhom = /null (to|for) visitors|null where (the|visitors)|operator grants/i;

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.keys(value).length > 0 && Object.values(value).every(isNothing);
}
