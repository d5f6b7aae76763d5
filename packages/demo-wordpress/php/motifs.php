<?php
// What stands in the pictures: see images.php.

/** A lighthouse on its rock; with a beam where a colour for it is given. */
function pressql_demo_paint_lighthouse( $image, $x, $y, $size, $hex, $stripe, $beam = null ) {
	$tower = pressql_demo_colour( $image, $hex );
	$band  = pressql_demo_colour( $image, $stripe );
	if ( $beam ) {
		for ( $width = 1; $width <= 7; $width++ ) {
			$light = pressql_demo_colour( $image, $beam, 118 );
			pressql_demo_shape( $image, $x, $y, $size, array( 0, -4.62, -14, -5.2 - $width * 0.2, -14, -4.6 + $width * 0.12 ), $light );
			pressql_demo_shape( $image, $x, $y, $size, array( 0, -4.62, 14, -4.9 - $width * 0.12, 14, -4.1 + $width * 0.2 ), $light );
		}
	}
	pressql_demo_shape( $image, $x, $y, $size, array( -0.62, 0, 0.62, 0, 0.38, -4.2, -0.38, -4.2 ), $tower );
	foreach ( array( -0.9, -2.1, -3.3 ) as $low ) {
		$at = 0.62 + $low * 0.057;
		pressql_demo_shape( $image, $x, $y, $size, array( -$at, $low, $at, $low, $at - 0.035, $low - 0.6, 0.035 - $at, $low - 0.6 ), $band );
	}
	pressql_demo_shape( $image, $x, $y, $size, array( -0.6, -4.2, 0.6, -4.2, 0.6, -4.36, -0.6, -4.36 ), $band );
	pressql_demo_shape( $image, $x, $y, $size, array( -0.3, -4.36, 0.3, -4.36, 0.3, -4.9, -0.3, -4.9 ), pressql_demo_colour( $image, $beam ?? 'f7efd2' ) );
	pressql_demo_shape( $image, $x, $y, $size, array( -0.44, -4.9, 0.44, -4.9, 0, -5.35 ), $band );
}

/** A row of gabled houses along a line; every $lit-th window has light in it. */
function pressql_demo_paint_houses( $image, $y, $size, $seed, $hex, $window, $lit ) {
	$wall  = pressql_demo_colour( $image, $hex );
	$light = pressql_demo_colour( $image, $window );
	for ( $x = -20, $house = 0, $number = $seed; $x < PRESSQL_WIDTH; $house++ ) {
		$width  = (int) ( $size * ( 1.1 + ( $house * 7 + $seed ) % 5 * 0.14 ) );
		$height = (int) ( $size * ( 1.2 + ( $house * 11 + $seed ) % 7 * 0.19 ) );
		imagefilledrectangle( $image, $x, $y - $height, $x + $width - 1, PRESSQL_HEIGHT, $wall );
		imagefilledpolygon( $image, array( $x - 6, $y - $height, $x + $width + 5, $y - $height, $x + intdiv( $width, 2 ), $y - $height - (int) ( $size * 0.5 ) ), $wall );
		if ( 0 === $house % 2 ) {
			imagefilledrectangle( $image, $x + (int) ( $width * 0.72 ), $y - $height - (int) ( $size * 0.48 ), $x + (int) ( $width * 0.84 ), $y - $height, $wall );
		}
		for ( $row = $y - $height + (int) ( $size * 0.2 ); $row < $y - $size * 0.35; $row += (int) ( $size * 0.5 ) ) {
			foreach ( array( 0.2, 0.6 ) as $at ) {
				if ( 0 === $number++ % $lit ) {
					$left = $x + (int) ( $width * $at );
					imagefilledrectangle( $image, $left, $row, $left + (int) ( $size * 0.24 ), $row + (int) ( $size * 0.3 ), $light );
				}
			}
		}
		$x += $width;
	}
}

/** A boat under sail. */
function pressql_demo_paint_sail( $image, $x, $y, $size, $hull, $cloth ) {
	pressql_demo_shape( $image, $x, $y, $size, array( -1, -0.35, 1.15, -0.35, 0.8, 0.1, -0.75, 0.1 ), pressql_demo_colour( $image, $hull ) );
	pressql_demo_shape( $image, $x, $y, $size, array( -0.06, -0.4, 0.02, -0.4, 0.02, -3.3, -0.06, -3.3 ), pressql_demo_colour( $image, $hull ) );
	pressql_demo_shape( $image, $x, $y, $size, array( 0.1, -3.1, 0.1, -0.6, 1.2, -0.6 ), pressql_demo_colour( $image, $cloth ) );
	pressql_demo_shape( $image, $x, $y, $size, array( -0.14, -2.9, -0.14, -0.6, -0.95, -0.6 ), pressql_demo_colour( $image, $cloth ) );
}

/** The island ferry, with its smoke. */
function pressql_demo_paint_ferry( $image, $x, $y, $size, $hull, $cabin, $funnel ) {
	foreach ( array( array( 1.2, -2.5, 0.5 ), array( 1.9, -2.8, 0.7 ), array( 2.8, -3, 0.9 ) ) as list( $dx, $dy, $puff ) ) {
		imagefilledellipse( $image, (int) ( $x + $dx * $size ), (int) ( $y + $dy * $size ), (int) ( 1.6 * $puff * $size ), (int) ( $puff * $size ), pressql_demo_colour( $image, 'ffffff', 88 ) );
	}
	pressql_demo_shape( $image, $x, $y, $size, array( 0.5, -1.5, 1, -1.5, 0.9, -2.3, 0.5, -2.3 ), pressql_demo_colour( $image, $funnel ) );
	pressql_demo_shape( $image, $x, $y, $size, array( -1.9, -0.7, 1.9, -0.7, 1.7, -1.5, -1.5, -1.5 ), pressql_demo_colour( $image, $cabin ) );
	pressql_demo_shape( $image, $x, $y, $size, array( -3, -0.75, 2.7, -0.75, 2.4, 0.15, -2.4, 0.15 ), pressql_demo_colour( $image, $hull ) );
	for ( $window = 0; $window < 6; $window++ ) {
		$left = -1.35 + $window * 0.5;
		pressql_demo_shape( $image, $x, $y, $size, array( $left, -1.3, $left + 0.28, -1.3, $left + 0.28, -0.95, $left, -0.95 ), pressql_demo_colour( $image, $hull ) );
	}
}

/** A harbour crane; a negative size has it look to the left. */
function pressql_demo_paint_crane( $image, $x, $y, $size, $hex ) {
	$colour = pressql_demo_colour( $image, $hex );
	imagesetthickness( $image, max( 3, (int) ( abs( $size ) * 0.1 ) ) );
	$across = abs( $size );
	$lines  = array( array( -0.9, 0, -0.45, -3 ), array( 0.9, 0, 0.45, -3 ), array( -0.7, -1.4, 0.7, -1.4 ), array( 0, -3.6, 3.6, -6.2 ), array( 0, -3.6, -1.1, -4.6 ), array( -1.1, -4.6, 3.6, -6.2 ), array( 3.6, -6.2, 3.6, -3.4 ), array( 1.8, -4.9, 1.2, -5.35 ) );
	foreach ( $lines as list( $x1, $y1, $x2, $y2 ) ) {
		imageline( $image, (int) ( $x + $x1 * $size ), (int) ( $y + $y1 * $across ), (int) ( $x + $x2 * $size ), (int) ( $y + $y2 * $across ), $colour );
	}
	imagesetthickness( $image, 1 );
	imagefilledrectangle( $image, (int) ( $x - 0.7 * $across ), (int) ( $y - 3.9 * $across ), (int) ( $x + 0.7 * $across ), (int) ( $y - 2.9 * $across ), $colour );
	imagefilledrectangle( $image, (int) ( $x + 3.6 * $size - 0.35 * $across ), (int) ( $y - 3.4 * $across ), (int) ( $x + 3.6 * $size + 0.35 * $across ), (int) ( $y - 2.8 * $across ), $colour );
}

/** A tram under its wires. */
function pressql_demo_paint_tram( $image, $x, $y, $size, $body, $roof, $window ) {
	$dark = pressql_demo_colour( $image, $roof );
	imagesetthickness( $image, 4 );
	foreach ( array( -5.1, -5.6 ) as $wire ) {
		imageline( $image, 0, (int) ( $y + ( $wire - 0.5 ) * $size ), PRESSQL_WIDTH, (int) ( $y + ( $wire + 0.5 ) * $size ), $dark );
	}
	imageline( $image, $x, (int) ( $y - 4 * $size ), (int) ( $x + 0.9 * $size ), (int) ( $y - 5 * $size ), $dark );
	imagesetthickness( $image, 1 );
	pressql_demo_shape( $image, $x, $y, $size, array( -3.4, -0.4, 3.4, -0.4, 3.5, -3.4, 3.1, -3.8, -3.1, -3.8, -3.5, -3.4 ), pressql_demo_colour( $image, $body ) );
	pressql_demo_shape( $image, $x, $y, $size, array( -3.3, -3.7, 3.3, -3.7, 2.9, -4.1, -2.9, -4.1 ), $dark );
	for ( $pane = 0; $pane < 5; $pane++ ) {
		$left = -3.1 + $pane * 1.27;
		pressql_demo_shape( $image, $x, $y, $size, array( $left, -3.2, $left + 1.1, -3.2, $left + 1.1, -1.9, $left, -1.9 ), pressql_demo_colour( $image, $window ) );
	}
	pressql_demo_shape( $image, $x, $y, $size, array( -3.45, -0.4, 3.45, -0.4, 3.3, 0, -3.3, 0 ), $dark );
	foreach ( array( -2, 2 ) as $wheel ) {
		imagefilledellipse( $image, (int) ( $x + $wheel * $size ), $y, (int) ( 1.1 * $size ), (int) ( 1.1 * $size ), $dark );
	}
}

/** A bench, and the cat that owns it. */
function pressql_demo_paint_bench( $image, $x, $y, $size, $hex ) {
	$colour = pressql_demo_colour( $image, $hex );
	foreach ( array( array( -4, -1.6, 4, -1.25 ), array( -4, -3.1, 4, -2.75 ), array( -4, -2.4, 4, -2.05 ), array( -3.5, -3.3, -3.2, 0 ), array( 3.2, -3.3, 3.5, 0 ) ) as list( $left, $top, $right, $bottom ) ) {
		pressql_demo_shape( $image, $x, $y, $size, array( $left, $top, $right, $top, $right, $bottom, $left, $bottom ), $colour );
	}
	pressql_demo_shape( $image, $x, $y, $size, array( 1, -3, 2.3, -3, 2.1, -4.2, 1.5, -4.6, 1.2, -4.2 ), $colour );
	imagefilledellipse( $image, (int) ( $x + 1.4 * $size ), (int) ( $y - 4.7 * $size ), (int) ( 1.05 * $size ), (int) ( 0.9 * $size ), $colour );
	pressql_demo_shape( $image, $x, $y, $size, array( 0.95, -4.8, 1.0, -5.5, 1.4, -5.05, 1.8, -5.5, 1.85, -4.8 ), $colour );
	imagesetthickness( $image, (int) ( $size * 0.24 ) );
	imagearc( $image, (int) ( $x + 2.6 * $size ), (int) ( $y - 3.1 * $size ), (int) ( 1.2 * $size ), (int) ( 1.9 * $size ), 20, 180, $colour );
	imagesetthickness( $image, 1 );
}

/** Trees in blossom along a line. */
function pressql_demo_paint_trees( $image, $places, $size, $trunk, $blossoms ) {
	foreach ( $places as $tree => list( $x, $y ) ) {
		pressql_demo_shape( $image, $x, $y, $size, array( -0.18, 0, 0.18, 0, 0.1, -2.2, -0.1, -2.2 ), pressql_demo_colour( $image, $trunk ) );
		for ( $ball = 0; $ball < 16; $ball++ ) {
			$angle = $ball * 2.4;
			$reach = $size * 0.29 * sqrt( $ball );
			$width = (int) ( $size * ( 1.1 + ( $ball + $tree ) % 3 * 0.16 ) );
			imagefilledellipse( $image, (int) ( $x + 1.25 * $reach * cos( $angle ) ), (int) ( $y - 2.6 * $size + $reach * sin( $angle ) ), $width, $width, pressql_demo_colour( $image, $blossoms[ ( $ball + $tree ) % count( $blossoms ) ], 26 ) );
		}
	}
}

/** The keys of a piano, from the left to the right edge. */
function pressql_demo_paint_keys( $image, $y, $whites, $ivory, $ebony, $pressed ) {
	$width = intdiv( PRESSQL_WIDTH, $whites );
	for ( $key = 0; $key <= $whites; $key++ ) {
		$colour = pressql_demo_colour( $image, 3 === $key ? $pressed : $ivory );
		imagefilledrectangle( $image, $key * $width + 3, $y, ( $key + 1 ) * $width - 3, PRESSQL_HEIGHT - 60, $colour );
	}
	for ( $key = 0; $key <= $whites; $key++ ) {
		if ( in_array( $key % 7, array( 0, 1, 3, 4, 5 ), true ) ) {
			$left = (int) ( ( $key + 0.69 ) * $width );
			imagefilledrectangle( $image, $left, $y, $left + (int) ( $width * 0.62 ), $y + (int) ( ( PRESSQL_HEIGHT - 60 - $y ) * 0.6 ), pressql_demo_colour( $image, $ebony ) );
		}
	}
}

/** Panes of glass that meet at one point, as under a roof. */
function pressql_demo_paint_panes( $image, $x, $y, $count, $hexes, $bars ) {
	for ( $pane = 0; $pane < $count; $pane++ ) {
		$from   = 6.2832 * $pane / $count + 0.13;
		$to     = 6.2832 * ( $pane + 1 ) / $count + 0.13;
		$colour = $hexes[ $pane * 5 % count( $hexes ) ];
		pressql_demo_shape( $image, $x, $y, 1900, array( 0, 0, cos( $from ), sin( $from ), cos( $to ), sin( $to ) ), pressql_demo_colour( $image, $colour ) );
		imagesetthickness( $image, 7 );
		imageline( $image, $x, $y, (int) ( $x + 1900 * cos( $from ) ), (int) ( $y + 1900 * sin( $from ) ), pressql_demo_colour( $image, $bars ) );
	}
	for ( $ring = 260; $ring < 2600; $ring += 330 ) {
		imagearc( $image, $x, $y, $ring, $ring, 0, 360, pressql_demo_colour( $image, $bars ) );
	}
	imagesetthickness( $image, 1 );
}

/** Depths of a bay, as charts have them: one shape in another. */
function pressql_demo_paint_depths( $image, $x, $y, $hexes ) {
	foreach ( $hexes as $level => $hex ) {
		$points = array();
		for ( $angle = 0; $angle < 6.28; $angle += 0.03 ) {
			$radius = ( 900 - $level * 118 ) * ( 1 + 0.13 * sin( 3 * $angle + 0.5 * $level ) + 0.07 * sin( 7 * $angle - $level ) );
			array_push( $points, (int) ( $x + 1.25 * $radius * cos( $angle ) ), (int) ( $y + 0.8 * $radius * sin( $angle ) ) );
		}
		imagefilledpolygon( $image, $points, pressql_demo_colour( $image, $hex ) );
		imagesetthickness( $image, 3 );
		imagepolygon( $image, $points, pressql_demo_colour( $image, 'fdf6e3', 60 ) );
	}
	imagesetthickness( $image, 1 );
}
