import type { Site } from '../../site/site.ts';
import { valueAt } from '../../values/json.ts';
import { list, text, texts } from '../../wordpress/document.ts';

/** Another place of a REST document that says what one of its fields said. */
export interface FieldSource {
  /** REST paths that are read in its place. */
  readonly paths: readonly string[];
  /** The value; undefined where the document doesn't say. */
  readonly read: (document: unknown, about: About) => unknown;
}

/** What else is known of a document. */
export interface About {
  readonly site: Pick<Site, 'timezone' | 'gmtOffset'>;
  /** WordPress' name of the type. */
  readonly type: string;
}

/**
 * Where fields of content are read that a taxonomy has taken: `get_post_class` names status and format, links name the
 * documents that belong to it. What isn't here can't be read elsewhere.
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
  content: isProtectedAs('excerpt'),
  excerpt: isProtectedAs('content'),
};

/** Fields that results of `/wp/v2/search` say, by the name that they have there. */
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

/** The id at the end of a link; 0, as WordPress writes for none, where there is no link. */
function linked(relation: string): FieldSource {
  return {
    paths: [`_links.${relation}`],
    read: (document) => {
      const address = text(list(document, '_links', relation)[0], 'href') ?? '';
      return Number(/\/(\d+)(?:[?&#].*)?$/.exec(address)?.[1] ?? 0);
    },
  };
}

/** A date in the site's time zone, from the one in UTC. */
function localOf(field: string): FieldSource {
  return {
    paths: [field],
    read: (document, { site: { timezone, gmtOffset } }) => {
      const time = Date.parse(`${text(document, field) ?? ''}Z`);
      if (Number.isNaN(time)) return undefined;
      if (!timezone) return new Date(time + gmtOffset * 3_600_000).toISOString().slice(0, 19);
      // Swedish writes dates as ISO 8601 does.
      return new Date(time).toLocaleString('sv-SE', { timeZone: timezone }).replace(' ', 'T');
    },
  };
}

/** Whether it has a password; the text itself is nowhere else. */
function isProtectedAs(field: string): FieldSource {
  return {
    paths: [`${field}.protected`],
    read: (document) => ({ protected: valueAt(document, field, 'protected') }),
  };
}
