/**
 * The limits that keep a site, a document or a file from exhausting the gateway. What an operator can set is an option
 * (`src/config/options.ts`) instead.
 */
export const limits = {
  // Documents and answers of clients
  /** Levels of JSON, in both directions. PHP's `json_encode` writes no more, and its `json_decode` reads no more. */
  maxJsonDepth: 512,
  /** Fields of a list that complete at once. Those of longer lists complete item by item, so that other clients get turns. */
  maxFieldsAtOnce: 500,
  /** Milliseconds of computing after which an operation is large: it goes on when the large ones before it are done. */
  maxModestTime: 100,
  /** Keys of one wave whose callers go on at once. Those of larger waves go on in turns. */
  maxKeysAtOnce: 200,
  /** Notices of an answer. */
  maxNotices: 100,
  /** Characters of all parsed documents that the gateway keeps. */
  maxParsedLength: 400_000,
  /** How many times the work of the introspection query of tools one operation may take. */
  maxIntrospectionWork: 2,
  /** How many answers of the size of that query the gateway keeps. Each takes about 20 MB. */
  maxIntrospectionsKept: 3,
  /** Characters of an answer that visitors share. Larger ones are hashed, copied and compressed for too long. */
  maxSharedAnswer: 4_000_000,
  /** Characters of an answer that stay one text. Longer ones become parts of bytes, which take half the memory. */
  maxAnswerPart: 256 * 1024,
  /** Characters of an answer that are sent in one turn of the event loop. */
  maxSentAtOnce: 1_000_000,
  /** Characters of all stored documents together (automatic persisted queries). */
  maxStoredQueryLength: 8 * 1024 * 1024,
  /** Files of one multipart request. */
  maxUploadedFiles: 20,
  /** Characters of all content that an operation keeps as parsed documents, which take up to 100 times the memory. */
  maxBodyLength: 1_000_000,
  /** Characters of content that is parsed. */
  maxParsedContent: 1_000_000,
  /** Characters of content that is converted to Markdown or blocks. They take ten times as long as parsing. */
  maxConvertedContent: 250_000,
  /** Characters of content that are parsed without a pause, if there is no other thread for long content. */
  maxParsedAtOnce: 32 * 1024,
  /** Characters of content that is converted on the event loop. That takes up to 50 ms; another thread converts more. */
  maxConvertedHere: 16 * 1024,

  // Reads of WordPress
  /** Documents of a list that every operation may read at any time: WordPress returns as many at once. */
  maxShortList: 100,
  /** Operations that read longer lists at once, each of another client. */
  maxLongReaders: 2,
  /** Documents of one wave that are read one by one. */
  maxSingleReads: 10,
  /** Links of a navigation, or items of a menu that a theme prints. */
  maxNavigationLinks: 999,
  /**
   * Characters of a page of the theme that are searched for menus and posts. The footer has menus, so the head is not enough. Few
   * pages are as long as this, and parsing so many takes about 50 ms.
   */
  maxThemePage: 500_000,
  /** Menus that one page prints. */
  maxPrintedMenus: 50,
  /** Elements whose names say where a menu is. */
  maxMenuPlaces: 24,
  /** Requests for several parts of a collection together, each for the parts that the earlier ones have not completed. */
  maxPartRounds: 5,
  /** Ancestors of a document. Each level takes a request. */
  maxAncestors: 50,
  /** Documents of each type whose revisions are listed together. */
  maxRevisedContents: 100,
  /** Redirects to follow when WordPress is asked which node a URL shows. */
  maxPermalinkRedirects: 2,
  /** Redirects of a REST request. */
  maxRestRedirects: 5,
  /** Redirects of a file that the gateway fetches for a client. */
  maxFileRedirects: 3,
  /** Characters of a request URL. Apache accepts 8,190 for the whole request line. */
  maxUrlLength: 7800,
  /** Milliseconds between two tries of a request. */
  maxRetryPause: 10_000,
  /** Retries as a share of all requests. */
  retryShare: 0.2,
  /** Retries that a quiet time saves up. */
  maxSavedRetries: 10,
  /** Groups of routes whose circuit and times the gateway knows, the last used ones. */
  maxRouteGroups: 1000,
  /** Requests of all clients that wait for their turn. */
  maxWaitingRequests: 5000,
  /** Milliseconds for which a read whose client has left counts as running, at most. */
  maxAbandonedTime: 2000,
  /** Milliseconds after which a refused client may try again, at least. */
  overloadPause: 2000,
  /** Operations that wait for their first turn and that are never refused, however late they may be. */
  shortBacklog: 16,
  /** Completed operations after which the gateway begins to estimate how many it completes in a second. */
  minPace: 16,
  /** Milliseconds of such completions after which it does. The first ones come in bursts. */
  minPaceTime: 2000,
  /** Milliseconds between two looks at the operations that wait. */
  backlogPause: 100,
  /** Milliseconds after which a client may try again, at most, however many wait. */
  maxOverloadPause: 30_000,
  /** The last completed operations by which it estimates that. */
  maxPace: 48,
  /** Failures in a row after which a group of routes, or an unreachable site, is left alone for a while. */
  circuitFailures: 5,
  /** Milliseconds of the first pause. Each further one is twice as long. */
  firstCircuitPause: 1000,
  /** Milliseconds of the longest pause, even if WordPress asks for more: its maintenance page asks for ten minutes. */
  maxCircuitPause: 30_000,
  /**
   * Longest pause in milliseconds of an open circuit for which WordPress did not ask. It is also how long after an outage
   * pages become fresh, at the latest.
   */
  maxOwnCircuitPause: 5000,
  /** Milliseconds until the outcome of a probe is looked at again. */
  circuitProbePause: 200,
  /** Milliseconds that a `HEAD` request may take. */
  maxHeadTimeout: 10_000,
  /** Milliseconds to send a file and for WordPress to make the sizes of an image. */
  maxUploadTimeout: 300_000,
  /** Characters of PHP warnings before the JSON of an answer. */
  maxWarningLength: 64 * 1024,
  /** Places in an answer that are tried as the start of its JSON. */
  maxJsonStarts: 50,
  /** Documents of a collection that is read as a whole. */
  maxWholeCollection: 1000,
  /** Sitemaps in memory. WordPress writes one for 2000 addresses. */
  maxSitemaps: 20,
  /** Ranks that are read for one page. */
  maxRanks: 20_000,
  /** Documents that the gateway filters out for one page. */
  maxFilteredOut: 1000,
  /** Reads of more documents until the order of the newest ones is certain. */
  maxNewestTries: 4,
  /** Documents that one search embeds. */
  maxEmbedded: 50,
  /** Names of types in one search. */
  maxSearchNames: 60,
  /** Searches for one page. */
  maxSearches: 10,

  // Discovery of a site
  /** Bytes of an HTML page that are searched for its head. */
  maxPageHeadBytes: 256 * 1024,
  /** Redirects of an HTML page. */
  maxPageRedirects: 5,
  /** Searches for samples of many types. */
  maxSampleRounds: 4,
  /** Characters of a `_fields` parameter. */
  maxFieldsLength: 3000,
  /** Slugs of one URL that a node may have. */
  maxSlugCandidates: 16,
  /** Levels of a JSON schema of a site's own fields or routes. */
  maxSchemaDepth: 10,
  /** Routes of one namespace in the graph. */
  maxRoutes: 300,
  /** Properties of one object in the schema of a route. The graph has no fields for more. */
  maxRouteProperties: 500,
  /** Schemas inside of the schema of a route. */
  maxRouteSchemaParts: 20_000,
  /** Object types that the routes of one namespace may need. Further objects are JSON. */
  maxRouteTypes: 500,
  /** Routes without a schema, of one namespace, that discovery asks for an example. */
  maxRouteExampleReads: 12,
  /** Items of a list by which a type is found. */
  maxRouteExamples: 10,
  /** Documents of a collection by which the types of its fields without a schema are found. */
  maxExampleDocuments: 20,
  /** Collections that discovery asks for such documents. */
  maxExampleReads: 24,
  /** Object types that one field may need if examples are its schema. With more, it is JSON. */
  maxExampleTypes: 200,
  /** Object types that all such fields may need. Those beyond are JSON. */
  maxExampleTypesInAll: 1000,

  // Content
  /** Levels of HTML elements. */
  maxHtmlDepth: 512,
  /** Levels of nested blocks. */
  maxBlockDepth: 100,
  /** Columns that one table cell spans. */
  maxTableSpan: 20,
  /** Levels of nested lists and quotes in Markdown. */
  maxListDepth: 10,
  /** Levels of indentation in plain text. */
  maxTextIndent: 20,
} as const;
