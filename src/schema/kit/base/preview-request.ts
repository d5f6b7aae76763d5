/** The document that a request previews, as a client names it in `X-GraphQL-Preview` or in the extension `preview`. */
export interface PreviewRequest {
  /** The database id of the content. */
  readonly databaseId: number;
  /** The database id of the featured image in the preview: 0 for none. Null shows the saved one. */
  readonly featuredImageDatabaseId: number | null;
}
