import { decodedText } from '../../schema/kit/base/text.ts';
import { isRecord } from '../../values/json.ts';
import { texts } from '../../wordpress/document.ts';
import { tagsKey } from '../seo/html-head.ts';
import { headOf, type Seo } from '../seo/source.ts';

/** Returns the contents of all tags with a name: `article:tag`. Leaves out empty ones. */
export function tagsOf(seo: Seo, name: string): readonly string[] {
  const found = texts(headOf({ keys: null }, seo), tagsKey, name);
  return found.map((text) => decodedText(text) ?? '').filter((text) => text !== '');
}

/** Returns the content of the first tag with a name. Returns null if it is missing or empty. */
export function tagOf(seo: Seo, name: string): string | null {
  return tagsOf(seo, name)[0] ?? null;
}

/** Returns whether a head has a tag whose name begins with a text: `og:video`. */
export function hasTags(seo: Seo, prefix: string): boolean {
  const tags = headOf({ keys: null }, seo)?.[tagsKey];
  return isRecord(tags) && Object.keys(tags).some((name) => name.startsWith(prefix));
}
