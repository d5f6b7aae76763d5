/** A WordPress version as a site shows it. */
export interface DetectedVersion {
  readonly version: string;
  readonly source: 'generator' | 'assets' | 'feed';
}

const number = String.raw`\d+\.\d+(?:\.\d+)?(?:-[\w.-]+)?`;

/** Files that carry WordPress' own version; other files of `wp-includes` carry that of their library. */
const coreAsset = new RegExp(
  String.raw`/wp-includes/(?:css/dist/block-library/[\w-]+(?:\.min)?\.css|css/classic-themes(?:\.min)?\.css|js/wp-emoji-release\.min\.js|js/wp-embed(?:\.min)?\.js)\?ver=(${number})(?=["'&\\])`,
);

/** The version that a page shows: its generator, or the addresses of WordPress' own files. */
export function versionInHtml(html: string): DetectedVersion | null {
  for (const [element] of html.matchAll(/<meta\b[^>]*>/gi)) {
    if (!/name=["']?generator/i.test(element)) continue;
    const version = new RegExp(`WordPress (${number})`, 'i').exec(element)?.[1];
    if (version) return { version, source: 'generator' };
  }
  const version = coreAsset.exec(html)?.[1];
  return version ? { version, source: 'assets' } : null;
}

/** The version that a feed shows. */
export function versionInFeed(xml: string): DetectedVersion | null {
  const version = new RegExp(`<generator>https?://wordpress\\.org/\\?v=(${number})</generator>`, 'i').exec(
    xml,
  )?.[1];
  return version ? { version, source: 'feed' } : null;
}

/** Whether a page shows that WordPress made it. */
export function isMadeByWordPress(html: string): boolean {
  return (
    versionInHtml(html) !== null ||
    /<meta[^>]+generator[^>]+WordPress/i.test(html) ||
    /["'(/]wp-(?:content|includes)\//.test(html) ||
    /rel=["']https:\/\/api\.w\.org\//.test(html)
  );
}
