import type { Site } from '../../site/site.ts';
import { valueAt } from '../../values/json.ts';
import { localTime } from '../../values/local-time.ts';
import { list, text, texts } from '../../wordpress/document.ts';

/** A second source in a REST document for the value of a field that a taxonomy overwrote. */
export interface FieldSource {
  /** REST paths to request instead of the field. */
  readonly paths: readonly string[];
  /** Returns the field's value. Returns undefined if the document does not contain it. */
  readonly read: (document: unknown, origin: DocumentOrigin) => unknown;
}

/** The site and the type that a document comes from. */
export interface DocumentOrigin {
  readonly site: Pick<Site, 'timezone' | 'gmtOffset'>;
  /** WordPress' name of the type: `post`. */
  readonly type: string;
}

/**
 * Second sources for fields of content, by field. `get_post_class()` writes the status and the format into `class_list`.
 * `_links` has the ids of related documents. A field without a row here has no second source.
 */
export const fieldSources: Readonly<Record<string, FieldSource>> = {
  status: { paths: ['class_list'], read: (document) => inClasses(document, 'status-') },
  format: { paths: ['class_list'], read: (document) => inClasses(document, 'format-') },
  type: { paths: [], read: (_document, { type }) => type },
  author: linked('author'),
  featured_media: linked('wp:featuredmedia'),
  parent: linked('up'),
  date: localOf('date_gmt'),
  modified: localOf('modified_gmt'),
  content: protectedFrom('excerpt'),
  excerpt: protectedFrom('content'),
};

/** Fields that a result of `/wp/v2/search` contains. Each function reads one from a result. */
export const searchedFields: Readonly<Record<string, (result: unknown) => unknown>> = {
  title: (result) => ({ rendered: text(result, 'title') }),
  link: (result) => text(result, 'url'),
};

function inClasses(document: unknown, prefix: string): string | undefined {
  const classes = valueAt(document, 'class_list');
  const names = Array.isArray(classes)
    ? texts(document, 'class_list')
    : Object.values(classes ?? {}).map(String);
  return names.find((name) => name.startsWith(prefix))?.slice(prefix.length);
}

/** Reads the id at the end of a link. The value is 0 if there is no link, as in WordPress' own field. */
function linked(relation: string): FieldSource {
  return {
    paths: [`_links.${relation}`],
    read: (document) => {
      const address = text(list(document, '_links', relation)[0], 'href') ?? '';
      return Number(/\/(\d+)(?:[?&#].*)?$/.exec(address)?.[1] ?? 0);
    },
  };
}

/** Converts a UTC date of the document to the site's time zone. */
function localOf(field: string): FieldSource {
  return {
    paths: [field],
    read: (document, { site }) => {
      const time = Date.parse(`${text(document, field) ?? ''}Z`);
      return Number.isNaN(time) ? undefined : localTime(time, site);
    },
  };
}

/** Reads `protected`, which content and excerpt share. Their texts have no second source. */
function protectedFrom(field: string): FieldSource {
  return {
    paths: [`${field}.protected`],
    read: (document) => ({ protected: valueAt(document, field, 'protected') }),
  };
}
