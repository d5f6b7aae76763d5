import type { Resource, Trait } from './site.ts';

/** Top-level keys of content in REST. */
export const postKeys =
  'date date_gmt guid id link modified modified_gmt slug status type class_list title author featured_media comment_status ping_status meta template';
/** Query parameters of a route of content. */
export const postParameters =
  'context page per_page search after modified_after author author_exclude before modified_before exclude include offset order orderby search_columns slug status';
/** Top-level keys of terms in REST. */
export const termKeys = 'id count description link name slug taxonomy meta';
/** Query parameters of a route of terms. */
export const termParameters =
  'context page per_page search exclude include order orderby hide_empty post slug';

/** A resource of every WordPress, as a stock one describes it. */
export interface FixedRow {
  readonly kind: Resource['kind'];
  readonly traits?: readonly Trait[];
  readonly restBase: string;
  readonly label: string;
  readonly hierarchical: boolean;
  readonly linked: readonly string[];
  readonly properties: string;
  readonly parameters: string;
}

/** The resources of every WordPress by name. The description of the site overrides a row. */
export const fixedRows: ReadonlyMap<string, FixedRow> = new Map(
  Object.entries<FixedRow>({
    post: {
      kind: 'content',
      traits: ['blog'],
      restBase: 'posts',
      label: 'Posts',
      hierarchical: false,
      linked: ['category', 'post_tag'],
      properties: `${postKeys} content excerpt format sticky categories tags`,
      parameters: `${postParameters} tax_relation categories categories_exclude tags tags_exclude sticky`,
    },
    page: {
      kind: 'content',
      traits: ['pages'],
      restBase: 'pages',
      label: 'Pages',
      hierarchical: true,
      linked: [],
      properties: `${postKeys} parent content excerpt menu_order`,
      parameters: `${postParameters} menu_order parent parent_exclude`,
    },
    attachment: {
      kind: 'content',
      traits: ['files'],
      restBase: 'media',
      label: 'Media',
      hierarchical: false,
      linked: [],
      properties: `${postKeys} alt_text caption description media_type mime_type media_details post source_url`,
      parameters: `${postParameters} parent parent_exclude media_type mime_type`,
    },
    category: {
      kind: 'term',
      traits: ['default-term'],
      restBase: 'categories',
      label: 'Categories',
      hierarchical: true,
      linked: ['post'],
      properties: `${termKeys} parent`,
      parameters: `${termParameters} parent`,
    },
    post_tag: {
      kind: 'term',
      restBase: 'tags',
      label: 'Tags',
      hierarchical: false,
      linked: ['post'],
      properties: termKeys,
      parameters: `${termParameters} offset`,
    },
    user: {
      kind: 'user',
      restBase: 'users',
      label: 'Users',
      hierarchical: false,
      linked: [],
      properties: 'id name url description link slug avatar_urls meta',
      parameters:
        'context page per_page search exclude include offset order orderby slug roles capabilities who has_published_posts',
    },
    comment: {
      kind: 'comment',
      restBase: 'comments',
      label: 'Comments',
      hierarchical: true,
      linked: [],
      properties:
        'id author author_name author_url content date date_gmt link parent post status type author_avatar_urls meta',
      parameters:
        'context page per_page search after author author_exclude author_email before exclude include offset order orderby parent parent_exclude post status type password',
    },
  }),
);
