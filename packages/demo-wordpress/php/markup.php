<?php
/*
 * The content's own shorthand, turned into the markup of the block editor. Blocks stand apart by empty lines:
 * `## heading`, `> quote`, `- item` lines, `| cell | cell` lines (the first is the heading), ``` before lines of code,
 * `[image name]`, `[gallery name name]`, `[columns]` with a line for each column; all else is a paragraph.
 * Inside of text: `**strong**`, `*emphasis*` and `[words](address)`.
 */

/** @param int[] $media Attachments by name. */
function pressql_demo_blocks( $text, $media ) {
	$blocks = array();
	foreach ( preg_split( '/\n\s*\n/', trim( str_replace( '<!--more-->', "\n\n<!--more-->\n\n", $text ) ) ) as $part ) {
		$blocks[] = pressql_demo_block( trim( $part ), $media );
	}
	return implode( "\n\n", $blocks );
}

function pressql_demo_block( $part, $media = array() ) {
	$lines = explode( "\n", $part );
	$words = explode( ' ', trim( $lines[0], '[]' ) );
	switch ( strtok( $part, " \n" ) ) {
		case '<!--more-->':
			return "<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->";
		case '##':
			return "<!-- wp:heading -->\n<h2 class=\"wp-block-heading\">" . pressql_demo_inline( substr( $part, 3 ) ) . "</h2>\n<!-- /wp:heading -->";
		case '>':
			return "<!-- wp:quote -->\n<blockquote class=\"wp-block-quote\">" . pressql_demo_paragraph( substr( $part, 2 ) ) . "</blockquote>\n<!-- /wp:quote -->";
		case '-':
			$items = array_map( 'pressql_demo_item', $lines );
			return "<!-- wp:list -->\n<ul class=\"wp-block-list\">" . implode( "\n\n", $items ) . "</ul>\n<!-- /wp:list -->";
		case '|':
			return pressql_demo_table( $lines );
		case '```':
			$code = pressql_demo_escape( implode( "\n", array_slice( $lines, 1 ) ) );
			return "<!-- wp:code -->\n<pre class=\"wp-block-code\"><code>$code</code></pre>\n<!-- /wp:code -->";
		case '[image':
			return pressql_demo_image( $media[ $words[1] ] );
		case '[gallery':
			$images = array_map( 'pressql_demo_image', array_map( fn( $name ) => $media[ $name ], array_slice( $words, 1 ) ) );
			return "<!-- wp:gallery {\"linkTo\":\"none\"} -->\n<figure class=\"wp-block-gallery has-nested-images columns-default is-cropped\">" . implode( "\n\n", $images ) . "</figure>\n<!-- /wp:gallery -->";
		case '[columns]':
			$columns = array_map( 'pressql_demo_column', array_slice( $lines, 1 ) );
			return "<!-- wp:columns -->\n<div class=\"wp-block-columns\">" . implode( "\n\n", $columns ) . "</div>\n<!-- /wp:columns -->";
		default:
			return pressql_demo_paragraph( $part );
	}
}

function pressql_demo_paragraph( $text ) {
	return "<!-- wp:paragraph -->\n<p>" . pressql_demo_inline( $text ) . "</p>\n<!-- /wp:paragraph -->";
}

function pressql_demo_item( $line ) {
	return "<!-- wp:list-item -->\n<li>" . pressql_demo_inline( substr( $line, 2 ) ) . "</li>\n<!-- /wp:list-item -->";
}

function pressql_demo_column( $line ) {
	return "<!-- wp:column -->\n<div class=\"wp-block-column\">" . pressql_demo_paragraph( $line ) . "</div>\n<!-- /wp:column -->";
}

function pressql_demo_table( $lines ) {
	$rows = array();
	foreach ( $lines as $number => $line ) {
		$cell   = 0 === $number ? 'th' : 'td';
		$cells  = array_map( 'trim', explode( '|', trim( $line, '| ' ) ) );
		$rows[] = "<tr><$cell>" . implode( "</$cell><$cell>", array_map( 'pressql_demo_inline', $cells ) ) . "</$cell></tr>";
	}
	return "<!-- wp:table -->\n<figure class=\"wp-block-table\"><table><thead>" . array_shift( $rows ) . '</thead><tbody>' . implode( '', $rows ) . "</tbody></table></figure>\n<!-- /wp:table -->";
}

function pressql_demo_image( $id ) {
	$url     = wp_get_attachment_image_url( $id, 'large' );
	$alt     = esc_attr( get_post_meta( $id, '_wp_attachment_image_alt', true ) );
	$caption = pressql_demo_escape( get_post( $id )->post_excerpt );
	$figure  = "<img src=\"$url\" alt=\"$alt\" class=\"wp-image-$id\"/>" . ( $caption ? "<figcaption class=\"wp-element-caption\">$caption</figcaption>" : '' );
	return "<!-- wp:image {\"id\":$id,\"sizeSlug\":\"large\",\"linkDestination\":\"none\"} -->\n<figure class=\"wp-block-image size-large\">$figure</figure>\n<!-- /wp:image -->";
}

function pressql_demo_inline( $text ) {
	$marks = array(
		'/\*\*(.+?)\*\*/'         => '<strong>$1</strong>',
		'/\*(.+?)\*/'             => '<em>$1</em>',
		'/\[([^\]]+)\]\(([^)]+)\)/' => '<a href="$2">$1</a>',
	);
	return preg_replace( array_keys( $marks ), $marks, pressql_demo_escape( $text ) );
}

function pressql_demo_escape( $text ) {
	return str_replace( array( '&', '<', '>' ), array( '&amp;', '&lt;', '&gt;' ), $text );
}
