import type { PluginContent } from '../../site/plugin-content.ts';

/** The REST namespace of WooCommerce's Store API, which is open to visitors. */
export const storeNamespace = 'wc/store/v1';

/** The route of products and variations. */
export const productsRoute = `/${storeNamespace}/products`;

/** The key under which documents of products have their data from the Store API. */
export const part = 'store';

/** The route of the shop's attributes. */
export const attributesRoute = `${productsRoute}/attributes`;

/** WooGraphQL's object types of products, by the `type` of the Store API. */
export const productTypes = {
  simple: 'SimpleProduct',
  variable: 'VariableProduct',
  external: 'ExternalProduct',
  grouped: 'GroupProduct',
} as const;

/** What WooGraphQL makes of WooCommerce's post type and taxonomies. */
export const content: PluginContent = {
  namespace: storeNamespace,
  names: {
    product: { singular: 'product', plural: 'products' },
    product_cat: { singular: 'productCategory', plural: 'productCategories' },
    product_tag: { singular: 'productTag', plural: 'productTags' },
    product_brand: { singular: 'productBrand', plural: 'productBrands' },
  },
  variants: {
    product: {
      part,
      route: productsRoute,
      type: `${part}.type`,
      types: productTypes,
      // A plugin's own product type, such as a subscription, has at least the fields of a simple product.
      otherwise: productTypes.simple,
    },
  },
  reads: { [attributesRoute]: { _fields: ['id', 'name', 'taxonomy', 'has_archives'] } },
  imageSizes: {
    woocommerce_thumbnail: 'The size of products in lists, 300 pixels wide by default.',
    woocommerce_single: 'The size of a product on its page, 600 pixels wide by default.',
    woocommerce_gallery_thumbnail: 'Cropped to 100 by 100 pixels, below the image of a product.',
  },
  reserved: {
    types: [
      'Cart',
      'CartItem',
      'Coupon',
      'CountryState',
      'CartError',
      'CartItemError',
      'CouponError',
      'CouponLine',
      'Customer',
      'DownloadableItem',
      'FeeLine',
      'LineItem',
      'Order',
      'PaymentGateway',
      'ProductVariation',
      'Refund',
      'ShippingLine',
      'ShippingMethodError',
      'TaxLine',
    ],
    rootFields: [
      'allowedCountries',
      'cart',
      'countryStates',
      'coupon',
      'customer',
      'order',
      'orders',
      'paymentGateways',
      'productVariation',
    ],
  },
};
