import type { WordPressError } from '../../wordpress/errors.ts';
import { ClosedError } from '../base/closed.ts';

/** A permission for the gateway to read certain routes as the operator and to pass the values on to visitors. */
export interface GrantRow {
  /** REST routes that the grant opens, including the routes below them. */
  readonly routes: readonly string[];
  /**
   * Whether the grant opens what is published, and nothing else: of its routes, and of the list of each post type. Few frontends need
   * such a grant, so only the notices of answers name it.
   *
   * @default false
   */
  readonly ofPublished?: boolean;
  /** A noun phrase for the data, for messages and `--help`. */
  readonly what: string;
  /** The lowest role that may read the routes, with its article: `a contributor`. */
  readonly role: string;
  /** The only fields that the grant opens. If absent, it opens all fields of the routes. */
  readonly fields?: readonly string[];
  /**
   * Whether the grant opens documents of which visitors otherwise see nothing. It then opens no routes below them. @default false: it
   * opens the routes below, and `fields` are further ones of documents that visitors see
   */
  readonly isDocumentsOnly?: boolean;
  /**
   * The parameter with the id of the user to whom the documents belong. The grant opens the lists with this parameter alone,
   * and callers pass the id of the user who has signed in. @default the documents are for every visitor
   */
  readonly owner?: string;
}

const [contributor, editor, manager, administrator] = [
  'a contributor',
  'an editor',
  'a shop manager',
  'an administrator',
];

/**
 * The grants that an operator can give, one row each. No grant opens drafts, or content that visitors do not see. The grant for
 * blocks opens the editor's text of what they see. The grant for users opens only the names of users that visitors can already
 * see. The grant for orders opens a user's own, and nothing to visitors.
 */
export const grants = {
  menus: {
    routes: ['/wp/v2/menus', '/wp/v2/menu-items'],
    what: 'menus that have a place in the theme',
    role: contributor,
  },
  'menu-locations': {
    routes: ['/wp/v2/menu-locations'],
    what: 'names of the places for menus',
    role: administrator,
  },
  settings: {
    routes: ['/wp/v2/settings'],
    what: 'settings for dates, reading, writing and discussion',
    role: administrator,
  },
  'block-theme': {
    routes: [
      '/wp/v2/templates',
      '/wp/v2/template-parts',
      '/wp/v2/block-patterns',
      '/wp/v2/block-types',
      '/wp/v2/global-styles',
      '/wp/v2/themes',
    ],
    what: "a block theme's templates, patterns, block types and styles",
    role: administrator,
  },
  themes: { routes: ['/wp/v2/themes'], what: 'the active theme', role: contributor },
  authors: {
    routes: ['/wp/v2/users'],
    what: 'first and last names of authors',
    role: administrator,
    fields: ['id', 'first_name', 'last_name'],
  },
  coupons: {
    routes: ['/wc/v3/coupons'],
    what: "descriptions of the coupons in a visitor's cart",
    role: manager,
    fields: ['id', 'code', 'description'],
  },
  'editor-blocks': {
    routes: ['/wp/v2/blocks'],
    ofPublished: true,
    what: "the editor's saved blocks of published content",
    role: editor,
    fields: ['id', 'status', 'content.raw', 'content.protected'],
  },
  orders: {
    routes: ['/wc/v3/orders'],
    what: "a signed-in customer's own orders",
    role: manager,
    owner: 'customer',
  },
  forms: {
    routes: ['/gf/v2/forms'],
    what: 'active forms with their fields',
    role: administrator,
    // Notifications, rules for personal data, and how entries become posts are for the staff of the site.
    fields: [
      ...[
        'id',
        'title',
        'description',
        'date_created',
        'is_active',
        'is_trash',
        'version',
        'markupVersion',
        'nextFieldId',
      ],
      ...[
        'cssClass',
        'firstPageCssClass',
        'labelPlacement',
        'descriptionPlacement',
        'subLabelPlacement',
        'validationSummary',
      ],
      ...[
        'requiredIndicator',
        'customRequiredIndicator',
        'enableAnimation',
        'enableHoneypot',
        'requireLogin',
        'requireLoginMessage',
      ],
      ...[
        'limitEntries',
        'limitEntriesCount',
        'limitEntriesPeriod',
        'limitEntriesMessage',
        'scheduleForm',
        'scheduleMessage',
      ],
      ...[
        'schedulePendingMessage',
        'scheduleStart',
        'scheduleStartHour',
        'scheduleStartMinute',
        'scheduleStartAmpm',
      ],
      ...['scheduleEnd', 'scheduleEndHour', 'scheduleEndMinute', 'scheduleEndAmpm'],
      ...['fields', 'button', 'lastPageButton', 'pagination', 'save', 'confirmations'],
    ],
    isDocumentsOnly: true,
  },
} as const satisfies Readonly<Record<string, GrantRow>>;

/** The name of a row of {@link grants}. */
export type Grant = keyof typeof grants;

/** Returns whether a text is the name of a grant. */
export function isGrant(name: string): name is Grant {
  return Object.hasOwn(grants, name);
}

/**
 * Returns the error for data that a visitor could read if the operator gave a grant.
 *
 * @param refusal - the error with which WordPress refused. null if the gateway did not ask WordPress
 */
export function grantError(grant: Grant, refusal: WordPressError | null = null): ClosedError {
  const { what, role } = grants[grant];
  const reason = `WordPress hides ${what} from visitors.`;
  const help =
    "Sign in, or let the gateway's operator give it a service credential " +
    `(of ${role}) with the grant \`${grant}\`.`;
  return new ClosedError('forbidden', refusal?.message ?? reason, {
    ...refusal?.details,
    grant,
    advice: refusal === null ? help : `${reason} ${help}`,
  });
}
