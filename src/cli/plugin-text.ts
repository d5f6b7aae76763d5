/**
 * A must-use plugin that tells the gateway of each change when WordPress has answered. It names only what visitors see, or saw
 * before the change.
 */
export const pluginText = `<?php
/**
 * Plugin Name: PressQL webhook
 * Description: Tells a PressQL gateway of each change of public content. Save as wp-content/mu-plugins/pressql.php, and
 * define PRESSQL_WEBHOOK_URL (https://graph.example/webhook) and PRESSQL_WEBHOOK_SECRET in wp-config.php.
 */
function pressql_changed( $resource, $id = null, $kind = 'changed', $uri = null, $parent = null ) {
	global $pressql_changes;
	if ( ! $pressql_changes ) add_action( 'shutdown', 'pressql_send' );
	$before = $pressql_changes["$resource:$id"] ?? array( 'uris' => array() );
	$uris   = array_values( array_unique( array_filter( array_merge( $before['uris'], array( $uri ) ) ) ) );
	$kind   = 'changed' === $kind ? ( $before['kind'] ?? $kind ) : $kind;
	$pressql_changes["$resource:$id"] = compact( 'resource', 'id', 'kind', 'uris' ) + ( $parent ? compact( 'parent' ) : array() );
}
function pressql_uri( $post ) {
	return 'publish' === get_post_status( $post ) ? wp_make_link_relative( get_permalink( $post ) ) : null;
}
function pressql_post( $post, $is_public, $was_public ) {
	if ( in_array( $post->post_type, array( 'nav_menu_item', 'wp_navigation' ), true ) ) return pressql_changed( 'menu' );
	if ( ! ( get_post_type_object( $post->post_type )->show_in_rest ?? false ) || ! ( $is_public || $was_public ) ) return;
	$kind = $is_public ? ( $was_public ? 'changed' : 'published' ) : 'removed';
	pressql_changed( $post->post_type, $post->ID, $kind, $is_public ? pressql_uri( $post ) : null );
}
function pressql_is_public( $status ) {
	return in_array( $status, array( 'publish', 'inherit' ), true );
}
function pressql_comment( $id, $kind ) {
	$comment = get_comment( $id );
	if ( ! $comment ) return;
	pressql_changed( 'comment', (int) $id, $kind, pressql_uri( (int) $comment->comment_post_ID ), (int) $comment->comment_post_ID );
}
function pressql_send() {
	global $pressql_changes;
	foreach ( array_chunk( array_values( $pressql_changes ), 100 ) as $changes ) {
		$body = wp_json_encode( $changes );
		$time = sprintf( '%.6F', microtime( true ) );
		wp_remote_post( PRESSQL_WEBHOOK_URL, array(
			'blocking' => false,
			'body'     => $body,
			'headers'  => array(
				'Content-Type'        => 'application/json',
				'X-PressQL-Timestamp' => $time,
				'X-PressQL-Signature' => 'sha256=' . hash_hmac( 'sha256', "$time.$body", PRESSQL_WEBHOOK_SECRET ),
			),
		) );
	}
	$pressql_changes = array();
}
foreach ( array( 'wp_trash_post', 'pre_post_update' ) as $hook ) add_action( $hook, function ( $id ) {
	global $pressql_changes;
	$post = get_post( $id );
	$uri  = pressql_uri( $post );
	if ( $uri && ! isset( $pressql_changes["$post->post_type:$id"] ) ) pressql_changed( $post->post_type, (int) $id, 'changed', $uri );
} );
add_action( 'transition_post_status', fn( $new, $old, $post ) => pressql_post( $post, pressql_is_public( $new ), pressql_is_public( $old ) ), 10, 3 );
add_action( 'attachment_updated', fn( $id, $post ) => pressql_post( $post, true, true ), 10, 2 );
add_action( 'before_delete_post', fn( $id, $post ) => pressql_post( $post, false, pressql_is_public( $post->post_status ) ), 10, 2 );
add_action( 'delete_attachment', fn( $id, $post ) => pressql_post( $post, false, true ), 10, 2 );
foreach ( array( 'added_post_meta', 'updated_post_meta', 'deleted_post_meta' ) as $hook ) add_action( $hook, function ( $meta, $id, $key ) {
	$is_public = pressql_is_public( get_post_status( $id ) );
	if ( in_array( $key, array( '_thumbnail_id', '_wp_attached_file', '_wp_attachment_image_alt' ), true ) ) pressql_post( get_post( $id ), $is_public, $is_public );
}, 10, 3 );
add_action( 'saved_term', fn( $id, $tt, $taxonomy, $is_old ) => pressql_changed( $taxonomy, $id, $is_old ? 'changed' : 'published' ), 10, 4 );
add_action( 'delete_term', fn( $id, $tt, $taxonomy ) => pressql_changed( $taxonomy, $id, 'removed' ), 10, 3 );
add_action( 'profile_update', fn( $id ) => count_user_posts( $id, get_post_types( array( 'public' => true ) ), true ) && pressql_changed( 'user', $id ) );
add_action( 'deleted_user', fn( $id ) => pressql_changed( 'user', $id, 'removed' ) );
add_action( 'wp_insert_comment', fn( $id, $comment ) => '1' === (string) $comment->comment_approved && pressql_comment( $id, 'published' ), 10, 2 );
add_action( 'edit_comment', fn( $id ) => 'approved' === wp_get_comment_status( $id ) && pressql_comment( $id, 'changed' ) );
add_action( 'transition_comment_status', fn( $new, $old, $comment ) => 'approved' === $new ? pressql_comment( $comment->comment_ID, 'published' ) : ( 'approved' === $old && pressql_comment( $comment->comment_ID, 'removed' ) ), 10, 3 );
foreach ( array( 'wp_update_nav_menu', 'wp_delete_nav_menu' ) as $hook ) add_action( $hook, fn() => pressql_changed( 'menu' ) );
add_action( 'updated_option', function ( $name ) {
	if ( 0 === strpos( $name, 'theme_mods_' ) ) pressql_changed( 'menu' );
	if ( 'sticky_posts' === $name ) pressql_changed( 'post' );
	$names = 'blogname blogdescription siteurl home gmt_offset timezone_string date_format time_format start_of_week site_icon show_on_front page_on_front page_for_posts posts_per_page permalink_structure';
	if ( in_array( $name, explode( ' ', $names ), true ) ) pressql_changed( 'settings' );
} );
`;
