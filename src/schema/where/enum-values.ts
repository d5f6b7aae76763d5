import type { ValueDescriptions } from '../kit/base/value-descriptions.ts';
import { contentOrderings } from './content-arguments.ts';
import { commentOrderings, termOrderings, userOrderings } from './orderings.ts';

/** An enum with the same values on every site. Resolvers get the name of a value. */
export interface FixedEnum {
  readonly name: string;
  readonly description: string;
  readonly values: ValueDescriptions;
}

/** The values of all `idType` enums. */
const idTypes: ValueDescriptions = {
  DATABASE_ID: "WordPress' id, a number.",
  EMAIL: 'The e-mail address.',
  ID: 'The global id.',
  LOCATION: "The theme's location of the menu.",
  NAME: 'The name.',
  SLUG: 'The slug.',
  SOURCE_URL: 'The URL of the file.',
  URI: 'The URI of the page.',
  USERNAME: 'The login name.',
};

/** Returns the values of an `idType` enum. */
export function idTypeValues(...names: readonly string[]): ValueDescriptions {
  return pick(idTypes, names);
}

const orders: ValueDescriptions = {
  AUTHOR: 'By the id of the author.',
  COMMENT_COUNT: 'By the number of comments.',
  DATE: 'By the date of publication.',
  IN: 'In the order of the argument `in`.',
  MENU_ORDER: 'By the order number that editors set.',
  MODIFIED: 'By the date of the last change.',
  NAME_IN: 'In the order of the argument `nameIn`.',
  PARENT: 'By the id of the parent.',
  SLUG: 'By the slug.',
  TITLE: 'By the title.',
};

const termOrders: ValueDescriptions = {
  COUNT: 'By the number of content nodes with the term.',
  DESCRIPTION: 'By the description.',
  NAME: 'By the name.',
  SLUG: 'By the slug.',
  TERM_GROUP: "By the term's group.",
  TERM_ID: 'By the database id.',
  TERM_ORDER: 'By the order number that a plugin sets.',
};

const userOrders: ValueDescriptions = {
  DISPLAY_NAME: 'By the display name.',
  EMAIL: 'By the e-mail address.',
  LOGIN: 'By the login name.',
  LOGIN_IN: 'In the order of the argument `loginIn`.',
  NICE_NAME: 'By the slug.',
  NICE_NAME_IN: 'In the order of the argument `nicenameIn`.',
  REGISTERED: 'By the date of registration.',
  URL: 'By the URL of the website.',
};

const commentOrders: ValueDescriptions = {
  COMMENT_AGENT: "By the author's browser.",
  COMMENT_APPROVED: 'By the status.',
  COMMENT_AUTHOR: "By the author's name.",
  COMMENT_AUTHOR_EMAIL: "By the author's e-mail address.",
  COMMENT_AUTHOR_IP: "By the author's IP address.",
  COMMENT_AUTHOR_URL: "By the author's website.",
  COMMENT_CONTENT: 'By the text.',
  COMMENT_DATE: "By the date, in the site's time zone.",
  COMMENT_DATE_GMT: 'By the date, in UTC.',
  COMMENT_ID: 'By the database id.',
  COMMENT_IN: 'In the order of the argument `commentIn`.',
  COMMENT_KARMA: 'By the karma that a plugin sets.',
  COMMENT_PARENT: 'By the id of the parent comment.',
  COMMENT_POST_ID: 'By the id of the content.',
  COMMENT_TYPE: 'By the type.',
  USER_ID: "By the author's user id.",
};

/** The enums with the same values on every site. */
export const fixedEnums: readonly FixedEnum[] = [
  {
    name: 'OrderEnum',
    description: 'The direction of an ordering.',
    values: { ASC: 'The smallest or oldest first.', DESC: 'The largest or newest first.' },
  },
  {
    name: 'RelationEnum',
    description: 'The way to combine filters.',
    values: { AND: 'A node must match all filters.', OR: 'A node must match at least one filter.' },
  },
  {
    name: 'AvatarRatingEnum',
    description: 'The highest rating that an avatar may have.',
    values: {
      G: 'Suitable for all audiences.',
      PG: 'Possibly offensive, for audiences of 13 years and older.',
      R: 'For adult audiences of 17 years and older.',
      X: 'For mature audiences only.',
    },
  },
  {
    name: 'PostObjectFieldFormatEnum',
    description: 'The format of a text. HTML, TEXT and MARKDOWN are beyond WPGraphQL.',
    values: {
      HTML: 'The HTML that the site shows.',
      MARKDOWN: 'Markdown.',
      RAW: 'The stored text, for users who may edit it.',
      RENDERED: 'The HTML that the site shows.',
      TEXT: 'Plain text without HTML.',
    },
  },
  {
    name: 'ContentUrlEnum',
    description: 'The form of the URLs in content.',
    values: {
      ABSOLUTE: 'Relative links and media get the host of the site.',
      FRONTEND: "Links to the site's pages point at the frontend.",
      RELATIVE: "Links to the site's pages become paths.",
      SITE: 'The URLs that WordPress returns.',
    },
  },
  {
    name: 'PostObjectsConnectionDateColumnEnum',
    description: 'A date of content.',
    values: { DATE: 'The date of publication.', MODIFIED: 'The date of the last change.' },
  },
  ordering('PostObjectsConnectionOrderbyEnum', 'The values to order content by.', [contentOrderings, orders]),
  ordering('TermObjectsConnectionOrderbyEnum', 'The values to order terms by.', [termOrderings, termOrders]),
  ordering('UsersConnectionOrderbyEnum', 'The values to order users by.', [userOrderings, userOrders]),
  ordering('CommentsConnectionOrderbyEnum', 'The values to order comments by.', [
    commentOrderings,
    commentOrders,
  ]),
  {
    name: 'UsersConnectionSearchColumnEnum',
    description: 'A value that a search for users looks at.',
    values: {
      EMAIL: 'The e-mail address.',
      ID: 'The database id.',
      LOGIN: 'The login name.',
      NICENAME: 'The slug.',
      URL: 'The URL of the website.',
    },
  },
  {
    name: 'CommentStatusEnum',
    description: 'The status of a comment.',
    values: {
      APPROVE: 'Approved and visible on the site.',
      HOLD: 'Pending moderation.',
      SPAM: 'Marked as spam.',
      TRASH: 'In the trash.',
    },
  },
  named('CommentNodeIdTypeEnum', 'The type of id that identifies a comment.', ['DATABASE_ID', 'ID']),
  named('ContentNodeIdTypeEnum', 'The type of id that identifies content.', ['DATABASE_ID', 'ID', 'URI']),
  named('TermNodeIdTypeEnum', 'The type of id that identifies a term.', [
    'DATABASE_ID',
    'ID',
    'NAME',
    'SLUG',
    'URI',
  ]),
  named('UserNodeIdTypeEnum', 'The type of id that identifies a user.', [
    ...['DATABASE_ID', 'EMAIL', 'ID', 'SLUG', 'URI', 'USERNAME'],
  ]),
  named('ContentTypeIdTypeEnum', 'The type of id that identifies a content type.', ['ID', 'NAME']),
  named('TaxonomyIdTypeEnum', 'The type of id that identifies a taxonomy.', ['ID', 'NAME']),
  named('MenuNodeIdTypeEnum', 'The type of id that identifies a menu.', [
    'DATABASE_ID',
    'ID',
    'LOCATION',
    'NAME',
    'SLUG',
  ]),
  named('MenuItemNodeIdTypeEnum', 'The type of id that identifies a menu item.', ['DATABASE_ID', 'ID']),
  {
    name: 'PluginStatusEnum',
    description: 'The status of a plugin.',
    values: {
      ACTIVE: 'Active.',
      DROP_IN: 'A drop-in, which replaces a part of WordPress.',
      INACTIVE: 'Installed but not active.',
      MUST_USE: 'A must-use plugin, which is always active.',
      PAUSED: 'Paused by WordPress after an error.',
      RECENTLY_ACTIVE: 'Recently deactivated.',
      UPGRADE: 'A newer version is available.',
    },
  },
  {
    name: 'UserRoleEnum',
    description: 'A role of a stock WordPress.',
    values: {
      ADMINISTRATOR: 'May do everything on the site.',
      AUTHOR: 'May write and publish their own content.',
      CONTRIBUTOR: 'May write content, but not publish it.',
      EDITOR: 'May edit and publish the content of all users.',
      SUBSCRIBER: 'May edit only their own profile.',
    },
  },
];

/** Descriptions of WordPress' statuses of content. */
export const contentStatuses: ValueDescriptions = {
  'auto-draft': 'Created by the editor but not saved yet.',
  draft: 'A draft.',
  future: 'Scheduled for a future date.',
  inherit: 'The status of its parent. Media and revisions have this status.',
  pending: 'Pending review by a user who may publish it.',
  private: 'Visible only to users who may read private content.',
  publish: 'Published.',
  trash: 'In the trash.',
  'request-completed': 'A completed request for personal data.',
  'request-confirmed': 'A confirmed request for personal data.',
  'request-failed': 'A failed request for personal data.',
  'request-pending': 'A request for personal data that is not confirmed yet.',
};

/** Descriptions of the statuses of media. */
export const mediaStatuses = pick(contentStatuses, ['auto-draft', 'inherit', 'private', 'trash']);

/** Descriptions of the image sizes of a stock WordPress, by their REST names. REST does not list a theme's own sizes. */
export const stockImageSizes: ValueDescriptions = {
  large: 'At most 1024 pixels wide and high by default.',
  medium: 'At most 300 pixels wide and high by default.',
  medium_large: 'At most 768 pixels wide.',
  thumbnail: 'Cropped to 150 by 150 pixels by default.',
  '1536x1536': 'At most 1536 pixels wide and high.',
  '2048x2048': 'At most 2048 pixels wide and high.',
};

function named(name: string, description: string, values: readonly string[]): FixedEnum {
  return { name, description, values: idTypeValues(...values) };
}

function ordering(
  name: string,
  description: string,
  [orderings, meanings]: readonly [Readonly<Record<string, unknown>>, ValueDescriptions],
): FixedEnum {
  return { name, description, values: pick(meanings, Object.keys(orderings)) };
}

/** @throws Error if a value has no description */
function pick(meanings: ValueDescriptions, names: readonly string[]): ValueDescriptions {
  return Object.fromEntries(
    names.map((name) => {
      const meaning = meanings[name];
      if (meaning === undefined) throw new Error(`The enum value ${name} has no description`);
      return [name, meaning];
    }),
  );
}
