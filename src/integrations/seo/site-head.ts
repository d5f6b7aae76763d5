import { allElements, attribute, parseHtml } from '../../content/html.ts';
import { decodedText } from '../../schema/kit/base/text.ts';
import { valueAt } from '../../values/json.ts';
import { text, texts } from '../../wordpress/document.ts';
import { type Head, pieces, typesOf } from './head.ts';

/** What the head of the home page says about the site. */
export interface SiteHead {
  readonly head: Head;
  readonly html: string;
}

/** Returns the piece of the schema that publishes the site: its organization, or the person whose site it is. */
function publisherOf({ head }: SiteHead): { piece: unknown; kind: 'company' | 'person' } | null {
  const all = pieces(head);
  const site = all.find((piece) => typesOf(piece).includes('WebSite'));
  const id = text(site, 'publisher', '@id');
  const named = all.find((piece) => id !== null && text(piece, '@id') === id);
  const piece = named ?? all.find((each) => typesOf(each).includes('Organization'));
  if (!piece) return null;
  // A site of a person has a publisher that is both (`["Person", "Organization"]`).
  return { piece, kind: typesOf(piece).includes('Person') ? 'person' : 'company' };
}

/** Returns the name of the site's publisher if it is of a kind. Returns null if it is of the other kind. */
export function publisherName(site: SiteHead, kind: 'company' | 'person'): string | null {
  const publisher = publisherOf(site);
  return publisher?.kind === kind ? decodedText(text(publisher.piece, 'name')) : null;
}

/** Returns `company` or `person`. Returns null if the schema names no publisher. */
export function publisherKind(site: SiteHead): string | null {
  return publisherOf(site)?.kind ?? null;
}

/** Returns the address of the publisher's logo, if the publisher is of a kind or no kind is asked for. Returns null if there is none. */
export function logoUrl(site: SiteHead, kind: 'company' | 'person' | null): string | null {
  const publisher = publisherOf(site);
  if (!publisher || (kind !== null && publisher.kind !== kind)) return null;
  const logo = valueAt(publisher.piece, 'logo') ?? valueAt(publisher.piece, 'image');
  const id = text(logo, '@id');
  const image = text(logo, 'url') === null && id ? pieceWithId(site, id) : logo;
  return text(image, 'url') ?? text(image, 'contentUrl') ?? (typeof logo === 'string' ? logo : null);
}

function pieceWithId({ head }: SiteHead, id: string): unknown {
  const inPublisher = pieces(head).flatMap((piece) => [
    piece,
    valueAt(piece, 'logo'),
    valueAt(piece, 'image'),
  ]);
  return inPublisher.find((piece) => text(piece, '@id') === id && text(piece, 'url') !== null);
}

/** Returns a text of the schema's piece about the site: `name`, `inLanguage`. */
export function siteText({ head }: SiteHead, key: string): string | null {
  return decodedText(
    text(
      pieces(head).find((piece) => typesOf(piece).includes('WebSite')),
      key,
    ),
  );
}

/** Returns the addresses of the publisher's profiles (`sameAs`). */
export function siteProfiles(site: SiteHead): readonly string[] {
  const publisher = text(site.head, 'article_publisher');
  return [...(publisher ? [publisher] : []), ...texts(publisherOf(site)?.piece, 'sameAs')];
}

/** Returns the content of a `meta` element, such as the proof of ownership for a search engine. Empty if there is none. */
export function metaIn({ html }: SiteHead, name: string): string {
  const found = [...allElements(parseHtml(html).children)].find(
    (element) => element.name === 'meta' && attribute(element, 'name') === name,
  );
  return (found && attribute(found, 'content')) ?? '';
}

/** Returns the address of the image for social networks. */
export function shareImageUrl({ head }: SiteHead): string | null {
  const images = valueAt(head, 'og_image');
  return Array.isArray(images) ? text(images[0], 'url') : text(head, 'og_image');
}

/** Returns the profiles of the person whose page has the head. */
export function personProfiles(head: Head | null): readonly string[] {
  const people = pieces(head).filter((piece) => typesOf(piece).includes('Person'));
  const main = people.find((piece) => valueAt(piece, 'mainEntityOfPage') !== undefined);
  return texts(main ?? people[0], 'sameAs');
}
