/** Codes of the Store API whose messages are for customers: they say what is wrong with a cart, a coupon or an address. */
export const errorCodes: readonly string[] = (
  'add_to_cart_error cart_coupon_disabled cart_coupon_error cart_coupon_errors cart_coupon_invalid_code cart_empty cart_error ' +
  'cart_invalid_key cart_invalid_parent_product cart_invalid_product cart_item_error cart_item_exists cart_missing_rate_id ' +
  'checkout_missing_payment_method checkout_payment_method_disabled guest_checkout_disabled invalid_address ' +
  'invalid_address_country invalid_billing_email invalid_email_address invalid_shipping_option invalid_variation_data ' +
  'missing_email_address missing_variation_data order_coupon_errors out_of_stock payment_error product_invalid_id ' +
  'product_not_purchasable product_out_of_stock product_partially_out_of_stock product_too_many_in_cart shipping_disabled'
)
  .split(' ')
  .map((code) => `woocommerce_rest_${code}`);
