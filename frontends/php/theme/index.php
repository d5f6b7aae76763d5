<!doctype html>
<html <?php language_attributes(); ?>>
<head><meta charset="<?php bloginfo('charset'); ?>"><?php wp_head(); ?></head>
<body <?php body_class(); ?>>
<?php wp_body_open(); ?>
<header><?php frontends_menu('primary'); ?></header>
<main>
<?php while (have_posts()) : the_post(); ?>
	<article <?php post_class(); ?>><h2><a href="<?php the_permalink(); ?>"><?php the_title(); ?></a></h2><?php the_excerpt(); ?></article>
<?php endwhile; ?>
</main>
<footer><?php frontends_menu('main'); frontends_menu('footer'); ?></footer>
<?php wp_footer(); ?>
</body>
</html>
