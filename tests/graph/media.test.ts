import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
let ids: Readonly<Record<'page' | 'below' | 'sound' | 'described' | 'sheet', number>>;
beforeAll(async () => {
  gateway = await startGateway();
  ids = await gateway.site.phpJson(`
    $page = wp_insert_post(['post_type' => 'page', 'post_title' => 'Above', 'post_status' => 'publish']);
    $below = wp_insert_post(['post_type' => 'page', 'post_title' => 'Below', 'post_status' => 'publish', 'post_parent' => $page]);
    $attach = function ($name, $type, $more) use ($below) {
      $file = wp_upload_dir()['path'] . "/$name"; file_put_contents($file, str_repeat('x', 2000));
      return wp_insert_attachment(['post_mime_type' => $type, 'post_title' => $name, 'post_status' => 'inherit'] + $more, $file, $below);
    };
    $sound = $attach('foghorn.mp3', 'audio/mpeg', []);
    $described = $attach('foghorn-told.mp3', 'audio/mpeg', ['post_excerpt' => 'Two blasts', 'post_content' => 'At dawn']);
    $sheet = $attach('tides.pdf', 'application/pdf', []);
    echo json_encode(compact('page', 'below', 'sound', 'described', 'sheet'));`);
});
afterAll(() => gateway.close());

const media = <Data>(id: number, fields: string) =>
  gateway.data<{ mediaItem: Data }>(`{ mediaItem(id: "${id}", idType: DATABASE_ID) { ${fields} } }`);

describe('files that aren’t images', () => {
  it('have a caption and a description only if somebody wrote them', async () => {
    const fields = 'caption description';
    const texts = { caption: '<p>Two blasts</p>\n', description: '<p>At dawn</p>\n' };
    expect(await media(ids.described, fields)).toEqual({ mediaItem: texts });
    for (const id of [ids.sound, ids.sheet]) {
      expect(await media(id, fields)).toEqual({ mediaItem: { caption: null, description: null } });
    }
  });

  it('have the original file for every size, and no image URL', async () => {
    const { mediaItem } = await media<Record<string, string | null>>(
      ids.sheet,
      'file thumbnail: file(size: THUMBNAIL) path: filePath(size: LARGE) sourceUrl mediaItemUrl mediaDetails { width }',
    );
    const { mediaItemUrl } = mediaItem;
    expect(mediaItem).toEqual({
      file: 'tides.pdf',
      thumbnail: 'tides.pdf',
      path: new URL(mediaItemUrl ?? '').pathname,
      sourceUrl: null,
      mediaItemUrl,
      mediaDetails: null,
    });
  });
});

it('media have the content that they are attached to, and its ancestors, as ancestors', async () => {
  const answer = await media(ids.sheet, 'ancestors { nodes { databaseId } } parent { node { databaseId } }');
  expect(answer).toEqual({
    mediaItem: {
      ancestors: { nodes: [{ databaseId: ids.below }, { databaseId: ids.page }] },
      parent: { node: { databaseId: ids.below } },
    },
  });
});

it('can be ordered by the content that they are attached to', async () => {
  const other = await gateway.site.phpJson<number>(
    `echo wp_insert_attachment(['post_mime_type' => 'application/pdf', 'post_title' => 'loose', 'post_status' => 'inherit'], 'loose.pdf', ${ids.page});`,
  );
  const { mediaItems } = await gateway.data<{ mediaItems: { nodes: { databaseId: number }[] } }>(
    '{ mediaItems(first: 4, where: { orderby: { field: PARENT, order: DESC } }) { nodes { databaseId } } }',
  );
  expect(mediaItems.nodes.map(({ databaseId }) => databaseId)).toEqual([
    ids.sheet,
    ids.described,
    ids.sound,
    other,
  ]);
});

describe('a document with a preview image', () => {
  let sheet: number;
  beforeAll(async () => {
    sheet = await gateway.site.phpJson(`
      $path = wp_upload_dir()['path']; $files = ['report.pdf', 'report-pdf.jpg', 'report-pdf-232x300.jpg'];
      foreach ($files as $file) file_put_contents("$path/$file", str_repeat('x', 30));
      $id = wp_insert_attachment(['post_mime_type' => 'application/pdf', 'post_title' => 'Report', 'post_status' => 'inherit'], "$path/report.pdf");
      $size = fn($file, $width, $height) => ['file' => $file, 'width' => $width, 'height' => $height, 'mime-type' => 'image/jpeg', 'filesize' => 30];
      wp_update_attachment_metadata($id, ['sizes' => ['full' => $size($files[1], 1088, 1408), 'medium' => $size($files[2], 232, 300)], 'filesize' => 30]);
      echo $id;`);
  });

  it('has the URL of the preview image, in each existing size', async () => {
    const { mediaItem } = await media<Record<string, string>>(
      sheet,
      'sourceUrl medium: sourceUrl(size: MEDIUM) large: sourceUrl(size: LARGE) file largeFile: file(size: LARGE) mediumFile: file(size: MEDIUM) sizes srcSet fileSize(size: MEDIUM)',
    );
    expect(mediaItem).toEqual({
      sourceUrl: expect.stringMatching(/\/report-pdf\.jpg$/),
      medium: expect.stringMatching(/\/report-pdf-232x300\.jpg$/),
      large: expect.stringMatching(/\/report-pdf\.jpg$/),
      file: 'report.pdf',
      largeFile: 'report.pdf',
      mediumFile: 'report-pdf-232x300.jpg',
      sizes: '(max-width: 232px) 100vw, 232px',
      srcSet: null,
      fileSize: 30,
    });
  });

  it('lists the full preview image among its renditions', async () => {
    const { mediaItem } = await media<object>(
      sheet,
      'mediaDetails { sizes { name file width height mimeType } }',
    );
    expect(mediaItem).toEqual({
      mediaDetails: {
        sizes: [
          { name: 'full', file: 'report-pdf.jpg', width: '1088', height: '1408', mimeType: 'image/jpeg' },
          {
            name: 'medium',
            file: 'report-pdf-232x300.jpg',
            width: '232',
            height: '300',
            mimeType: 'image/jpeg',
          },
        ],
      },
    });
  });
});

it('the path of a file is not encoded', async () => {
  const id = await gateway.site.phpJson<number>(`
    $file = wp_upload_dir()['path'] . '/Grüße é & co+1.png'; file_put_contents($file, 'x');
    $id = wp_insert_attachment(['post_mime_type' => 'image/png', 'post_title' => 'Named', 'post_status' => 'inherit'], $file);
    wp_update_attachment_metadata($id, ['width' => 9, 'height' => 9, 'file' => get_post_meta($id, '_wp_attached_file', true)]); echo $id;`);
  const { mediaItem } = await media<{ filePath: string; mediaDetails: object }>(
    id,
    'filePath mediaDetails { filePath }',
  );
  expect(mediaItem.filePath).toMatch(/^\/wp-content\/uploads\/.*\/Grüße é & co\+1\.png$/);
  expect(mediaItem.mediaDetails).toEqual({ filePath: mediaItem.filePath });
});

it('a value that the database lacks is null: file types, dates, sizes of renditions', async () => {
  const found = await gateway.site.phpJson<Record<'file' | 'image' | 'post' | 'comment', number>>(`
    global $wpdb;
    $none = '0000-00-00 00:00:00';
    $dir = wp_upload_dir()['path'];
    foreach (['typeless.bin', 'odd.png'] as $name) file_put_contents("$dir/$name", 'x');
    $file = wp_insert_attachment(['post_mime_type' => '', 'post_title' => 'Typeless', 'post_status' => 'inherit'], "$dir/typeless.bin");
    $image = wp_insert_attachment(['post_mime_type' => 'image/png', 'post_title' => 'Odd', 'post_status' => 'inherit'], "$dir/odd.png");
    wp_update_attachment_metadata($image, ['width' => 900, 'height' => 600, 'file' => 'odd.png', 'sizes' => ['medium' => ['file' => 'odd-300.png']]]);
    $post = wp_insert_post(['post_title' => 'Dateless', 'post_status' => 'publish']);
    $wpdb->update($wpdb->posts, ['post_date' => $none, 'post_date_gmt' => $none, 'post_modified' => $none, 'post_modified_gmt' => $none], ['ID' => $post]);
    clean_post_cache($post);
    $comment = wp_insert_comment(['comment_post_ID' => $post, 'comment_content' => 'When?', 'comment_approved' => 1]);
    $wpdb->update($wpdb->comments, ['comment_date' => $none, 'comment_date_gmt' => $none], ['comment_ID' => $comment]);
    clean_comment_cache($comment);
    echo json_encode(compact('file', 'image', 'post', 'comment'));`);
  const data = await gateway.data(`{
    file: mediaItem(id: "${found.file}", idType: DATABASE_ID) { mimeType mediaDetails { file } }
    image: mediaItem(id: "${found.image}", idType: DATABASE_ID) { srcSet mediaDetails { sizes { name width height } } }
    post(id: "${found.post}", idType: DATABASE_ID) { date dateGmt modified modifiedGmt }
    comment(id: "${found.comment}", idType: DATABASE_ID) { date dateGmt } }`);
  expect(data).toEqual({
    file: { mimeType: null, mediaDetails: null },
    image: { srcSet: null, mediaDetails: { sizes: [{ name: 'medium', width: null, height: null }] } },
    post: { date: null, dateGmt: null, modified: null, modifiedGmt: null },
    comment: { date: '0000-00-00 00:00:00', dateGmt: '0000-00-00 00:00:00' },
  });
});
