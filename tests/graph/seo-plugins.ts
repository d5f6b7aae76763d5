/**
 * The demo WordPress contains no SEO plugin. Must-use plugins play them with the routes, keys and values that the real ones have:
 * Yoast SEO's `get_head` and the field `yoast_head_json` of types, All in One SEO's `aioseo_head_json`, and SEOPress' `posts`.
 */

export const yoast = `
  function test_yoast_json($url) {
    $home = home_url('/');
    return ['title' => 'Home - The Lantern', 'description' => 'News &amp; tides', 'robots' => ['index' => 'index', 'follow' => 'follow'], 'canonical' => $url,
      'og_title' => 'The Lantern', 'og_description' => 'News', 'og_site_name' => 'The Lantern', 'article_publisher' => 'https://www.facebook.com/lantern',
      'og_image' => [['width' => 1200, 'height' => 675, 'url' => get_option('test_image'), 'type' => 'image/jpeg']], 'twitter_card' => 'summary_large_image', 'twitter_site' => '@lantern_news',
      'schema' => ['@context' => 'https://schema.org', '@graph' => [
        ['@type' => 'BreadcrumbList', '@id' => $home . '#breadcrumb', 'itemListElement' => [['@type' => 'ListItem', 'position' => 1, 'name' => 'Start']]],
        ['@type' => 'WebSite', '@id' => $home . '#website', 'url' => $home, 'name' => 'The Lantern &amp; Co', 'publisher' => ['@id' => $home . '#organization'], 'inLanguage' => 'en-US'],
        ['@type' => 'Organization', '@id' => $home . '#organization', 'name' => 'Lantern Ltd', 'logo' => ['@type' => 'ImageObject', '@id' => $home . '#/schema/logo/image/', 'url' => get_option('test_image')], 'image' => ['@id' => $home . '#/schema/logo/image/'],
          'sameAs' => ['https://www.facebook.com/lantern', 'https://x.com/lantern_news', 'https://www.instagram.com/lantern', 'https://en.wikipedia.org/wiki/Lantern', 'https://mastodon.example/@lantern']],
      ]]];
  }
  add_action('rest_api_init', function () {
    register_rest_route('yoast/v1', 'get_head', ['methods' => 'GET', 'permission_callback' => '__return_true', 'callback' => fn($request) => [
      'html' => '<title>Home</title><meta name="google-site-verification" content="proof" /><meta name="p:domain_verify" content="pin" />', 'json' => test_yoast_json($request['url']), 'status' => 200]]);
    register_rest_field('type', 'yoast_head_json', ['get_callback' => fn($type) => $type['slug'] === 'post' ? ['title' => 'All posts', 'robots' => ['index' => 'noindex', 'follow' => 'follow'], 'canonical' => home_url('/blog/'), 'schema' => ['@graph' => []]] : null]);
    register_rest_field('type', 'yoast_head', ['get_callback' => fn($type) => $type['slug'] === 'post' ? '<meta name="robots" content="index" /><link rel="next" href="/2" />' : null]);
    foreach (['post', 'page'] as $type) register_rest_field($type, 'yoast_head_json', ['get_callback' => fn($post) => ['title' => 'One', 'robots' => ['index' => 'noindex', 'follow' => 'follow'], 'schema' => ['@graph' => [['@type' => 'WebPage']]]]]);
    register_rest_field('user', 'yoast_head_json', ['get_callback' => fn($user) => ['schema' => ['@graph' => [
      ['@type' => 'Organization', 'sameAs' => ['https://www.facebook.com/lantern']],
      ['@type' => 'Person', 'name' => $user['name'], 'sameAs' => ['http://author.example', 'https://www.facebook.com/author', 'https://x.com/author', 'https://soundcloud.com/author'], 'mainEntityOfPage' => ['@id' => 'x']]]]]]);
  });`;

/**
 * Recorded from All in One SEO 4.9.9: keys and forms of `aioseo_head_json`; `robots` without words that allow; `noindex` of one post
 * that stays with all posts behind it in the same answer; pages with the same head; no head of users.
 */
export const aioseo = `
  function test_aioseo_json($post, $robots) {
    return ['title' => 'By AIOSEO', 'description' => 'Text &amp; more', 'canonical_url' => $post['link'], 'robots' => $robots, 'keywords' => '', 'webmasterTools' => ['miscellaneous' => ''],
      'schema' => ['@context' => 'https://schema.org', '@graph' => [['@type' => 'BlogPosting'], ['@type' => 'BreadcrumbList', 'itemListElement' => [['@type' => 'ListItem', 'position' => 1, 'name' => 'Home', 'item' => 'https://seo.test']]]]],
      'og:locale' => 'en_US', 'og:type' => 'article', 'og:title' => 'Shared', 'og:image' => get_option('test_image'), 'article:published_time' => '2026-05-10T13:25:12+00:00', 'twitter:card' => 'summary'];
  }
  add_action('rest_api_init', function () {
    $robots = function ($post) {
      static $kept = '';
      if (in_array((int) get_option('test_hidden'), [-1, $post['id']], true)) $kept = 'noindex, nofollow, ';
      return $kept . 'max-image-preview:large';
    };
    register_rest_field('post', 'aioseo_head', ['get_callback' => fn($post) => '<!-- All in One SEO 4.9.9 - aioseo.com --><title>By AIOSEO</title><meta name="robots" content="' . $robots($post) . '" />']);
    register_rest_field('post', 'aioseo_head_json', ['get_callback' => fn($post) => test_aioseo_json($post, $robots($post))]);
  });
  add_action('wp_head', function () {
    $schema = ['@context' => 'https://schema.org', '@graph' => [['@type' => 'WebSite', 'name' => 'The Lantern', 'publisher' => ['@id' => '#o'], 'inLanguage' => 'en-US'], ['@type' => 'Organization', '@id' => '#o', 'name' => 'Lantern &amp; Co']]];
    echo '<link rel="canonical" href="' . home_url(add_query_arg([])) . '" /><meta property="og:title" content="Shared" /><script type="application/ld+json" class="aioseo-schema">' . json_encode($schema) . '</script>';
  });`;

/**
 * Recorded from SEOPress 9.7.4: the answer of `posts/{id}` and `terms/{id}` with empty texts for what is not set, `{"success":true}`
 * alone for what is not public, the site's title for terms without their own, and the tags of pages, which say more. Options put a proxy
 * before the site (`test_home`), redirect its pages to a frontend (`test_front`), or show a frontend in their place (`test_shown`).
 */
export const seopress = `
  add_action('rest_api_init', function () {
    $answer = fn($title) => ['success' => true, 'data' => ['title' => $title, 'description' => 'Text', 'canonical' => '',
      'og' => ['title' => 'Shared', 'description' => '', 'image' => get_option('test_image'), 'attachment_id' => '', 'image_width' => '', 'image_height' => ''],
      'twitter' => ['title' => '', 'description' => '', 'image' => '', 'attachment_id' => '', 'image_width' => '', 'image_height' => ''],
      'robots' => ['noindex' => true, 'nofollow' => false, 'nosnippet' => false, 'noimageindex' => false], 'primarycat' => '', 'breadcrumbs' => '', 'redirections' => ['enabled' => false, 'status' => '', 'type' => '', 'value' => '']]];
    register_rest_route('seopress/v1', '/posts/(?P<id>\\\\d+)', ['methods' => 'GET', 'permission_callback' => '__return_true', 'callback' => fn($request) => get_post_status($request['id']) === 'publish' ? $answer('Route ' . $request['id']) : ['success' => true]]);
    register_rest_route('seopress/v1', '/terms/(?P<id>\\\\d+)', ['methods' => 'GET', 'permission_callback' => '__return_true', 'callback' => fn($request) => $answer(get_option('blogname') . ($request['taxonomy'] === 'post_tag' ? 's of Lisbon' : ' - Tagline'))]);
  });
  if (get_option('test_home')) {
    add_filter('option_home', fn() => get_option('test_home'));
    remove_action('template_redirect', 'redirect_canonical');
  }
  add_action('template_redirect', function () {
    if (!get_option('test_shown')) return;
    header_remove('Link');
    die('<html><head><title>Old</title><link rel="canonical" href="https://seo.test/"></head><body><img src="/wp-content/uploads/a.jpg"></body></html>');
  }, 20);
  add_action('template_redirect', function () { if (get_option('test_front')) { wp_redirect('https://front.example/'); exit; } }, 0);
  add_filter('pre_get_document_title', fn() => is_singular() ? 'Page ' . get_queried_object_id() : 'By SEOPress');
  remove_action('wp_head', 'rel_canonical');
  remove_action('wp_head', 'wp_robots', 1);
  add_action('wp_head', fn() => print('<meta name="description" content="Text &amp; more"><meta name="robots" content="noindex, follow, max-snippet:-1"><link rel="canonical" href="https://seo.test/">
    <meta property="og:type" content="article"><meta property="og:title" content="Shared"><meta property="og:image" content="' . get_option('test_image') . '"><meta property="article:published_time" content=""><meta name="twitter:card" content="summary">
    <script id="website-schema" type="application/ld+json">{"@context":"http:\\/\\/schema.org","@type":"WebSite","name":"The Lantern"}</script>
    <script type="application/ld+json">{"@context":"https:\\/\\/schema.org","@type":"Organization","name":"Lantern & Co","sameAs":["https:\\/\\/x.com\\/@lantern"]}</script>'), 0);`;
