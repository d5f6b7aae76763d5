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

/** Returns the version in the generator element of a page, or in URLs of WordPress' files. Returns null if it is hidden. */
export function versionInHtml(html: string): DetectedVersion | null {
  for (const [element] of html.matchAll(/<meta\b[^>]*>/gi)) {
    if (!/name=["']?generator/i.test(element)) continue;
    const version = new RegExp(`WordPress (${number})`, 'i').exec(element)?.[1];
    if (version) return { version, source: 'generator' };
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

/** Returns whether a page has signs that WordPress made it. */
export function isMadeByWordPress(html: string): boolean {
  return (
    versionInHtml(html) !== null ||
    /<meta[^>]+generator[^>]+WordPress/i.test(html) ||
    /["'(/]wp-(?:content|includes)\//.test(html) ||
    /rel=["']https:\/\/api\.w\.org\//.test(html)
  );
}
