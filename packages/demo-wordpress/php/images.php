<?php
// A small paint box: pictures out of layers, the same ones every time. See content/pictures.php for what is painted.

const PRESSQL_WIDTH  = 1600;
const PRESSQL_HEIGHT = 1067;

/** Paints layers, far to near, and writes them as JPEG: each is the name of a function below and what it takes. */
function pressql_demo_paint( $layers, $file ) {
	$image = imagecreatetruecolor( PRESSQL_WIDTH, PRESSQL_HEIGHT );
	foreach ( $layers as $layer ) {
		$paint = 'pressql_demo_paint_' . array_shift( $layer );
		$paint( $image, ...$layer );
	}
	imagejpeg( $image, $file, 84 );
}

/** A colour out of its hexadecimal name, with alpha from 0 (opaque) to 127. */
function pressql_demo_colour( $image, $hex, $alpha = 0 ) {
	list( $red, $green, $blue ) = array_map( 'hexdec', str_split( $hex, 2 ) );
	return imagecolorallocatealpha( $image, $red, $green, $blue, $alpha );
}

/** A band from one colour to another: the sky, the sea, fog. */
function pressql_demo_paint_band( $image, $from, $to, $above, $below ) {
	$start = array_map( 'hexdec', str_split( $above, 2 ) );
	$end   = array_map( 'hexdec', str_split( $below, 2 ) );
	for ( $y = $from; $y < $to; $y++ ) {
		$share = ( $y - $from ) / ( $to - $from );
		$mixed = array();
		foreach ( $start as $channel => $value ) {
			$mixed[] = (int) round( $value + ( $end[ $channel ] - $value ) * $share );
		}
		imageline( $image, 0, $y, PRESSQL_WIDTH, $y, imagecolorallocate( $image, ...$mixed ) );
	}
}

/** A disc with a halo that fades. */
function pressql_demo_paint_sun( $image, $x, $y, $radius, $hex ) {
	$halo = pressql_demo_colour( $image, $hex, 123 );
	for ( $step = 22; $step > 0; $step-- ) {
		$size = (int) ( $radius * ( 2 + $step * 0.28 ) );
		imagefilledellipse( $image, $x, $y, $size, $size, $halo );
	}
	imagefilledellipse( $image, $x, $y, 2 * $radius, 2 * $radius, pressql_demo_colour( $image, $hex ) );
}

/** Stars above a height. */
function pressql_demo_paint_stars( $image, $count, $below, $hex ) {
	for ( $star = 1; $star <= $count; $star++ ) {
		$size = 2 + $star % 4;
		imagefilledellipse( $image, $star * $star * 397 % PRESSQL_WIDTH, ( $star * $star * $star * 29 + $star * 71 ) % $below, $size, $size, pressql_demo_colour( $image, $hex, 20 + $star * 31 % 70 ) );
	}
}

/** Hills out of three waves, down to the lower edge. */
function pressql_demo_paint_hills( $image, $base, $rise, $phase, $hex ) {
	$points = array( 0, PRESSQL_HEIGHT );
	for ( $x = 0; $x <= PRESSQL_WIDTH; $x += 4 ) {
		$at = $x / PRESSQL_WIDTH * 6.283 + $phase;
		array_push( $points, $x, (int) ( $base - $rise * ( sin( $at ) + 0.45 * sin( 2.3 * $at + 1 ) + 0.16 * sin( 5.7 * $at ) ) ) );
	}
	array_push( $points, PRESSQL_WIDTH, PRESSQL_HEIGHT );
	imagefilledpolygon( $image, $points, pressql_demo_colour( $image, $hex ) );
}

/** Light on water below a sun, wider towards the viewer. */
function pressql_demo_paint_glints( $image, $x, $from, $to, $hex ) {
	for ( $y = $from, $line = 0; $y < $to; $y += 7 + (int) ( ( $y - $from ) / 22 ), $line++ ) {
		$half  = 34 + (int) ( ( $y - $from ) * 0.42 ) + 40 * ( $line * 5 % 3 );
		$shift = ( $line * 37 % 5 - 2 ) * 16;
		imagefilledellipse( $image, $x + $shift, $y, 2 * $half, 4 + (int) ( ( $y - $from ) / 55 ), pressql_demo_colour( $image, $hex, 66 ) );
	}
}

/** A cloud with a flat base. */
function pressql_demo_paint_cloud( $image, $x, $y, $size, $hex ) {
	$colour = pressql_demo_colour( $image, $hex );
	foreach ( array( array( -1.5, 0, 1.3 ), array( -0.6, -0.42, 1.7 ), array( 0.5, -0.3, 1.5 ), array( 1.4, 0.02, 1.2 ) ) as list( $dx, $dy, $width ) ) {
		imagefilledellipse( $image, (int) ( $x + $dx * $size ), (int) ( $y + $dy * $size ), (int) ( $width * $size ), (int) ( 0.85 * $width * $size ), $colour );
	}
	imagefilledellipse( $image, $x, (int) ( $y + 0.28 * $size ), (int) ( 4.6 * $size ), (int) ( 0.62 * $size ), $colour );
}

/** Slanting rain. */
function pressql_demo_paint_rain( $image, $count, $hex ) {
	imagesetthickness( $image, 2 );
	for ( $drop = 1; $drop <= $count; $drop++ ) {
		$x = $drop * 6473 % ( PRESSQL_WIDTH + 200 );
		$y = 260 + $drop * 3571 % 800;
		imageline( $image, $x, $y, $x - 26, $y + 92, pressql_demo_colour( $image, $hex, 78 + $drop % 30 ) );
	}
	imagesetthickness( $image, 1 );
}

/** Birds far away: two strokes each. */
function pressql_demo_paint_birds( $image, $places, $size, $hex ) {
	$colour = pressql_demo_colour( $image, $hex );
	imagesetthickness( $image, 5 );
	foreach ( $places as list( $x, $y ) ) {
		imagearc( $image, $x - $size, $y, 2 * $size, $size, 205, 360, $colour );
		imagearc( $image, $x + $size, $y, 2 * $size, $size, 180, 335, $colour );
	}
	imagesetthickness( $image, 1 );
}

/** A shape: points by x and y around a place, in units of $size. */
function pressql_demo_shape( $image, $x, $y, $size, $points, $colour ) {
	$moved = array();
	foreach ( $points as $index => $value ) {
		$moved[] = (int) round( ( $index % 2 ? $y : $x ) + $value * $size );
	}
	imagefilledpolygon( $image, $moved, $colour );
}

require_once __DIR__ . '/motifs.php';
