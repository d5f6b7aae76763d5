import type { Difference } from '../../schema/integration/contract.ts';

/** The difference for sites whose SEO plugin hides its data from REST. */
export const seoDifference: Difference = {
  subject: /\.(seo|yoastHead\w*|rankMath\w*)$|^(SEO\w*|RankMath\w*)$/,
  what: '`seo` of content, terms and users',
  why: "The field belongs to an SEO plugin, and the site's REST API does not show the data of that plugin.",
  instead:
    "Enable the REST API in the plugin's settings (Yoast SEO: REST API endpoint; Rank Math: headless support).",
};
