import { isRecord, valueAt } from '../../values/json.ts';
import { integer, text } from '../../wordpress/document.ts';

/**
 * Returns an amount in the form of WooGraphQL (`wc_graphql_price`): `$1,234.50`. Spaces between the amount and the currency
 * are `&nbsp;`, as in WooCommerce's `woocommerce_price_format`. Null if the amount is missing.
 *
 * @param amount - a whole number of the smallest unit of the currency, as the Store API has it: `123450`
 * @param currency - an object of the Store API with `currency_prefix`, `currency_minor_unit` and so on
 */
export function formatted(amount: unknown, currency: unknown): string | null {
  const digits = minorDigits(amount);
  if (digits === null) return null;
  const unit = integer(currency, 'currency_minor_unit') ?? 2;
  const { sign, whole, fraction } = split(digits, unit);
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, text(currency, 'currency_thousand_separator') ?? ',');
  const point = text(currency, 'currency_decimal_separator') ?? '.';
  const number = fraction === '' ? grouped : `${grouped}${point}${fraction}`;
  const [prefix, suffix] = ['currency_prefix', 'currency_suffix'].map((key) =>
    (text(currency, key) ?? '').replace(/[ \u00a0]/g, '&nbsp;'),
  );
  return `${sign}${prefix}${number}${suffix}`;
}

/** Returns a range of amounts as WooGraphQL writes it: `$15.00 - $18.50`. One amount if both are equal. */
export function formattedRange(from: unknown, to: unknown, currency: unknown): string | null {
  const [first, last] = [formatted(from, currency), formatted(to, currency)];
  return first === last ? first : `${first} - ${last}`;
}

/** Returns an amount as a decimal number: `1234.50`. Null if the amount is missing. */
export function decimal(amount: unknown, currency: unknown): string | null {
  const digits = minorDigits(amount);
  if (digits === null) return null;
  const { sign, whole, fraction } = split(digits, integer(currency, 'currency_minor_unit') ?? 2);
  return fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
}

/** Returns an amount as editors usually type it: without a fraction of zeros. */
export function typed(amount: unknown, currency: unknown): string | null {
  return decimal(amount, currency)?.replace(/\.0+$/, '') ?? null;
}

/** Returns the currency in an object of the Store API: of a product, a cart, or one of their parts. */
export function currencyIn(...candidates: readonly unknown[]): unknown {
  return candidates.find((each) => isRecord(each) && valueAt(each, 'currency_code') !== undefined) ?? {};
}

function minorDigits(amount: unknown): string | null {
  const given = typeof amount === 'number' ? String(amount) : amount;
  return typeof given === 'string' && /^-?\d+$/.test(given) ? given : null;
}

function split(digits: string, unit: number) {
  const sign = digits.startsWith('-') ? '-' : '';
  const padded = digits.replace('-', '').padStart(unit + 1, '0');
  const end = padded.length - unit;
  return { sign, whole: padded.slice(0, end), fraction: padded.slice(end) };
}
