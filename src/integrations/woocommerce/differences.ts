import type { Difference } from '../../schema/integration/contract.ts';

/** Parts of WooGraphQL that the Store API cannot give. */
export const differences: readonly Difference[] = [
  {
    subject:
      /^(\w*Product\w*)\.(dateOnSaleFrom|dateOnSaleTo|totalSales|catalogVisibility|purchaseNote|taxClass|taxStatus|backorders|lowStockAmount|downloads|downloadLimit|downloadExpiry|shippingClassId|metaData|upsell|crossSell)$/,
    what: 'what WooCommerce shows of products to the staff of the shop only: dates of sales, taxes, downloads, custom fields, `upsell`, `crossSell`',
    why: "WooCommerce's Store API, which visitors can read, does not show it.",
    instead: "Read it with `wc/v3` of WooCommerce and the credentials of the shop's staff.",
  },
  {
    subject: /^(RootMutation\.)?(create|update|delete)Pa[A-Z]\w*$/i,
    what: 'mutations of terms of attributes, such as `createPaColor`',
    why: "They are for the shop's staff.",
    instead: 'Use `wc/v3/products/attributes` of WooCommerce.',
  },
  {
    subject: /^RootMutation\.(restoreCartItems|addFee|updateReview|forgetSession|updateSession)$/,
    what: '`restoreCartItems`, `addFee` and the session mutations of WooGraphQL Pro',
    why: "WooCommerce's Store API has no routes for them.",
    instead: 'Add removed items again with `addToCart`.',
  },
  {
    subject: /^RootMutation\.(create|update|delete)(Product|Order|Refund|Coupon|TaxRate|ShippingZone)\w*$/,
    what: "mutations of the shop's staff: products, orders, refunds, coupons, taxes, shipping zones",
    why: 'They are not part of what a shop frontend needs.',
    instead: 'Use `wc/v3` of WooCommerce.',
  },
];
