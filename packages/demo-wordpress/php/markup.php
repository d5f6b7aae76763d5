<?php
// The content's own shorthand, turned into the markup of the block editor.

/**
 * Blocks out of paragraphs that stand apart by empty lines: `## heading`, `> quote`, `- list`, and
 * `[image]`, `[gallery]`, `[table]`, `[code]`.
 *
 * @param int[] $images Attachments that pictures in the text are taken from.
 */
function pressql_demo_blocks( $text, $images ) {
	$blocks = array();
	foreach ( preg_split( '/\n\s*\n/', trim( str_replace( '<!--more-->', "\n\n<!--more-->\n\n", $text ) ) ) as $part ) {
		$blocks[] = pressql_demo_block( trim( $part ), $images );
	}
	return implode( "\n\n", $blocks );
}

function pressql_demo_block( $part, $images ) {
	$inner = str_replace( array( '&', '<', '>' ), array( '&amp;', '&lt;', '&gt;' ), $part );
	if ( '<!--more-->' === $part ) {
		return "<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->";
	}
	if ( 0 === strpos( $part, '## ' ) ) {
		return "<!-- wp:heading -->\n<h2 class=\"wp-block-heading\">" . substr( $inner, 3 ) . "</h2>\n<!-- /wp:heading -->";
	}
	if ( 0 === strpos( $part, '> ' ) ) {
		return "<!-- wp:quote -->\n<blockquote class=\"wp-block-quote\"><p>" . substr( $inner, 5 ) . "</p></blockquote>\n<!-- /wp:quote -->";
	}
	if ( 0 === strpos( $part, '- ' ) ) {
		$items = array_map(
			function ( $line ) {
				return '<li>' . substr( $line, 2 ) . '</li>';
			},
			explode( "\n", $inner )
		);
		return "<!-- wp:list -->\n<ul>" . implode( '', $items ) . "</ul>\n<!-- /wp:list -->";
	}
	switch ( $part ) {
		case '[image]':
			return pressql_demo_image_block( $images[0] );
		case '[gallery]':
			$figures = implode( "\n", array_map( 'pressql_demo_image_block', array_slice( $images, 0, 3 ) ) );
			return "<!-- wp:gallery {\"linkTo\":\"none\"} -->\n<figure class=\"wp-block-gallery has-nested-images columns-default is-cropped\">$figures</figure>\n<!-- /wp:gallery -->";
		case '[table]':
			return "<!-- wp:table -->\n<figure class=\"wp-block-table\"><table><thead><tr><th>What</th><th>How much</th></tr></thead><tbody><tr><td>First</td><td>500 g</td></tr><tr><td>Second</td><td>320 ml</td></tr><tr><td>A pinch</td><td>enough</td></tr></tbody></table></figure>\n<!-- /wp:table -->";
		case '[code]':
			return "<!-- wp:code -->\n<pre class=\"wp-block-code\"><code>pitch = speed / spacing\n6.1 m/s / 12.8 mm = 478 Hz</code></pre>\n<!-- /wp:code -->";
	}
	return "<!-- wp:paragraph -->\n<p>$inner</p>\n<!-- /wp:paragraph -->";
}

function pressql_demo_image_block( $id ) {
	$url = wp_get_attachment_image_url( $id, 'large' );
	$alt = esc_attr( get_post_meta( $id, '_wp_attachment_image_alt', true ) );
	return "<!-- wp:image {\"id\":$id,\"sizeSlug\":\"large\",\"linkDestination\":\"none\"} -->\n<figure class=\"wp-block-image size-large\"><img src=\"$url\" alt=\"$alt\" class=\"wp-image-$id\"/></figure>\n<!-- /wp:image -->";
}
