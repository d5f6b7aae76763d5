/**
 * Returns the number in a price of Gravity Forms, as text with a point: `1010.50` for `$1,010.50`, and `10.00` for `10,00 €`. The
 * last point or comma is the decimal mark if one or two digits follow it. Returns null if there is no digit.
 *
 * WPGraphQL for Gravity Forms only drops the commas: its `price` of `10,00 €` is 1000.
 *
 * @param price - a price as the form has it, with the sign of the currency
 * @example
 * priceOf('1.234,50 €') // '1234.50'
 */
export function priceOf(price: string): string | null {
  const [, before = price, decimals] = /^(.*)[.,](\d{1,2})\D*$/s.exec(price) ?? [];
  const digits = before.replace(/\D/g, '');
  if (digits === '' && decimals === undefined) return null;
  const sign = /-\D*\d/.test(price) ? '-' : '';
  return `${sign}${digits || '0'}${decimals === undefined ? '' : `.${decimals}`}`;
}
