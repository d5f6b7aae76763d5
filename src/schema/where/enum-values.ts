import type { ValueDescriptions } from '../kit/base/value-descriptions.ts';
import { contentOrderings } from './content-arguments.ts';
import { commentOrderings, termOrderings, userOrderings } from './orderings.ts';

/** An enum that is the same for every site: its values' names are also what resolvers get. */
export interface FixedEnum {
  readonly name: string;
  readonly description: string;
  readonly values: ValueDescriptions;
}

/** What each way to name something takes. */
const ways: ValueDescriptions = {
  DATABASE_ID: "WordPress' own id, a number.",
  EMAIL: 'The e-mail address.',
  ID: 'The global id.',
  LOCATION: 'The place of the theme that it stands in.',
  NAME: 'The name.',
  SLUG: 'The slug.',
  SOURCE_URL: 'The address of the file.',
  URI: 'The address of its page.',
  USERNAME: 'The name to sign in with.',
};

/** The values of an enum of ways to name something, with what each takes. */
export function idTypeValues(...names: readonly string[]): ValueDescriptions {
  return pick(ways, names);
}

const orders: ValueDescriptions = {
  AUTHOR: 'By the id of the author.',
  COMMENT_COUNT: 'By the number of comments.',
  DATE: 'By the date of publication.',
  IN: 'In the order of the argument `in`.',
  MENU_ORDER: 'By the order that editors set.',
  MODIFIED: 'By the date of the last change.',
  NAME_IN: 'In the order of the argument `nameIn`.',
  PARENT: 'By the id of the parent.',
  SLUG: 'By the slug.',
  TITLE: 'By the title.',
};

const termOrders: ValueDescriptions = {
  COUNT: 'By how much content has the term.',
  DESCRIPTION: 'By the description.',
  NAME: 'By the name.',
  SLUG: 'By the slug.',
  TERM_GROUP: "By the term's group.",
  TERM_ID: 'By the database id.',
  TERM_ORDER: 'By the order that a plugin set.',
};

const userOrders: ValueDescriptions = {
  DISPLAY_NAME: 'By the name that the site shows.',
  EMAIL: 'By the e-mail address.',
  LOGIN: 'By the name to sign in with.',
  LOGIN_IN: 'In the order of the argument `loginIn`.',
  NICE_NAME: 'By the slug.',
  NICE_NAME_IN: 'In the order of the argument `nicenameIn`.',
  REGISTERED: 'By the date of registration.',
  URL: 'By the address of the website.',
};

const commentOrders: ValueDescriptions = {
  COMMENT_AGENT: 'By the browser of its writer.',
  COMMENT_APPROVED: 'By the status.',
  COMMENT_AUTHOR: 'By the name of its writer.',
  COMMENT_AUTHOR_EMAIL: 'By the e-mail address of its writer.',
  COMMENT_AUTHOR_IP: 'By the IP address of its writer.',
  COMMENT_AUTHOR_URL: 'By the website of its writer.',
  COMMENT_CONTENT: 'By the text.',
  COMMENT_DATE: "By the date, in the site's time zone.",
  COMMENT_DATE_GMT: 'By the date, in UTC.',
  COMMENT_ID: 'By the database id.',
  COMMENT_IN: 'In the order of the argument `commentIn`.',
  COMMENT_KARMA: 'By the karma that a plugin gave.',
  COMMENT_PARENT: 'By the id of the comment replied to.',
  COMMENT_POST_ID: 'By the id of the content commented on.',
  COMMENT_TYPE: 'By the type.',
  USER_ID: 'By the id of the user who wrote it.',
};

/** The enums that every site has. */
export const fixedEnums: readonly FixedEnum[] = [
  {
    name: 'OrderEnum',
    description: 'Direction of an ordering.',
    values: { ASC: 'The smallest or oldest first.', DESC: 'The largest or newest first.' },
  },
  {
    name: 'RelationEnum',
    description: 'How filters combine.',
    values: { AND: 'All must hold.', OR: 'At least one must hold.' },
  },
  {
    name: 'AvatarRatingEnum',
    description: 'The highest rating that an avatar may have.',
    values: {
      G: 'For every audience.',
      PG: 'May offend; for 13 years and older.',
      R: 'For adults of 17 years and older.',
      X: 'For grown-up audiences alone.',
    },
  },
  {
    name: 'PostObjectFieldFormatEnum',
    description: 'How a text is given. RENDERED, TEXT and MARKDOWN are beyond WPGraphQL.',
    values: {
      HTML: 'As HTML, as the site shows it.',
      MARKDOWN: 'In Markdown.',
      RAW: 'As it was written, for those who may edit it.',
      RENDERED: 'As HTML, as the site shows it.',
      TEXT: 'In plain characters.',
    },
  },
  {
    name: 'ContentUrlEnum',
    description: 'How addresses in content are given.',
    values: {
      ABSOLUTE: "Links and media without a host get the site's.",
      FRONTEND: "Links to the site's pages lead to the frontend.",
      RELATIVE: "Links to the site's pages are paths.",
      SITE: 'As WordPress writes them.',
    },
  },
  {
    name: 'PostObjectsConnectionDateColumnEnum',
    description: 'Which date of content.',
    values: { DATE: 'The date of publication.', MODIFIED: 'The date of the last change.' },
  },
  ordering('PostObjectsConnectionOrderbyEnum', 'What content is ordered by.', [contentOrderings, orders]),
  ordering('TermObjectsConnectionOrderbyEnum', 'What terms are ordered by.', [termOrderings, termOrders]),
  ordering('UsersConnectionOrderbyEnum', 'What users are ordered by.', [userOrderings, userOrders]),
  ordering('CommentsConnectionOrderbyEnum', 'What comments are ordered by.', [
    commentOrderings,
    commentOrders,
  ]),
  {
    name: 'UsersConnectionSearchColumnEnum',
    description: 'Where a search for users looks.',
    values: {
      EMAIL: 'In the e-mail address.',
      ID: 'In the database id.',
      LOGIN: 'In the name to sign in with.',
      NICENAME: 'In the slug.',
      URL: 'In the address of the website.',
    },
  },
  {
    name: 'CommentStatusEnum',
    description: 'Status of a comment.',
    values: {
      APPROVE: 'Approved, and shown on the site.',
      HOLD: 'Waiting for a moderator.',
      SPAM: 'Marked as spam.',
      TRASH: 'In the trash.',
    },
  },
  named('CommentNodeIdTypeEnum', 'What identifies a comment.', ['DATABASE_ID', 'ID']),
  named('ContentNodeIdTypeEnum', 'What identifies content.', ['DATABASE_ID', 'ID', 'URI']),
  named('TermNodeIdTypeEnum', 'What identifies a term.', ['DATABASE_ID', 'ID', 'NAME', 'SLUG', 'URI']),
  named('UserNodeIdTypeEnum', 'What identifies a user.', [
    ...['DATABASE_ID', 'EMAIL', 'ID', 'SLUG', 'URI', 'USERNAME'],
  ]),
  named('ContentTypeIdTypeEnum', 'What identifies a content type.', ['ID', 'NAME']),
  named('TaxonomyIdTypeEnum', 'What identifies a taxonomy.', ['ID', 'NAME']),
  named('MenuNodeIdTypeEnum', 'What identifies a menu.', ['DATABASE_ID', 'ID', 'LOCATION', 'NAME', 'SLUG']),
  named('MenuItemNodeIdTypeEnum', 'What identifies an item of a menu.', ['DATABASE_ID', 'ID']),
  {
    name: 'PluginStatusEnum',
    description: 'Status of a plugin.',
    values: {
      ACTIVE: 'In use.',
      DROP_IN: "Replaces a part of WordPress' own.",
      INACTIVE: 'Installed, and not in use.',
      MUST_USE: 'Always in use: a must-use plugin.',
      PAUSED: 'Stopped by WordPress after an error.',
      RECENTLY_ACTIVE: 'In use until lately.',
      UPGRADE: 'Has a newer version.',
    },
  },
  {
    name: 'UserRoleEnum',
    description: 'A role of a stock WordPress.',
    values: {
      ADMINISTRATOR: 'May do everything on the site.',
      AUTHOR: 'May write and publish content.',
      CONTRIBUTOR: 'May write content that others publish.',
      EDITOR: 'May edit and publish the content of all.',
      SUBSCRIBER: 'May edit their own profile.',
    },
  },
];

/** What WordPress' statuses of content mean. */
export const contentStatuses: ValueDescriptions = {
  'auto-draft': 'Created by the editor, and not saved yet.',
  draft: 'Being written.',
  future: 'To be published at a date.',
  inherit: 'Of the status of what it belongs to: media, revisions.',
  pending: 'Waiting for somebody who may publish it.',
  private: 'For those who may read private content.',
  publish: 'Published.',
  trash: 'In the trash.',
  'request-completed': 'A request for personal data that was fulfilled.',
  'request-confirmed': 'A request for personal data that its sender confirmed.',
  'request-failed': 'A request for personal data that failed.',
  'request-pending': 'A request for personal data that waits to be confirmed.',
};

/** The statuses of media. */
export const mediaStatuses = pick(contentStatuses, ['auto-draft', 'inherit', 'private', 'trash']);

/** Image sizes of a stock WordPress, by their names in REST; a theme's own aren't shown by REST. */
export const stockImageSizes: ValueDescriptions = {
  large: 'At most 1024 pixels wide and high, unless the site says otherwise.',
  medium: 'At most 300 pixels wide and high, unless the site says otherwise.',
  medium_large: 'At most 768 pixels wide.',
  thumbnail: 'A cut of 150 by 150 pixels, unless the site says otherwise.',
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

/** @throws Error for a value that nobody described */
function pick(meanings: ValueDescriptions, names: readonly string[]): ValueDescriptions {
  return Object.fromEntries(
    names.map((name) => {
      const meaning = meanings[name];
      if (meaning === undefined) throw new Error(`The enum value ${name} has no description`);
      return [name, meaning];
    }),
  );
}
