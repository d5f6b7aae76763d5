import type { Integration } from '../../schema/integration/contract.ts';
import { templateReads, templatesOf } from './templates.ts';

/** FaustWP: the fields that it adds to WPGraphQL, as far as WordPress' REST API has what they tell. */
export const templateHierarchy: Integration = {
  name: 'template-hierarchy',
  detect: ({ namespaces }) => namespaces.includes('faustwp/v1'),
  extend: (graph) => {
    graph.addFields('UniformResourceIdentifiable', (t) => ({
      templates: t.stringList({
        nullable: { list: true, items: true },
        description:
          'The names of the templates that WordPress looks for on the page of the node, if the theme has none of them: `single-post`, `single`, `singular`, `index`.',
        reads: templateReads,
        resolve: (node) => templatesOf(node, graph.site),
      }),
    }));
    graph.addFields('User', (t) => ({
      shouldShowFaustToolbar: t.boolean({
        description:
          "Whether the user wants to see the toolbar. Always null: WordPress' REST API doesn't show it, so frontends show none.",
        resolve: () => null,
      }),
    }));
  },
  differences: [
    {
      subject: /^RootMutation\.generateAuthorizationCode$/,
      what: '`generateAuthorizationCode`',
      why: 'Only WPGraphQL creates the codes that FaustWP exchanges for tokens.',
      instead: "Sign in with `login`, or with FaustWP's page in WordPress (authType `redirect`).",
    },
    {
      subject: /(\.(globalStylesheet|conditionalTags)$)|^(ConditionalTags|GlobalStylesheetTypesEnum)$/,
      what: '`globalStylesheet` and `conditionalTags`',
      why: "WordPress' REST API has styles as data and not as CSS, and no conditional tags.",
      instead: 'Query `globalStyles`, and `isFrontPage`, `isPostsPage` or `__typename`.',
    },
  ],
};
