// The reasons for the differences between WPGraphQL's schema and ours. Every difference needs a row, and every row needs a
// difference. Otherwise `npm run differences` fails.

/** Parts that our schema lacks. `path` matches `Type`, `Type.field` or `Type.field(argument)`. */
export const leftOut = [
  {
    path: /^(RootMutation\.)?(create|update|delete)PostFormat(\(input\))?$|^(Create|Update|Delete)PostFormat(Input|Payload)$/,
    why: "WordPress' REST API has no route for the taxonomy of post formats.",
    instead: '`postFormats` in the input of `createPost` and `updatePost`',
  },
  {
    path: /^(RootMutation\.)?increaseCount(\(count\))?$/,
    why: 'It is only an example of a mutation, and changes nothing.',
    instead: '–',
  },
  {
    path: /^Template_\w+$|^ContentTemplateEnum\.\w+$/,
    why: "These are the templates of a theme. WordPress' REST API does not list the templates of classic themes.",
    instead:
      '`template { … on DefaultTemplate { templateName } }`, and `where: { template: DEFAULT_TEMPLATE }`',
  },
];

/** Parts that have another type in our schema, in rows of the same form. */
export const otherTypes = [];
