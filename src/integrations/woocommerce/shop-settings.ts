import { ClosedError } from '../../loading/base/closed.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { linkedPageUrl } from '../../site/permalinks.ts';
import { isRecord, valueAt } from '../../values/json.ts';
import { remembered } from '../../values/remembered.ts';
import { flag, text } from '../../wordpress/document.ts';

/** A state, province or county of a country. */
export interface CountryState {
  readonly code: string;
  readonly name: string;
}

/** A country that the shop's cart knows. */
interface Country {
  readonly code: string;
  /** Whether a billing address may be there. */
  readonly sells: boolean;
  readonly states: readonly CountryState[];
}

/** The texts of a way to pay. */
interface PaymentTexts {
  readonly title: string | null;
  readonly description: string | null;
}

/** What the page of the cart tells every visitor, and the Store API nobody. */
export interface ShopSettings {
  /** In the order of the shop. */
  readonly countries: readonly Country[];
  /** By the id of the payment gateway. */
  readonly payments: Readonly<Record<string, PaymentTexts>>;
}

/** WooCommerce's block of the cart. WordPress searches the source of pages, where a block begins with its name. */
const cartBlock = 'wp:woocommerce/cart';

/** The most pages that are read for the settings. */
const mostPages = 3;

/**
 * Returns the settings that WooCommerce writes into the page of the cart for the scripts of the block (`wcSettings`,
 * `CartCheckoutUtils::get_country_data`, `PaymentMethodTypeInterface::get_payment_method_data`). One request finds pages with
 * this block, or with one whose name begins like it. One more reads each as visitors see it, until one has the settings.
 *
 * @throws ClosedError if the shop has no such page, as with the cart of a shortcode
 */
export const shopSettingsOf = remembered(async ({ rest, site }: Loaders): Promise<ShopSettings> => {
  const { documents } = await rest.list('/wp/v2/pages', {
    search: cartBlock,
    per_page: mostPages,
    _fields: ['id', 'link'],
  });
  for (const document of documents) {
    const inside = linkedPageUrl(site, text(document, 'link') ?? '');
    const settings =
      inside === null
        ? null
        : await rest.page({
            url: inside,
            of: 'settings of the shop',
            read: ({ status, html }) => (status === 200 ? settingsIn(html) : null),
          });
    if (settings) return settings;
  }
  throw new ClosedError(
    'absent',
    "Countries and the texts of payments are in the shop's page with WooCommerce's block “Cart”. PressQL cannot find that page.",
    { advice: 'Publish a page with the block “Cart”, and let visitors read it.' },
  );
});

/** Returns the settings in a page. Null if it has none. */
function settingsIn(html: string): ShopSettings | null {
  const [, encoded] =
    /\bwcSettings\s*=\s*(?:wcSettings\s*\|\|\s*)?JSON\.parse\(\s*decodeURIComponent\(\s*'([^']*)'/.exec(
      html,
    ) ?? [];
  const settings = encoded === undefined ? null : parsed(encoded);
  const countries = valueAt(settings, 'countryData');
  if (!isRecord(countries)) return null;
  const payments = valueAt(settings, 'paymentMethodData');
  // `countries` is in the order of the shop, `countryData` is not.
  const named = valueAt(settings, 'countries');
  const codes = Object.keys(isRecord(named) ? named : {});
  const rank = (code: string) => (codes.includes(code) ? codes.indexOf(code) : codes.length);
  const sorted = Object.entries(countries).sort(([a], [b]) => rank(a) - rank(b));
  return {
    countries: sorted.map(([code, country]) => ({
      code,
      sells: flag(country, 'allowBilling') ?? false,
      states: statesIn(valueAt(country, 'states')),
    })),
    payments: Object.fromEntries(
      Object.entries(isRecord(payments) ? payments : {}).map(([id, each]) => [
        id,
        { title: text(each, 'title') || null, description: text(each, 'description') || null },
      ]),
    ),
  };
}

/** PHP writes a country without states as an empty list. */
function statesIn(states: unknown): readonly CountryState[] {
  if (!isRecord(states)) return [];
  return Object.entries(states).flatMap(([code, name]) => (typeof name === 'string' ? [{ code, name }] : []));
}

function parsed(encoded: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(encoded));
  } catch {
    return null;
  }
}
