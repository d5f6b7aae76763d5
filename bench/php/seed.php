<?php
// Fills a site with 2,000 posts with many equal dates, by 12 authors, in 24 categories, with 60 tags and 40 images. The
// content is the same every time.
require getenv('PRESSQL_WP_ROOT') . '/wp-load.php';
foreach (['image', 'taxonomy', 'post'] as $part) {
	require_once ABSPATH . "wp-admin/includes/$part.php";
}
global $wpdb;
const POSTS = 2000;
const POSTS_IN_ONE_SECOND = 200;
const POSTS_IN_ONE_MINUTE = 4;

/** Inserts rows into a table, 250 in each statement. */
function insert_rows(string $table, array $columns, array $rows): void {
	global $wpdb;
	foreach (array_chunk($rows, 250) as $chunk) {
		$row = '(' . implode(',', array_fill(0, count($columns), '%s')) . ')';
		$values = implode(',', array_fill(0, count($chunk), $row));
		$sql = "INSERT INTO $table (" . implode(',', $columns) . ") VALUES $values";
		$wpdb->query($wpdb->prepare($sql, array_merge(...$chunk)));
	}
}

/** Creates an image in all sizes. Returns its id. */
function make_image(int $number, int $author): int {
	$upload = wp_upload_dir('2024/01');
	$file = "{$upload['path']}/picture-$number.jpg";
	$image = imagecreatetruecolor(1200, 800);
	imagefill($image, 0, 0, imagecolorallocate($image, 37 * $number % 256, 91 * $number % 256, 140));
	imagefilledellipse($image, 30 * $number % 1200, 400, 500, 500, imagecolorallocate($image, 240, 53 * $number % 256, 60));
	imagejpeg($image, $file, 70);
	$id = wp_insert_attachment([
		'post_title' => "Picture $number",
		'post_mime_type' => 'image/jpeg',
		'post_author' => $author,
		'post_date' => '2024-01-01 00:00:00',
	], $file);
	wp_update_attachment_metadata($id, wp_generate_attachment_metadata($id, $file));
	update_post_meta($id, '_wp_attachment_image_alt', "A disc on a plane, number $number");
	return $id;
}

/** Returns six paragraphs, a heading and a list, as the block editor saves them. */
function make_content(int $number): string {
	$sentence = "Report $number says that the harbour “wasn't ready” when the ferries came, and that nobody had asked for it. ";
	$paragraph = "<!-- wp:paragraph -->\n<p>" . str_repeat($sentence, 4) . "</p>\n<!-- /wp:paragraph -->\n\n";
	$heading = "<!-- wp:heading -->\n<h2 class=\"wp-block-heading\">What follows</h2>\n<!-- /wp:heading -->\n\n";
	$list = "<!-- wp:list -->\n<ul><!-- wp:list-item -->\n<li>Ferries</li>\n<!-- /wp:list-item --></ul>\n<!-- /wp:list -->\n";
	return str_repeat($paragraph, 3) . $heading . str_repeat($paragraph, 3) . $list;
}

/** Returns the date of a post. The first posts share one second. Of the others, four share a minute, in a mixed order. */
function make_date(int $number): string {
	if ($number < POSTS_IN_ONE_SECOND) {
		return '2024-05-05 05:05:05';
	}
	$place = $number * 7919 % POSTS;
	return gmdate('Y-m-d H:i:s', strtotime('2023-01-01') + 3 * HOUR_IN_SECONDS * intdiv($place, POSTS_IN_ONE_MINUTE));
}

$authors = [];
for ($i = 1; $i <= 12; $i++) {
	$authors[] = wp_insert_user([
		'user_login' => "author$i",
		'user_pass' => "author$i",
		'user_email' => "author$i@example.test",
		'display_name' => "Author Number $i",
		'role' => 'author',
	]);
}
$terms = ['category' => [], 'post_tag' => []];
for ($i = 0; $i < 24; $i++) {
	$parent = $i < 8 ? 0 : $terms['category'][$i % 8];
	$terms['category'][] = wp_insert_term("Section $i", 'category', ['parent' => $parent])['term_id'];
}
for ($i = 0; $i < 60; $i++) {
	$terms['post_tag'][] = wp_insert_term("Topic $i", 'post_tag')['term_id'];
}
$images = [];
for ($i = 0; $i < 40; $i++) {
	$images[] = make_image($i, $authors[$i % 12]);
}

wp_delete_post(1, true);
$first = 1 + (int) $wpdb->get_var("SELECT MAX(ID) FROM $wpdb->posts");
$posts = $meta = $relationships = [];
for ($i = 0; $i < POSTS; $i++) {
	$id = $first + $i;
	$date = make_date($i);
	$excerpt = $i % 3 ? '' : "In short: report $i.";
	$posts[] = [$id, $authors[$i * 5 % 12], $date, $date, $date, $date, make_content($i), "Report “{$i}” & more", $excerpt, 'publish', "report-$i", 'post', "http://example.test/?p=$id", '', '', ''];
	if ($i % 5) {
		$meta[] = [$id, '_thumbnail_id', $images[$i * 3 % 40]];
	}
	foreach ([$terms['category'][$i % 24], $terms['category'][($i * 7 + 5) % 24], $terms['post_tag'][$i % 60]] as $term) {
		$relationships["$id $term"] = [$id, get_term($term)->term_taxonomy_id];
	}
}
insert_rows($wpdb->posts, ['ID', 'post_author', 'post_date', 'post_date_gmt', 'post_modified', 'post_modified_gmt', 'post_content', 'post_title', 'post_excerpt', 'post_status', 'post_name', 'post_type', 'guid', 'to_ping', 'pinged', 'post_content_filtered'], $posts);
insert_rows($wpdb->postmeta, ['post_id', 'meta_key', 'meta_value'], $meta);
insert_rows($wpdb->term_relationships, ['object_id', 'term_taxonomy_id'], array_values($relationships));
foreach ($terms as $taxonomy => $ids) {
	wp_update_term_count_now(array_map(fn($id) => get_term($id)->term_taxonomy_id, $ids), $taxonomy);
}
wp_cache_flush();
