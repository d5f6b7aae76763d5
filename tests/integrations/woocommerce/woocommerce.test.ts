import { afterAll, beforeAll, describe } from 'vitest';
import { testAttributes } from './attributes.ts';
import { testCart } from './cart.ts';
import { testOrders } from './orders.ts';
import { testProducts } from './products.ts';
import { testSettings } from './settings.ts';
import { closeShop, openShop } from './shop.ts';

beforeAll(openShop);
afterAll(closeShop);

describe('products', testProducts);
describe('attributes', testAttributes);
describe('the cart', testCart);
describe('orders', testOrders);
describe('what the shop tells browsers', testSettings);
