<?php
// Pictures for the demo content, drawn layer by layer: the same ones every time.

/** Colours of each picture: sky above, sky below, sun, and four hills from far to near. */
const PRESSQL_PALETTES = array(
	array( 'Harbour at dusk', '2b2d5b', 'f08a5d', 'ffe29a', '6a4c7d', '4b3b6b', '332b55', '1d1b3a', 'Sun going down behind the cranes of the outer harbour.' ),
	array( 'Lamp in the fog', '7f97a8', 'dfe7ea', 'fff7d6', 'aebfc9', '8ea3b0', '6d8595', '4d6576', 'A lighthouse lamp through morning fog.' ),
	array( 'The estuary at low water', '1f6f8b', 'cfe8e0', 'fdf3c8', '99bfb3', '6fa08f', '477a6b', '27534a', 'Mud flats and channels of the estuary.' ),
	array( 'Hill Row in October', 'd96c4f', 'fbe3b5', 'fff3cf', 'e0a458', 'b5702f', '7d4a24', '4a2c1c', 'Terraces and orange trees above the town.' ),
	array( 'Night bread', '11132b', '3f3351', 'ffd27a', '2c2744', '211d38', '171429', '0d0b1a', 'A lit window at the end of a dark street.' ),
	array( 'Spring tide', '3fa7d6', 'e4f6f8', 'ffffff', '59cd90', '36a873', '1e7f56', '0f5439', 'Grass and high water at the sea wall.' ),
	array( 'Storm coming in', '232931', '5c6b73', 'c9d6df', '4a555e', '384149', '2a3138', '1b2025', 'A shelf of cloud over the breakwater.' ),
	array( 'Market roof', '8a1c3b', 'f6c6a0', 'fff0dc', 'c65b5b', '9d3b4c', '6f2139', '431329', 'Morning light through the glass of the market hall.' ),
	array( 'Line 12', '264653', 'e9c46a', 'fff1c1', '2a9d8f', '237f78', '1a5e5e', '123f45', 'Tram wires against the evening.' ),
	array( 'Island ferry', '5fa8d3', 'f7f4e9', 'fffbe0', '8fbcd4', '62929e', '3f6c78', '234650', 'The ferry’s wake on the way to the island.' ),
	array( 'Almond blossom', '9a8fbf', 'fde2ea', 'fff8f0', 'd6a2c0', 'b07aa1', '80567f', '51365b', 'Almond trees along Steps Lane.' ),
	array( 'Chart room', '0b3c49', '73a9a0', 'f2e8c9', '3f7d78', '2a5f60', '184449', '0c2b31', 'Old charts of the bay, in layers.' ),
);

/** Writes picture number $index (from 0) to a file, as JPEG. */
function pressql_demo_draw( $index, $file ) {
	$width  = 1200;
	$height = 800;
	$image  = imagecreatetruecolor( $width, $height );
	imageantialias( $image, true );
	$palette = PRESSQL_PALETTES[ $index ];
	$rgb     = array_map( 'pressql_demo_rgb', array_slice( $palette, 1, 7 ) );
	for ( $y = 0; $y < $height; $y++ ) {
		$colour = pressql_demo_mix( $rgb[0], $rgb[1], min( 1, $y / ( $height * 0.72 ) ) );
		imageline( $image, 0, $y, $width, $y, imagecolorallocate( $image, ...$colour ) );
	}
	pressql_demo_sun( $image, array( $width * ( 0.2 + 0.055 * $index ), $height * ( 0.22 + 0.035 * ( $index % 5 ) ) ), $rgb[2] );
	for ( $layer = 0; $layer < 4; $layer++ ) {
		pressql_demo_hill( $image, $layer, $index, $rgb[ 3 + $layer ] );
	}
	imagejpeg( $image, $file, 86 );
}

/** A disc with a halo that fades. */
function pressql_demo_sun( $image, $centre, $colour ) {
	for ( $radius = 260; $radius > 70; $radius -= 6 ) {
		$halo = imagecolorallocatealpha( $image, $colour[0], $colour[1], $colour[2], 124 );
		imagefilledellipse( $image, (int) $centre[0], (int) $centre[1], $radius * 2, $radius * 2, $halo );
	}
	imagefilledellipse( $image, (int) $centre[0], (int) $centre[1], 130, 130, imagecolorallocate( $image, ...$colour ) );
}

/** One range of hills, out of three waves; every third picture has roofs on its nearest range. */
function pressql_demo_hill( $image, $layer, $index, $colour ) {
	$width  = imagesx( $image );
	$height = imagesy( $image );
	$base   = $height * ( 0.5 + 0.125 * $layer );
	$points = array( 0, $height );
	for ( $x = 0; $x <= $width; $x += 4 ) {
		$at = $x / $width * 6.283 + $index * 1.7 + $layer * 2.1;
		$y  = $base + 52 * sin( $at ) + 24 * sin( 2.3 * $at + $layer ) + 9 * sin( 5.7 * $at );
		if ( 3 === $layer && 0 === $index % 3 ) {
			$y = $base - 40 - 46 * ( intdiv( $x, 60 ) * ( $index + 3 ) % 4 );
		}
		array_push( $points, $x, (int) $y );
	}
	array_push( $points, $width, $height );
	imagefilledpolygon( $image, $points, imagecolorallocate( $image, ...$colour ) );
}

function pressql_demo_rgb( $hex ) {
	return array_map( 'hexdec', str_split( $hex, 2 ) );
}

function pressql_demo_mix( $from, $to, $share ) {
	$mixed = array();
	foreach ( $from as $channel => $value ) {
		$mixed[] = (int) round( $value + ( $to[ $channel ] - $value ) * $share );
	}
	return $mixed;
}
