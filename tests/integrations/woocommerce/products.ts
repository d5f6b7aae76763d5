import { expect, it } from 'vitest';
import { gateway, routes, shop } from './shop.ts';

/** Products, their lists, categories and reviews. */
export function testProducts(): void {
  it('lists products with prices, images and categories in one request, and the rest in two more', async () => {
    const { products } = await gateway.data<{ products: { found: number; nodes: { name: string }[] } }>(`{
      products(first: 20) { found nodes { __typename databaseId name slug type sku onSale averageRating
        image { sourceUrl altText } productCategories { nodes { name slug } }
        ... on ProductWithPricing { price regularPrice salePrice raw: price(format: RAW) }
        ... on InventoriedProduct { stockStatus stockQuantity } } } }`);
    expect(routes()).toEqual(['/wc/store/v1/products', '/wc/store/v1/products', '/wp/v2/product']);
    const read = gateway.sent
      .find(({ query }) => query['orderby'] === 'menu_order')
      ?.query['_fields']?.split(',');
    expect(read).toContain('prices');
    expect(read).not.toContain('description');
    expect(products.found).toBe(6);
    expect(products.nodes.find(({ name }) => name === 'Beanie & Hat')).toEqual({
      __typename: 'SimpleProduct',
      databaseId: 90119,
      name: 'Beanie & Hat',
      slug: 'beanie',
      type: 'SIMPLE',
      sku: 'BEANIE-1',
      onSale: true,
      averageRating: 4,
      image: {
        sourceUrl: 'point-agra.jpg',
        altText: 'A lighthouse sends its beam over a dark sea under stars.',
      },
      productCategories: { nodes: [{ name: 'Clothing', slug: 'clothing' }] },
      price: '$18.50',
      regularPrice: '$20.00',
      salePrice: '$18.50',
      raw: '18.50',
      stockStatus: 'IN_STOCK',
      stockQuantity: 6,
    });
    expect(products.nodes.find(({ name }) => name === 'Hoodie')).toMatchObject({
      __typename: 'VariableProduct',
      price: '$40.00 - $48.00',
      regularPrice: '$42.00 - $48.00',
      salePrice: '$40.00',
      raw: '40.00, 42.00, 45.00, 48.00',
    });
    expect(products.nodes.find(({ name }) => name === 'Logo collection')).toMatchObject({
      __typename: 'GroupProduct',
      price: '$15.00 - $18.50',
    });
  });

  it('gives images of categories in one request, and sizes of images that WooCommerce adds', async () => {
    await gateway.site.php(`foreach (['Pictured', 'Plain'] as $name) wp_insert_term($name, 'product_cat');`);
    const { productCategories } = await gateway.data<{ productCategories: unknown }>(
      `{ productCategories(where: { hideEmpty: false, nameLike: "P" }) {
        nodes { slug display menuOrder image { altText sourceUrl(size: WOOCOMMERCE_THUMBNAIL) } } } }`,
    );
    expect(productCategories).toEqual({
      nodes: [
        { slug: 'pictured', display: null, menuOrder: null, image: expect.any(Object) },
        { slug: 'plain', display: null, menuOrder: null, image: null },
      ],
    });
    expect(routes().filter((route) => route === '/wc/store/v1/products/categories')).toHaveLength(1);
  });

  it("sends a visitor's review through the form of the shop", async () => {
    const { data, errors } = await shop(`mutation { writeReview(input: { commentOn: 90120, rating: 4,
      content: "It fits.", author: "Ida", authorEmail: "ida@shop.example" }) { rating } }`);
    expect({ data, errors }).toEqual({ data: { writeReview: { rating: 4 } }, errors: undefined });
    const stored = `$review = get_comments(['post_id' => 90120, 'status' => 'all'])[0];
      echo json_encode([$review->comment_author, $review->comment_content, get_comment_meta($review->comment_ID, 'rating', true)]);`;
    expect(await gateway.site.phpJson(stored)).toEqual(['Ida', 'It fits.', '4']);
    const wrong = await shop(
      'mutation { writeReview(input: { commentOn: 90120, rating: 9, content: "?" }) { rating } }',
    );
    expect(wrong.errors?.[0]?.message).toContain('`input.rating` must be a number from 1 to 5');
  });

  it('pages through all products', async () => {
    const seen: number[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < 10; pages++) {
      const { products } = (await gateway.data(
        'query ($after: String) { products(first: 2, after: $after) { nodes { databaseId } pageInfo { hasNextPage endCursor } } }',
        { after },
      )) as {
        products: { nodes: { databaseId: number }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      };
      seen.push(...products.nodes.map(({ databaseId }) => databaseId));
      if (!products.pageInfo.hasNextPage) break;
      after = products.pageInfo.endCursor;
    }
    expect(seen).toHaveLength(6);
    expect(new Set(seen).size).toBe(6);
  });

  it('filters and orders as the Store API does, and refuses what it cannot', async () => {
    await gateway.data(`{ products(where: { categoryIn: ["music"], minPrice: 12.5, stockStatus: [IN_STOCK],
      attributes: { queries: [{ taxonomy: PA_COLOR, terms: ["red"] }] }, orderby: [{ field: PRICE, order: ASC }] }) { nodes { id } } }`);
    expect(gateway.sent.at(-1)?.query).toMatchObject({
      category: 'music',
      min_price: '1250',
      stock_status: 'instock',
      'attributes[0][attribute]': 'pa_color',
      'attributes[0][slug][0]': 'red',
      orderby: 'price',
      order: 'asc',
    });
    const { errors } = await gateway.ask('{ products(where: { shippingClassId: 3 }) { nodes { id } } }');
    expect(errors?.[0]?.message).toContain("`where.shippingClassId` can't be answered");
  });

  it('filters and orders the variations of a product, in one request more', async () => {
    const answer = await gateway.data(
      `query ($id: ID, $sale: Boolean, $colors: [String]) {
        variableProduct(id: $id, idType: DATABASE_ID) {
          variations(where: { onSale: $sale, orderby: [{ field: NAME, order: DESC }] }) { nodes { databaseId price } }
        }
        groupedProduct(id: "90127", idType: DATABASE_ID) { databaseId }
        products(where: { attributes: { queries: [{ taxonomy: PA_COLOR, terms: $colors }] } }, first: 1) { nodes { id } }
      }`,
      { id: '90128', sale: true, colors: ['red'] },
    );
    expect(answer).toMatchObject({
      variableProduct: { variations: { nodes: [{ databaseId: 90130, price: '$40.00' }] } },
      groupedProduct: { databaseId: 90127 },
    });
    const [read, ...others] = gateway.sent.filter(({ query }) => query['type'] === 'variation');
    expect(read?.query).toMatchObject({ parent: '90128', on_sale: 'true', orderby: 'title', order: 'desc' });
    expect(others).toEqual([]);
    const without = await gateway.ask('{ simpleProduct { name } }');
    expect(without.errors).toHaveLength(1);
  });

  it('lists the same variations with `includeVariations`, which all nodes are', async () => {
    const page = '{ pageInfo { endCursor hasNextPage } nodes { databaseId } }';
    const { variableProduct } = await gateway.data<{
      variableProduct: { plain: unknown; included: unknown };
    }>(`{ variableProduct(id: "90128", idType: DATABASE_ID) { plain: variations(first: 1) ${page}
      included: variations(first: 1, where: { includeVariations: true }) ${page} } }`);
    expect(variableProduct.included).toEqual(variableProduct.plain);
    expect(gateway.sent.filter(({ query }) => query['parent'] !== undefined)).toEqual([]);
  });

  it('finds a product by each identifier, with its variations, attributes and reviews', async () => {
    const { product } = await gateway.data<{
      product: unknown;
    }>(`{ product(id: "hoodie", idType: SLUG) { __typename uri
      ... on VariableProduct { attributes { nodes { name label options variation scope } } defaultAttributes { nodes { name value } }
        variations(first: 2) { nodes { databaseId name price stockQuantity description attributes { nodes { name label value } } } } } } }`);
    expect(product).toEqual({
      __typename: 'VariableProduct',
      uri: '/product/hoodie/',
      attributes: {
        nodes: [
          { name: 'pa_color', label: 'Color', options: ['blue', 'red'], variation: true, scope: 'GLOBAL' },
          { name: 'logo', label: 'Logo', options: ['Yes', 'No'], variation: true, scope: 'LOCAL' },
        ],
      },
      defaultAttributes: { nodes: [{ name: 'pa_color', value: 'red' }] },
      variations: {
        nodes: [
          {
            databaseId: 90129,
            name: 'Hoodie - Red, Yes',
            price: '$45.00',
            stockQuantity: 2,
            description: 'Variation 0.',
            attributes: {
              nodes: [
                { name: 'pa_color', label: 'Color', value: 'red' },
                { name: 'logo', label: 'logo', value: 'Yes' },
              ],
            },
          },
          expect.objectContaining({ databaseId: 90130, name: 'Hoodie - Red, No', price: '$40.00' }),
        ],
      },
    });
    expect(routes()).toEqual(['/wc/store/v1/products', '/wc/store/v1/products']);
    const found = await gateway.data<Record<string, { name: string } | null>>(`{
      a: product(id: "90119", idType: DATABASE_ID) { name } b: product(id: "cG9zdDo5MDExOQ==") { name date reviewsAllowed }
      c: simpleProduct(id: "beanie", idType: SLUG) { name } d: productVariation(id: "90130", idType: DATABASE_ID) { name }
      e: nodeByUri(uri: "/product/beanie/") { ... on SimpleProduct { name price } }
      f: contentNode(id: "90119", idType: DATABASE_ID) { ... on Product { name } } }`);
    expect(found).toMatchObject({
      a: { name: 'Beanie & Hat' },
      b: { name: 'Beanie & Hat', reviewsAllowed: true },
      c: { name: 'Beanie & Hat' },
      d: { name: 'Hoodie - Red, No' },
      e: { name: 'Beanie & Hat', price: '$18.50' },
      f: { name: 'Beanie & Hat' },
    });
    const { product: reviewed } = await gateway.data<{ product: { reviews: unknown } }>(
      '{ product(id: "90119", idType: DATABASE_ID) { reviews { averageRating edges { rating node { content author { node { name } } } } } } }',
    );
    expect(reviewed.reviews).toEqual({
      averageRating: 4,
      edges: [{ rating: 5, node: { content: '<p>Lovely hat.</p>', author: { node: { name: 'Ann' } } } }],
    });
  });

  it('pages through all reviews of a product, and reads no more than the page needs', async () => {
    await gateway.site.php(`update_option('shop_reviews', 230);`);
    const read = async (paging: string) => {
      const fields = '{ totalCount pageInfo { hasNextPage endCursor } nodes { databaseId } }';
      const query = `{ product(id: "90119", idType: DATABASE_ID) { reviews(${paging}) ${fields} } }`;
      const answer = await gateway.data<{ product: { reviews: Record<string, unknown> } }>(query);
      const requests = gateway.sent.filter(({ route }) => route.endsWith('/reviews')).length;
      return { ...answer.product.reviews, requests };
    };
    const first = await read('first: 100');
    expect(first).toMatchObject({ totalCount: 230, pageInfo: { hasNextPage: true }, requests: 2 });
    expect(await read('first: 5')).toMatchObject({ pageInfo: { hasNextPage: true }, requests: 1 });
    const { endCursor } = first['pageInfo' as never] as { endCursor: string };
    const second = { nodes: [{ databaseId: 7101 }], requests: 3 };
    expect(await read(`first: 1, after: "${endCursor}"`)).toMatchObject(second);
    expect(await read('last: 1')).toMatchObject({ nodes: [{ databaseId: 7230 }] });
    await gateway.site.php(`update_option('shop_reviews', 1);`);
  });

  it("has WooGraphQL's error for a product that the shop does not show", async () => {
    const { data, errors } = await gateway.ask('{ product(id: "nothing", idType: SLUG) { id } }');
    expect(data).toEqual({ product: null });
    expect(errors?.[0]?.message).toBe('No product ID was found corresponding to the slug: nothing');
  });
}
