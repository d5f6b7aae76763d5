<?php
$_SERVER['HTTP_HOST'] ??= '127.0.0.1:9400'; $_SERVER['SERVER_PROTOCOL'] ??= 'HTTP/1.1'; $_SERVER['REQUEST_METHOD'] ??= 'GET';
require (getenv('PRESSQL_WP_ROOT') ?: dirname(__DIR__)).'/wp-load.php'; require_once ABSPATH.'wp-admin/includes/image.php'; require_once ABSPATH.'wp-admin/includes/taxonomy.php';
$t=microtime(true); $T=[];
global $wpdb; $lap=function($n) use(&$T,&$t){$T[$n]=round(microtime(true)-$t,2);$t=microtime(true);};
wp_suspend_cache_invalidation(false); wp_defer_term_counting(true); wp_defer_comment_counting(true);
$wpdb->query('START TRANSACTION');
$users=[1]; for($i=1;$i<=5;$i++) $users[]=wp_insert_user(['user_login'=>"author$i",'user_pass'=>'x'.$i,'user_email'=>"author$i@example.test",'display_name'=>"Author $i",'role'=>$i<3?'editor':'author']);
$lap('users');
$cats=[];for($i=1;$i<=8;$i++) $cats[]=wp_insert_term("Category $i",'category',['parent'=>$i>4?($cats[$i-5]??0):0])['term_id'];
$tags=[];for($i=1;$i<=20;$i++) $tags[]=wp_insert_term("Tag $i",'post_tag')['term_id'];
$genres=[];for($i=1;$i<=4;$i++) $genres[]=wp_insert_term("Genre $i",'genre')['term_id'];
$lap('terms');
$img=[]; $up=wp_upload_dir();
for($i=1;$i<=12;$i++){ $f=$up['path']."/demo-$i.png"; $px=getenv('SEED_PX')?:0;
  if($px && function_exists('imagecreatetruecolor')){$im=imagecreatetruecolor($px,intdiv($px*2,3)); imagefill($im,0,0,imagecolorallocate($im,20*$i,255-20*$i,120)); imagepng($im,$f,1);} 
  else file_put_contents($f,base64_decode('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='));
  $id=wp_insert_attachment(['post_title'=>"Image $i",'post_mime_type'=>'image/png','post_status'=>'inherit','post_author'=>$users[$i%6]],$f);
  wp_update_attachment_metadata($id,wp_generate_attachment_metadata($id,$f)); update_post_meta($id,'_wp_attachment_image_alt',"Alt $i"); $img[]=$id; }
$lap('images');
$posts=[];for($i=1;$i<=60;$i++){ $d=gmdate('Y-m-d H:i:s',1700000000+$i*86400);
  $posts[]=$id=wp_insert_post(['post_title'=>"Post $i",'post_content'=>str_repeat("<!-- wp:paragraph --><p>Paragraph of post $i.</p><!-- /wp:paragraph -->\n",5),'post_excerpt'=>"Excerpt $i",'post_status'=>$i%15==0?'draft':'publish','post_author'=>$users[$i%6],'post_date'=>$d,'post_date_gmt'=>$d,'post_category'=>[$cats[$i%8],$cats[($i+3)%8]],'tags_input'=>[$tags[$i%20],$tags[($i+7)%20]],'meta_input'=>['subtitle'=>"Subtitle $i"]]);
  if($i%2) set_post_thumbnail($id,$img[$i%12]); }
$lap('posts');
$parent=0;for($i=1;$i<=10;$i++){ $id=wp_insert_post(['post_type'=>'page','post_title'=>"Page $i",'post_content'=>"<p>Page $i</p>",'post_status'=>'publish','post_author'=>1,'menu_order'=>$i,'post_parent'=>$i>5?$parent:0]); if($i==2)$parent=$id; }
$lap('pages');
for($i=1;$i<=15;$i++){ $id=wp_insert_post(['post_type'=>'review','post_title'=>"Book $i",'post_content'=>"<p>Book $i</p>",'post_status'=>'publish','post_author'=>$users[$i%6],'meta_input'=>['rating'=>$i/2,'year'=>2000+$i,'creator'=>"Creator $i"]]); wp_set_object_terms($id,[$genres[$i%4]],'genre'); }
$lap('books');
$c=0;for($i=1;$i<=40;$i++) $c=wp_insert_comment(['comment_post_ID'=>$posts[$i%10],'comment_author'=>"Visitor $i",'comment_author_email'=>"v$i@example.test",'comment_content'=>"Comment $i",'comment_approved'=>1,'comment_parent'=>$i%4==0?$c:0]);
$lap('comments');
wp_defer_term_counting(false); wp_defer_comment_counting(false);
$wpdb->query('COMMIT'); $lap('counts');
echo json_encode($T+['total'=>array_sum($T)]),"\n";
