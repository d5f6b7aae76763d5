<?php
/**
 * Fields as plugins add them to REST documents, for tests. Off unless a test sets the option `pressql_test_fields` to
 * some of `meta`, `rest`, `acf`, `yoast`, `rank-math`. The plugins themselves aren't here: these are the shapes of the
 * schemas, values and links that ACF 6.8, Yoast SEO and Rank Math 1.0 give.
 */

function pressql_test_has_fields( $kind ) {
	return in_array( $kind, explode( ',', get_option( 'pressql_test_fields', '' ) ), true );
}

add_action(
	'init',
	function () {
		if ( ! pressql_test_has_fields( 'meta' ) ) {
			return;
		}
		$step   = array(
			'type'       => 'object',
			'properties' => array(
				'title'   => array( 'type' => 'string', 'description' => 'What to do.' ),
				'minutes' => array( 'type' => 'integer' ),
				'tools'   => array( 'type' => 'array', 'items' => array( 'type' => 'string' ) ),
				'place'   => array( 'type' => 'object', 'properties' => array( 'city' => array( 'type' => 'string' ) ) ),
			),
		);
		$shown  = fn( $schema ) => array( 'schema' => $schema );
		$fields = array(
			array( 'post', 'post', 'steps', 'array', $shown( array( 'type' => 'array', 'items' => $step ) ), true ),
			array( 'post', 'post', 'score', 'number', true, true ),
			array( 'post', 'post', 'is_featured', 'boolean', true, true ),
			array( 'post', 'post', 'anything', 'object', $shown( array( 'type' => 'object', 'additionalProperties' => true ) ), true ),
			array( 'post', 'post', 'mood', 'string', $shown( array( 'type' => 'string', 'enum' => array( '', 'calm', 'loud' ), 'description' => 'How it sounds' ) ), true ),
			array( 'post', 'post', 'alias', 'string', true, false ),
			array( 'post', 'post', 'editors_note', 'string', $shown( array( 'type' => 'string', 'context' => array( 'edit' ) ) ), true ),
			array( 'post', 'post', '_yoast_wpseo_title', 'string', true, true ),
			array( 'post', 'post', '2nd_title', 'string', true, true ),
			array( 'post', 'post', 'prix_été', 'string', true, true ),
			array( 'post', 'post', 'цена', 'string', true, true ),
			array( 'post', 'post', 'byLine', 'string', true, true ),
			array( 'post', 'post', 'by_line', 'string', true, true ),
			array( 'post', 'post', 'by-line', 'string', true, true ),
			array( 'post', 'post', 'a.b', 'string', true, true ),
			array( 'post', 'attachment', 'credit', 'string', true, true ),
			array( 'term', 'category', 'color', 'string', $shown( array( 'type' => 'string', 'format' => 'hex-color' ) ), true ),
			array( 'user', '', 'city', 'string', true, true ),
			array( 'comment', '', 'stars', 'integer', true, true ),
		);
		foreach ( $fields as list( $object, $subtype, $key, $type, $show, $single ) ) {
			register_meta(
				$object,
				$key,
				array(
					'object_subtype' => $subtype,
					'type'           => $type,
					'single'         => $single,
					'show_in_rest'   => $show,
					'auth_callback'  => '__return_true',
				)
			);
		}
	}
);

add_action(
	'rest_api_init',
	function () {
		if ( pressql_test_has_fields( 'rest' ) ) {
			pressql_test_rest_fields();
		}
		if ( pressql_test_has_fields( 'yoast' ) ) {
			pressql_test_yoast();
		}
		if ( pressql_test_has_fields( 'rank-math' ) ) {
			pressql_test_rank_math();
		}
	}
);

/** Fields of a plugin, the values of which aren't always what the schemas say. */
function pressql_test_rest_fields() {
	$integer = array( 'type' => 'integer' );
	$object  = array( 'type' => 'object', 'properties' => array( 'name' => array( 'type' => 'string' ) ) );
	$rows    = array(
		'reading_time'  => array( array( 'type' => 'integer', 'description' => 'Minutes to read', 'context' => array( 'view' ) ), 4 ),
		'number_text'   => array( $integer, '12' ),
		'number_none'   => array( $integer, '' ),
		'number_large'  => array( $integer, 9999999999 ),
		'number_bad'    => array( $integer, 'many' ),
		'number_union'  => array( array( 'type' => array( 'integer', 'number', 'null' ) ), 1.5 ),
		'text_number'   => array( array( 'type' => 'string' ), 7 ),
		'object_none'   => array( $object, '' ),
		'object_list'   => array( $object, array( 'a' ) ),
		'list_gaps'     => array( array( 'type' => 'array', 'items' => $integer ), array( 1 => 1, 3 => 'x', 4 => 3 ) ),
		'flag_text'     => array( array( 'type' => 'boolean' ), '1' ),
		'mixed'         => array( array( 'type' => array( 'string', 'object' ) ), array( 'a' => 1 ) ),
		'links'         => array( array( 'type' => 'array', 'items' => array( 'type' => 'string', 'format' => 'uri' ) ), array( 'https://a.test' ) ),
		'database_id'   => array( $integer, 5 ),
		'uri'           => array( array( 'type' => 'string' ), 'mine' ),
		'editors_field' => array( array( 'type' => 'string', 'context' => array( 'edit' ) ), 'secret' ),
		'blob'          => array( null, array( 'ids' => array( 'thing' ) ) ),
	);
	foreach ( $rows as $name => list( $schema, $value ) ) {
		register_rest_field( 'post', $name, array( 'schema' => $schema, 'get_callback' => fn() => $value ) );
	}
	foreach ( array( 'category', 'user', 'comment', 'attachment' ) as $type ) {
		register_rest_field( $type, 'badge', array( 'schema' => $object, 'get_callback' => fn( $it ) => array( 'name' => "$type {$it['id']}" ) ) );
	}
}

/**
 * ACF registers its field for the route that is being asked and for no other, so it isn't in the index' schemas.
 * Values come from the option `pressql_test_acf`.
 */
add_filter(
	'rest_pre_dispatch',
	function ( $result, $server, $request ) {
		if ( ! pressql_test_has_fields( 'acf' ) || ! preg_match( '~^/wp/v2/(posts|categories)\b~', $request->get_route(), $found ) ) {
			return $result;
		}
		$image  = array( 'type' => array( 'integer', 'null' ), 'required' => false );
		$ids    = array( 'type' => array( 'integer', 'array', 'null' ), 'required' => false, 'items' => array( 'type' => 'integer' ), 'minItems' => 1 );
		$text   = array( 'type' => array( 'string', 'null' ), 'required' => false );
		$choice = array( 'type' => array( 'string', 'int' ), 'enum' => array( 'a', 'b' ) );
		$layout = fn( $name, $fields ) => array(
			'type'       => 'object',
			'properties' => array( 'acf_fc_layout' => array( 'type' => 'string', 'required' => true, 'pattern' => "^$name\$" ) ) + $fields,
		);
		$fields = array(
			'hero_image' => $image,
			'gallery'    => array( 'type' => array( 'array', 'null' ), 'required' => false, 'items' => array( 'type' => 'number' ) ),
			'related'    => $ids,
			'topics'     => $ids,
			'people'     => $ids,
			'unknown'    => $ids,
			'box'        => array( 'type' => array( 'object', 'null' ), 'required' => false, 'properties' => array( 'picture' => $image, 'more' => $ids, 'text' => $text ) ),
			'rows'       => array( 'type' => array( 'array', 'null' ), 'required' => false, 'items' => array( 'type' => 'object', 'properties' => array( 'text' => $text ) ) ),
			'sections'   => array(
				'type'     => array( 'array', 'null' ),
				'required' => false,
				'items'    => array( 'oneOf' => array( $layout( 'quote', array( 'text' => $text ) ), $layout( 'big_picture', array( 'picture' => $image ) ) ) ),
			),
			'choice'     => array( 'type' => array( 'string', 'array', 'int', 'null' ), 'required' => false, 'items' => $choice, 'maxItems' => 1 ),
			'place'      => array( 'type' => array( 'object', 'null' ), 'required' => false, 'properties' => array( 'lat' => array( 'type' => array( 'string', 'float' ) ), 'post_code' => array( 'type' => array( 'string', 'int' ) ) ) ),
			'price'      => array( 'type' => array( 'number', 'null' ), 'required' => false ),
		);
		$type   = 'posts' === $found[1] ? 'post' : 'category';
		register_rest_field(
			$type,
			'acf',
			array(
				'schema'       => array( 'description' => 'ACF field data', 'type' => 'object', 'properties' => 'post' === $type ? $fields : array() ),
				'get_callback' => fn() => get_option( 'pressql_test_acf', array( 'values' => array() ) )['values'],
			)
		);
		add_filter(
			"rest_prepare_$type",
			function ( $response ) {
				foreach ( get_option( 'pressql_test_acf', array() )['links'] ?? array() as list( $relation, $path ) ) {
					$response->add_link( $relation, rest_url( $path ), array( 'embeddable' => true ) );
				}
				return $response;
			}
		);
		return $result;
	},
	10,
	3
);

/** Yoast gives its fields no schema. */
function pressql_test_yoast() {
	$head = array( 'yoast_head' => fn( $head ) => "<title>{$head['title']}</title>\n<meta name=\"robots\" content=\"index, nofollow\" />\n<link rel=\"canonical\" href=\"{$head['canonical']}\" />", 'yoast_head_json' => fn( $head ) => $head );
	foreach ( array( 'post', 'page', 'category', 'user' ) as $type ) {
		foreach ( $head as $name => $format ) {
			register_rest_field( $type, $name, array( 'get_callback' => fn( $document ) => $format( pressql_test_yoast_head( $type, $document['id'] ) ) ) );
		}
	}
	$answer = fn() => array( 'html' => $head['yoast_head']( pressql_test_yoast_head( 'home', 0 ) ), 'json' => pressql_test_yoast_head( 'home', 0 ), 'status' => 200 );
	register_rest_route( 'yoast/v1', '/get_head', array( 'methods' => 'GET', 'callback' => $answer, 'permission_callback' => '__return_true' ) );
}

function pressql_test_yoast_head( $type, $id ) {
	$link  = "https://seo.test/$type/$id/";
	$crumb = fn( $position, $name, $more ) => array( '@type' => 'ListItem', 'position' => $position, 'name' => $name ) + $more;
	return array(
		'title'                  => "SEO of $type $id &amp; more",
		'description'            => "All of $type $id",
		'robots'                 => array( 'index' => 'index', 'follow' => 'nofollow', 'max-snippet' => 'max-snippet:-1' ),
		'canonical'              => $link,
		'og_locale'              => 'en_US',
		'og_type'                => 'article',
		'og_title'               => "Shared $type $id",
		'og_url'                 => $link,
		'og_site_name'           => 'The Harbour Lantern',
		'article_published_time' => '2026-05-10T13:25:12+00:00',
		'og_image'               => array( array( 'width' => 1200, 'height' => 800, 'url' => get_option( 'pressql_test_og_image', '' ), 'type' => 'image/jpeg' ) ),
		'twitter_card'           => 'summary_large_image',
		'twitter_misc'           => array( 'Written by' => 'Noor', 'Est. reading time' => '5 minutes' ),
		'schema'                 => array(
			'@context' => 'https://schema.org',
			'@graph'   => array(
				array( '@type' => 'Article', '@id' => "$link#article" ),
				array( '@type' => array( 'WebPage', 'FAQPage' ), '@id' => $link ),
				array( '@type' => 'BreadcrumbList', 'itemListElement' => array( $crumb( 1, 'Home', array( 'item' => 'https://seo.test/' ) ), $crumb( 2, "The $type", array() ) ) ),
			),
		),
	);
}

/** What the headless endpoint of Rank Math 1.0.273 answers on a site with a block theme: WordPress writes the title, not Rank Math. */
function pressql_test_rank_math() {
	register_rest_route(
		'rankmath/v1',
		'/getHead',
		array(
			'methods'             => 'GET',
			'permission_callback' => '__return_true',
			'callback'            => function ( $request ) {
				$url   = esc_url( $request['url'] );
				$image = esc_url( get_option( 'pressql_test_og_image', '' ) );
				return array(
					'success' => true,
					'head'    => "<!-- Search Engine Optimization by Rank Math -->\n"
						. "<meta name=\"description\" content=\"It&#039;s described\"/>\n<meta name=\"robots\" content=\"nofollow, index, max-snippet:-1\"/>\n"
						. "<link rel=\"canonical\" href=\"$url\" />\n<meta property=\"og:type\" content=\"article\" />\n"
						. "<meta property=\"og:title\" content=\"Shared\" />\n<meta property=\"og:image\" content=\"$image\" />\n"
						. "<meta property=\"og:locale\" content=\"en_US\" />\n<meta property=\"og:site_name\" content=\"Tom &amp; Co\" />\n"
						. "<meta property=\"og:image:width\" content=\"1024\" />\n<meta property=\"og:image:type\" content=\"image/jpeg\" />\n"
						. "<meta property=\"article:tag\" content=\"fog\" />\n<meta property=\"article:tag\" content=\"sea\" />\n"
						. "<meta property=\"article:section\" content=\"Harbour\" />\n<meta name=\"twitter:card\" content=\"summary_large_image\" />\n"
						. "<meta name=\"twitter:label1\" content=\"Written by\" />\n<meta name=\"twitter:data1\" content=\"Noor\" />\n"
						. "<meta name=\"twitter:label2\" content=\"Time to read\" />\n<meta name=\"twitter:data2\" content=\"2 minutes\" />\n"
						. "<script type=\"application/ld+json\" class=\"rank-math-schema\">{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"BlogPosting\"},{\"@type\":\"WebPage\",\"name\":\"Rank &amp; Math\"}]}</script>\n",
				);
			},
		)
	);
}
