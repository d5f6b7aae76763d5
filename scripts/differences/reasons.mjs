// What of WPGraphQL's schema is left out, and what has another type: why, and what to use instead. Each row must match
// something, and everything must be matched by a row; else `npm run differences` fails.

/** `path`: `Type`, `Type.field`, `Type.field(argument)` as the whole of it. */
export const leftOut = [
  {
    path: /^(RootMutation\.)?(create|update|delete)PostFormat(\(input\))?$|^(Create|Update|Delete)PostFormat(Input|Payload)$/,
    why: "WordPress' REST API has no route for the taxonomy of post formats.",
    instead: '`postFormats` in the input of `createPost` and `updatePost`',
  },
  {
    path: /^(RootMutation\.)?increaseCount(\(count\))?$/,
    why: 'An example of a mutation, which changes nothing.',
    instead: '–',
  },
  {
    path: /^Template_\w+$|^ContentTemplateEnum\.\w+$/,
    why: "The templates of a theme: WordPress' REST API doesn't list those of classic themes, nor their names.",
    instead:
      '`template { … on DefaultTemplate { templateName } }`, and `where: { template: DEFAULT_TEMPLATE }`',
  },
];

/** The same for what has another type. */
export const otherTypes = [];
