/** The version of WordPress that a site shows, and where it shows it. */
export interface DetectedVersion {
  readonly version: string;
  readonly source: 'generator' | 'assets' | 'feed';
}

const number = String.raw`\d+\.\d+(?:\.\d+)?(?:-[\w.-]+)?`;

/** Files with WordPress' own version in their URL. Other files of `wp-includes` have the version of their library. */
const coreAsset = new RegExp(
  String.raw`/wp-includes/(?:css/dist/block-library/[\w-]+(?:\.min)?\.css|css/classic-themes(?:\.min)?\.css|js/wp-emoji-release\.min\.js|js/wp-embed(?:\.min)?\.js)\?ver=(${number})(?=["'&\\])`,
);

/** The elements of a page that name its generator. */
function generatorsIn(html: string): readonly string[] {
  // A longer repetition, or one over the next element, takes time quadratic to the length of a page that is made for it.
  const elements = html.match(/<meta\b[^<>]{0,1000}>/gi) ?? [];
  return elements.filter((element) => /generator/i.test(element));
}

/** Returns the version in the generator element of a page, or in URLs of WordPress' files. Returns null if it is hidden. */
export function versionInHtml(html: string): DetectedVersion | null {
  for (const element of generatorsIn(html)) {
    const version = new RegExp(`WordPress (${number})`, 'i').exec(element)?.[1];
    if (version && /name=["']?generator/i.test(element)) return { version, source: 'generator' };
  }
  const version = coreAsset.exec(html)?.[1];
  return version ? { version, source: 'assets' } : null;
}

/** Returns the version in a feed. Returns null if it is hidden. */
export function versionInFeed(xml: string): DetectedVersion | null {
  const version = new RegExp(`<generator>https?://wordpress\\.org/\\?v=(${number})</generator>`, 'i').exec(
    xml,
  )?.[1];
  return version ? { version, source: 'feed' } : null;
}

/**
 * Returns whether a page has signs that WordPress made it. Files that editors upload are none: frontends show them, too.
 *
 * @example
 * isMadeByWordPress('<link href="/wp-content/themes/x/style.css">') // true
 */
export function isMadeByWordPress(html: string): boolean {
  return (
    generatorsIn(html).some((element) => /WordPress/i.test(element)) ||
    /["'(/]wp-(?:includes|content)\/(?!uploads\/)/.test(html) ||
    /rel=["']https:\/\/api\.w\.org\//.test(html)
  );
}
