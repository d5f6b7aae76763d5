import { isRecord } from '../values/json.ts';
import { integer, text } from '../wordpress/document.ts';

/** Settings that the HTML of a page contains. A setting that is missing there is null. */
export interface PageSettings {
  /** `en_US` */
  readonly language: string | null;
  readonly dateFormat: string | null;
  readonly timeFormat: string | null;
  /** 0 is Sunday. */
  readonly startOfWeek: number | null;
  /** Whether the theme consists of block templates. Null if the page is unknown. */
  readonly hasBlockTheme: boolean | null;
}

/** The settings of a site without a readable page. */
export const unknownPageSettings: PageSettings = {
  language: null,
  dateFormat: null,
  timeFormat: null,
  startOfWeek: null,
  hasBlockTheme: null,
};

/**
 * Locales of WordPress without a country (translate.wordpress.org). For other languages the `lang` of a page is ambiguous:
 * `de` may be `de_DE` or `de_DE_formal`.
 */
const localesWithoutCountry = new Set(
  'af am ar as az ca cy el eo et eu fi fy gd gu hr hy ja kk km kn lo lv mn mr ps sq te th tl uk ur vi'.split(
    ' ',
  ),
);

/** Returns the settings that WordPress writes into a page. */
export function readPageSettings(html: string): PageSettings {
  const dates = dateSettings(html);
  return {
    language:
      text(dates, 'l10n', 'locale') ||
      localeOf(/<html\b[^<>]{0,1000}?\slang=["']?([\w-]+)/i.exec(html)?.[1] ?? ''),
    dateFormat: text(dates, 'formats', 'date') || null,
    timeFormat: text(dates, 'formats', 'time') || null,
    startOfWeek: integer(dates, 'l10n', 'startOfWeek'),
    // `get_the_block_template_html()` puts this element around the page.
    hasBlockTheme: /<div class="wp-site-blocks"/.test(html),
  };
}

/** Returns the locale of a language in WordPress' form (`get_bloginfo( 'language' )`). Returns null if several are possible. */
function localeOf(language: string): string | null {
  if (/^[a-z]{2,3}-[A-Z]{2}$/.test(language)) return language.replace('-', '_');
  return localesWithoutCountry.has(language) ? language : null;
}

/** The most characters of such a script that are read. Those of WordPress have some 2000. */
const mostDateSettings = 20_000;

/** Returns the settings of WordPress' script `wp-date` (`wp_default_packages_inline_scripts()`), on pages that load it. */
function dateSettings(html: string): Readonly<Record<string, unknown>> {
  const start = html.indexOf('wp.date.setSettings(');
  const script = start < 0 ? '' : html.slice(start, start + mostDateSettings);
  const json = /^wp\.date\.setSettings\(\s*(\{.*?\})\s*\);/.exec(script)?.[1];
  try {
    const settings: unknown = json === undefined ? null : JSON.parse(json);
    return isRecord(settings) ? settings : {};
  } catch {
    return {};
  }
}
