import { readFileSync } from 'node:fs';

/*
 * WooCommerce is not among the packages that the tests can install. This must-use plugin registers its post type, taxonomies and
 * the routes of the Store API that the integration uses. The products in `products.json` are answers that WooCommerce 9.9.5
 * gave for a shop of ours; carts and orders have the keys of its answers.
 */
const products = readFileSync(new URL('products.json', import.meta.url), 'utf8');

export const plugin = `
  const SHOP_MONEY = ['currency_code' => 'USD', 'currency_symbol' => '$', 'currency_minor_unit' => 2,
    'currency_decimal_separator' => '.', 'currency_thousand_separator' => ',', 'currency_prefix' => '$', 'currency_suffix' => ''];
  add_action('init', function () {
    register_post_type('product', ['public' => true, 'label' => 'Products', 'show_in_rest' => true,
      'supports' => ['title', 'editor', 'excerpt', 'thumbnail', 'comments']]);
    foreach (['product_cat' => 'Product categories', 'product_tag' => 'Product tags'] as $name => $label)
      register_taxonomy($name, 'product', ['label' => $label, 'show_in_rest' => true, 'hierarchical' => $name === 'product_cat']);
    if (get_option('shop_is_open')) return;
    update_option('shop_is_open', 1);
    foreach (shop_products() as $product) if ($product['type'] !== 'variation') wp_insert_post(['import_id' => $product['id'],
      'post_type' => 'product', 'post_status' => 'publish', 'post_title' => html_entity_decode($product['name']),
      'post_name' => $product['slug'], 'post_content' => $product['description'], 'comment_status' => 'open']);
    wp_insert_post(['post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Quick buy', 'post_name' => 'quick-buy',
      'post_content' => '<!-- wp:woocommerce/cart-link /-->']);
    wp_insert_post(['post_type' => 'page', 'post_status' => 'publish', 'post_date' => '2020-01-01 00:00:00', 'post_title' => 'Basket', 'post_name' => 'basket',
      'post_content' => '<!-- wp:woocommerce/cart --><div class="wp-block-woocommerce-cart"></div><!-- /wp:woocommerce/cart -->']);
  });
  // As AssetDataRegistry::enqueue_asset_data does on the page with the block.
  add_action('wp_footer', function () {
    if (!is_page('basket')) return;
    $states = ['CA' => 'California', 'NY' => "New York's state"];
    $settings = ['countries' => ['MC' => 'Monaco', 'US' => 'United States', 'DE' => 'Germany'], 'countryData' => [
      'DE' => ['allowBilling' => false, 'allowShipping' => true, 'states' => ['DE-BE' => 'Berlin']],
      'US' => ['allowBilling' => true, 'allowShipping' => true, 'states' => $states],
      'MC' => ['allowBilling' => true, 'allowShipping' => true, 'states' => []]],
      'paymentMethodData' => ['bacs' => ['title' => 'Bank transfer', 'description' => 'Pay <b>by bank</b>.'], 'cod' => ['title' => 'Cash on delivery']]];
    echo "<script>var wcSettings = JSON.parse( decodeURIComponent( '" . esc_js(rawurlencode(wp_json_encode($settings))) . "' ) );</script>";
  });
  // JWT Authentication for WP REST API: generate_token(), with tokens that name the user.
  add_action('rest_api_init', fn() => register_rest_route('jwt-auth/v1', 'token', ['methods' => 'POST', 'permission_callback' => '__return_true',
    'callback' => fn($request) => is_wp_error($user = wp_authenticate($request['username'], $request['password']))
      ? new WP_Error('[jwt_auth] ' . $user->get_error_code(), 'No', ['status' => 403]) : ['token' => 'h.x.' . $user->ID]]));
  add_filter('determine_current_user', fn($id) => preg_match('/^Bearer h.x.([0-9]+)$/', $_SERVER['HTTP_AUTHORIZATION'] ?? '', $found) ? (int) $found[1] : $id, 20);
  // As WC_Comments::add_comment_rating does.
  add_action('comment_post', function ($id) { if (isset($_POST['rating'])) add_comment_meta($id, 'rating', (int) $_POST['rating']); });
  // The demo has documents with the ids of the recorded products.
  function shop_products() {
    return array_map(function ($product) {
      $product['id'] += 90000;
      if ($product['parent']) $product['parent'] += 90000;
      foreach ($product['variations'] as &$variation) $variation['id'] += 90000;
      foreach ($product['grouped_products'] as &$id) $id += 90000;
      return $product;
    }, json_decode(SHOP_PRODUCTS, true));
  }
  function shop_product($id) {
    foreach (shop_products() as $product) if ($product['id'] === (int) $id) return $product;
  }
  function shop_list($request) {
    $found = array_values(array_filter(shop_products(), fn($product) =>
      ($request['include'] || $request['slug'] || $request['type'] ? true : $product['type'] !== 'variation') &&
      (!$request['include'] || in_array($product['id'], wp_parse_id_list($request['include']))) &&
      (!$request['slug'] || in_array($product['slug'], explode(',', $request['slug']))) &&
      (!$request['type'] || $product['type'] === $request['type']) &&
      (!$request['parent'] || in_array($product['parent'], wp_parse_id_list($request['parent']))) &&
      (!$request['on_sale'] || $product['on_sale']) &&
      (!$request['exclude'] || !in_array($product['id'], wp_parse_id_list($request['exclude']))) &&
      (!$request['min_price'] || $product['prices']['price'] >= $request['min_price']) &&
      (!$request['attributes'] || array_intersect($request['attributes'][0]['term_id'] ?? [],
        array_merge([], ...array_map(fn($attribute) => array_column($attribute['terms'], 'id'), $product['attributes'])))) &&
      (!$request['category'] || array_intersect(array_column($product['categories'], 'id'), wp_parse_list($request['category']))
        || array_intersect(array_column($product['categories'], 'slug'), wp_parse_list($request['category'])))));
    $page = array_slice($found, (int) $request['offset'], $request['per_page'] ? (int) $request['per_page'] : 10);
    $response = rest_ensure_response($page);
    $response->header('X-WP-Total', count($found));
    return $response;
  }
  function shop_cart($request, $change = null) {
    $token = $request->get_header('Cart-Token');
    $known = $token && get_option("shop_$token") !== false;
    if (!$known) { $token = 'eyJ.' . md5(uniqid('', true)) . '.sig'; update_option("shop_$token", []); }
    $refuse = fn($code, $message, $status) => new WP_REST_Response(compact('code', 'message') + ['data' => ['status' => $status]], $status);
    $items = get_option("shop_$token");
    if ($change && !$known) $response = $refuse('woocommerce_rest_missing_nonce', 'Missing the Nonce header.', 401);
    else {
      $answer = $change ? $change($items) : null;
      if ($answer instanceof WP_Error) $response = $refuse($answer->get_error_code(), $answer->get_error_message(), 400);
      else {
        update_option("shop_$token", $items);
        $rows = []; $sum = 0;
        foreach ($items as $key => [$id, $quantity]) {
          $product = shop_product($id); $line = (string) ($quantity * $product['prices']['price']); $sum += $line;
          $rows[] = ['key' => $key, 'id' => $id, 'type' => $product['type'], 'quantity' => $quantity, 'name' => $product['name'],
            'variation' => $product['type'] === 'variation' ? [['attribute' => 'Color', 'value' => 'Red']] : [],
            'totals' => ['line_subtotal' => $line, 'line_subtotal_tax' => '0', 'line_total' => $line, 'line_total_tax' => '0'] + SHOP_MONEY];
        }
        $address = get_option("shop_address_$token") ?: ['country' => 'US', 'state' => 'CA'];
        $rate = ['rate_id' => 'flat_rate:1', 'name' => 'Flat rate', 'price' => '700', 'taxes' => '0', 'instance_id' => 1,
          'method_id' => 'flat_rate', 'selected' => true] + SHOP_MONEY;
        $response = rest_ensure_response($answer ?: ['items' => $rows, 'coupons' => [], 'fees' => [], 'items_count' => count($rows),
          'totals' => ['total_items' => (string) $sum, 'total_items_tax' => '0', 'total_discount' => '0', 'total_discount_tax' => '0',
            'total_shipping' => $rows ? '700' : '0', 'total_shipping_tax' => '0', 'total_fees' => '0', 'total_fees_tax' => '0',
            'total_price' => (string) ($sum + ($rows ? 700 : 0)), 'total_tax' => '0', 'tax_lines' => []] + SHOP_MONEY,
          'billing_address' => $address, 'shipping_address' => $address, 'needs_shipping' => !!$rows, 'has_calculated_shipping' => true,
          'payment_methods' => ['bacs', 'cod'], 'errors' => [],
          'shipping_rates' => $rows ? [['package_id' => 0, 'items' => $rows, 'shipping_rates' => [$rate]]] : []]);
      }
    }
    $response->header('Cart-Token', $token);
    return $response;
  }
  add_action('rest_api_init', function () {
    $open = fn($methods, $callback) => ['methods' => $methods, 'callback' => $callback, 'permission_callback' => '__return_true'];
    $route = fn($path, $methods, $callback) => register_rest_route('wc/store/v1', $path, $open($methods, $callback));
    $route('/products', 'GET', 'shop_list');
    $route('/products/reviews', 'GET', function ($request) {
      $count = (int) get_option('shop_reviews', 1);
      $numbers = array_slice(range(0, $count - 1), 100 * ((int) $request['page'] - 1), 100);
      $reviews = array_map(fn($number) => ['id' => 7001 + $number, 'date_created' => '2026-05-01T10:00:00', 'reviewer' => 'Ann',
        'review' => '<p>Lovely hat.</p>', 'rating' => 5, 'product_id' => (int) $request['product_id'][0]], $numbers);
      return new WP_REST_Response($reviews, 200, ['X-WP-Total' => $count, 'X-WP-TotalPages' => ceil($count / 100)]);
    });
    $route('/products/attributes', 'GET', fn() => [['id' => 5, 'name' => 'Shoe size', 'taxonomy' => 'pa_shoe_size'], ['id' => 1, 'name' => 'Color', 'taxonomy' => 'pa_color', 'has_archives' => false, 'count' => 3],
      ['id' => 2, 'name' => 'Shoe size', 'taxonomy' => 'pa_shoe-size', 'count' => 0], ['id' => 3, 'name' => 'Цвет', 'taxonomy' => 'pa_цвет'], ['id' => 4, 'name' => 'Größe', 'taxonomy' => 'pa_größe']]);
    $route('/products/attributes/(?P<attribute>\\d+)/terms', 'GET', function ($request) {
      $terms = $request['attribute'] === '1' ? [[60, 'Blue', 2], [61, 'Green', 0], [59, 'Red &amp; rust', 2]] : [];
      $terms = array_map(fn($term) => ['id' => $term[0], 'name' => $term[1], 'slug' => strtolower(explode(' ', $term[1])[0]),
        'description' => '', 'parent' => 0, 'count' => $term[2]], $terms);
      $include = wp_parse_id_list($request['include']);
      return array_values(array_filter($terms, fn($term) => ($term['count'] > 0 || $request['hide_empty'] === 'false') &&
        (!$include || in_array($term['id'], $include))));
    });
    $route('/products/categories', 'GET', function ($request) {
      [$image] = get_posts(['post_type' => 'attachment', 'post_mime_type' => 'image', 'numberposts' => 1, 'fields' => 'ids']);
      return array_map(fn($id) => ['id' => $id, 'image' => get_term($id)->slug === 'pictured' ? ['id' => $image,
        'src' => 'https://shop.example/hats.jpg', 'alt' => 'Hats'] : null], wp_parse_id_list($request['include']));
    });
    $route('/cart', 'GET', fn($request) => shop_cart($request));
    $route('/cart/apply-coupon', 'POST', fn($request) => shop_cart($request, fn() => new WP_Error('woocommerce_rest_cart_coupon_error', 'Coupon "nope" does not exist!')));
    $route('/cart/select-shipping-rate', 'POST', fn($request) => shop_cart($request, function () {}));
    $route('/cart/items', 'DELETE', fn($request) => shop_cart($request, function (&$items) { $items = []; }));
    $route('/cart/add-item', 'POST', fn($request) => shop_cart($request, function (&$items) use ($request) {
      $product = shop_product($request['id']);
      if (!$product['is_in_stock']) return new WP_Error('woocommerce_rest_product_out_of_stock', 'You cannot add this product: it is out of stock.');
      $key = md5($request['id']); $items[$key] = [$request['id'], ($items[$key][1] ?? 0) + $request['quantity']];
    }));
    $route('/cart/update-item', 'POST', fn($request) => shop_cart($request, function (&$items) use ($request) { $items[$request['key']][1] = $request['quantity']; }));
    $route('/cart/remove-item', 'POST', fn($request) => shop_cart($request, function (&$items) use ($request) { unset($items[$request['key']]); }));
    $route('/cart/update-customer', 'POST', fn($request) => shop_cart($request, function (&$items) use ($request) {
      update_option('shop_address_' . $request->get_header('Cart-Token'), $request['billing_address']);
    }));
    $route('/checkout', 'POST', fn($request) => shop_cart($request, function (&$items) use ($request) {
      update_option('shop_order', $items); $items = [];
      return ['order_id' => 501, 'customer_id' => (int) get_option('shop_owner'), 'status' => 'processing', 'order_key' => 'wc_order_x', 'order_number' => '501',
        'billing_address' => $request['billing_address'], 'shipping_address' => $request['shipping_address'],
        'payment_method' => $request['payment_method'], 'payment_result' => ['payment_status' => 'success', 'redirect_url' => 'https://shop.example/thanks']];
    }));
    $route('/order/501', 'GET', fn() => ['id' => 501, 'status' => 'processing', 'totals' => ['subtotal' => '3700', 'total_price' => '4400'] + SHOP_MONEY,
      'items' => array_map(fn($item) => ['id' => 1, 'quantity' => $item[1], 'totals' => ['line_total' => '3700'] + SHOP_MONEY], array_values(get_option('shop_order')))]);
  });
  // As WC_REST_Orders_Controller: for the staff of the shop, filtered by the customer.
  function shop_orders() {
    $order = fn($id, $customer, $total) => ['id' => $id, 'number' => "$id", 'status' => 'processing', 'currency' => 'USD', 'customer_id' => $customer,
      'date_created' => '2026-05-10T13:25:12', 'date_created_gmt' => '2026-05-10T11:25:12', 'date_paid' => null, 'date_paid_gmt' => null,
      'payment_method' => 'cod', 'payment_method_title' => 'Cash', 'total' => $total, 'total_tax' => '0.00',
      'billing' => ['first_name' => 'Ada', 'email' => "customer$customer@shop.example"], 'shipping' => ['first_name' => 'Ada'],
      'line_items' => [['id' => 3, 'name' => 'Album', 'product_id' => 90120, 'variation_id' => 0, 'quantity' => 2, 'subtotal' => '30.00', 'total' => '30.00']]];
    $subscriber = get_user_by('login', 'subscriber')->ID;
    $older = array_map(fn($number) => $order(800 - $number, $subscriber, '1.00'), range(0, 199));
    return [$order(903, $subscriber, '30.00'), $order(902, 1, '44.50'), $order(901, $subscriber, '15.00'),
      ...array_slice($older, 0, (int) get_option('shop_older_orders'))];
  }
  add_action('rest_api_init', function () {
    $staff = fn() => current_user_can('edit_others_posts') ?: new WP_Error('woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.', ['status' => rest_authorization_required_code()]);
    register_rest_route('wc/v3', '/orders', ['methods' => 'GET', 'permission_callback' => $staff, 'callback' => function ($request) {
      $found = array_values(array_filter(shop_orders(), fn($order) => (!$request['customer'] || get_option('shop_ignores_customer') || $order['customer_id'] === (int) $request['customer']) &&
        (!$request['include'] || in_array($order['id'], wp_parse_id_list($request['include'])))));
      return new WP_REST_Response(array_slice($found, (int) $request['offset'], min((int) $request['per_page'] ?: 10, (int) get_option('shop_most_orders', 100))), 200, ['X-WP-Total' => count($found)]);
    }]);
    register_rest_route('wc/v3', '/orders/(?P<id>\\d+)', ['methods' => 'GET', 'permission_callback' => $staff, 'callback' => function ($request) {
      foreach (shop_orders() as $order) if ($order['id'] === (int) $request['id']) return $order;
      return new WP_Error('woocommerce_rest_shop_order_invalid_id', 'Invalid ID.', ['status' => 404]);
    }]);
  });
  const SHOP_PRODUCTS = <<<'JSON'
${products}
JSON;
`;
