/** The versions of WPGraphQL that the graph can follow, the oldest first. */
export const wpgraphqlVersions = ['2.20', '2.21', '2.22'] as const;

/** A version of WPGraphQL that the graph can follow, without its patch number. */
export type WPGraphQLVersion = (typeof wpgraphqlVersions)[number];

/** The version that the graph follows unless the operator pins another. */
export const newestWPGraphQL: WPGraphQLVersion = '2.22';

/** A difference between two versions of WPGraphQL. */
interface VersionChange {
  /** The first version that has it. */
  readonly since: WPGraphQLVersion;
  /** What clients of that version may do or see, in one sentence. */
  readonly sentence: string;
}

/**
 * What has changed in WPGraphQL since the oldest version in {@link wpgraphqlVersions} and shows in the graph. Versions that no
 * row names differ from the one before in nothing that clients see.
 */
export const versionChanges = {
  previewContext: {
    since: '2.21',
    sentence:
      'The header `X-GraphQL-Preview` and the request extension `preview` show an unpublished version of one document.',
  },
  deprecatedAsPreview: {
    since: '2.21',
    sentence: 'The argument `asPreview` is deprecated.',
  },
} as const satisfies Readonly<Record<string, VersionChange>>;

/** Returns whether a version of WPGraphQL has a change. */
export function hasChange(version: WPGraphQLVersion, change: keyof typeof versionChanges): boolean {
  return wpgraphqlVersions.indexOf(version) >= wpgraphqlVersions.indexOf(versionChanges[change].since);
}
