import type { Integration } from '../../schema/integration/contract.ts';
import { addAttributeRoots } from './attribute-types.ts';
import { addAttributeTypes } from './attributes.ts';
import { addCartMutations } from './cart-mutations.ts';
import { addCartRoots } from './cart-roots.ts';
import { addCheckout } from './checkout.ts';
import { content, storeNamespace } from './content.ts';
import { addCountries } from './countries.ts';
import { addCustomer } from './customer.ts';
import { differences } from './differences.ts';
import { errorCodes } from './error-codes.ts';
import { addFillCart } from './fill-cart.ts';
import { addToLogin } from './login-fields.ts';
import { addCustomerOfOrders } from './order-customer.ts';
import { addOrders } from './orders.ts';
import { addPaymentGateways } from './payment-gateways.ts';
import { addProductInputs } from './product-inputs.ts';
import { addProductRoots } from './product-roots.ts';
import { addProductTypes } from './product-types.ts';
import { addRegistration } from './register-customer.ts';
import { sessionHeader } from './session.ts';
import { addWriteReview } from './write-review.ts';

/** WooCommerce, with the names of WooGraphQL: products, carts and checkouts over the Store API, and orders over `wc/v3`. */
export const woocommerce: Integration = {
  name: 'woocommerce',
  detect: ({ namespaces, resources }) =>
    namespaces.includes(storeNamespace) && resources.get('product')?.variants !== undefined,
  content,
  errorCodes,
  answerHeaders: [sessionHeader],
  differences,
  extend: (toolkit) => {
    const { graph } = toolkit;
    // The plugin's own types need its post type, which a WordPress without plugins lacks. `content` reserves their names.
    if (!graph.site.resources.get('product')?.variants) return;
    addAttributeTypes(graph);
    addProductInputs(graph);
    addProductTypes(graph);
    addProductRoots(graph);
    addAttributeRoots(graph);
    addCartRoots(toolkit);
    addCartMutations(toolkit);
    addCustomer(toolkit);
    addCountries(toolkit);
    addPaymentGateways(toolkit);
    addCheckout(toolkit);
    addOrders(toolkit);
    addCustomerOfOrders(toolkit);
    addFillCart(toolkit);
    addRegistration(toolkit);
    addToLogin(toolkit);
    addWriteReview(toolkit);
  },
};
