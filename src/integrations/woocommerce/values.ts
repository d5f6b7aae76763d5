import type { Entity } from '../../loading/base/entity.ts';
import { decodedText } from '../../schema/kit/base/text.ts';
import { valueAt } from '../../values/json.ts';
import { flag, integers, list, text, texts } from '../../wordpress/document.ts';
import { part } from './content.ts';
import { enumNameOf } from './enums.ts';
import { currencyIn } from './money.ts';

/** Returns a value of a product in the Store API. */
export function stored({ document }: Entity, ...path: readonly (string | number)[]): unknown {
  return valueAt(document, part, ...path.map(String));
}

/** Returns the path of a key of the Store API in documents of products. */
export const at = (key: string): string => `${part}.${key}`;

/** Returns a text of a product in the Store API, with HTML entities decoded. Null if it is empty. */
export function plainText(product: Entity, ...path: readonly string[]): string | null {
  return decodedText(text(product.document, part, ...path)) || null;
}

/** Returns HTML as WordPress' filters `the_content` and `the_excerpt` end it: with a line break. Empty if there is none. */
export function asFiltered(html: string | null): string {
  return html ? (html.endsWith('\n') ? html : `${html}\n`) : '';
}

/** The keys of prices, with the currency in which they are. */
export function pricesOf(product: Entity): unknown {
  return stored(product, 'prices');
}

/** Returns the currency of a product's prices. */
export function currencyOf(product: Entity): unknown {
  return currencyIn(pricesOf(product));
}

/** Returns whether the Store API says that it is a product of a type. */
export function isOfType(product: Entity, ...types: readonly string[]): boolean {
  return types.includes(text(product.document, part, 'type') ?? '');
}

/** The path of the CSS classes of a product, in which WooCommerce says what the Store API does not (`wc_get_product_class`). */
export const classPath = 'class_list';

/** Returns whether WooCommerce gives a product a CSS class. Null if WordPress does not show the classes (before 6.7). */
export function hasClass({ document }: Entity, name: string): boolean | null {
  const given = document[classPath];
  const classes = Array.isArray(given) ? texts(document, classPath) : Object.values(given ?? {});
  return classes.length > 0 ? classes.includes(name) : null;
}

/** Returns the stock of a product, a name in `StockStatusEnum`. */
export function stockStatusOf(product: Entity): string | null {
  if (flag(product.document, part, 'is_on_backorder')) return 'ON_BACKORDER';
  const inStock = flag(product.document, part, 'is_in_stock');
  return inStock === null ? null : inStock ? 'IN_STOCK' : 'OUT_OF_STOCK';
}

/**
 * Returns the number in stock. The Store API has it only in the text for visitors (`12 in stock`), and not if the shop
 * hides it.
 */
export function stockQuantityOf(product: Entity): number | null {
  const left = stored(product, 'low_stock_remaining');
  if (typeof left === 'number') return left || null;
  const found = /\d+/.exec(text(product.document, part, 'stock_availability', 'text') ?? '');
  return found ? Number(found[0]) || null : null;
}

/** Returns the name of a product's type in `ProductTypesEnum`. */
export function typeNameOfProduct(product: Entity): string | null {
  return enumNameOf('ProductTypesEnum', stored(product, 'type'));
}

/** Returns the ids of a product's images, the main image first. Leaves out the shop's placeholder. */
export function imageIdsOf({ document }: Entity): readonly number[] {
  return integers(document, part, 'images').filter((id) => id > 0);
}

/** Returns a decimal number of the Store API. Null if it is no number. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** Returns the records in a list of a product. */
export function rowsOf({ document }: Entity, key: string): readonly unknown[] {
  return list(document, part, key);
}
