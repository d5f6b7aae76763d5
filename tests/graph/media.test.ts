import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './gateway.ts';

let gateway: TestGateway;
let ids: Readonly<Record<'page' | 'below' | 'sound' | 'told' | 'sheet', number>>;
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
    $told = $attach('foghorn-told.mp3', 'audio/mpeg', ['post_excerpt' => 'Two blasts', 'post_content' => 'At dawn']);
    $sheet = $attach('tides.pdf', 'application/pdf', []);
    echo json_encode(compact('page', 'below', 'sound', 'told', 'sheet'));`);
});
afterAll(() => gateway.close());

const media = <Data>(id: number, fields: string) =>
  gateway.data<{ mediaItem: Data }>(`{ mediaItem(id: "${id}", idType: DATABASE_ID) { ${fields} } }`);

describe('files that aren’t images', () => {
  it('have a caption and a description where somebody wrote them', async () => {
    const fields = 'caption description';
    const told = { caption: '<p>Two blasts</p>\n', description: '<p>At dawn</p>\n' };
    expect(await media(ids.told, fields)).toEqual({ mediaItem: told });
    for (const id of [ids.sound, ids.sheet]) {
      expect(await media(id, fields)).toEqual({ mediaItem: { caption: null, description: null } });
    }
  });

  it('have the file itself for every size, and no picture', async () => {
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

it('media stand below what they are attached to, and what that stands below', async () => {
  const answer = await media(ids.sheet, 'ancestors { nodes { databaseId } } parent { node { databaseId } }');
  expect(answer).toEqual({
    mediaItem: {
      ancestors: { nodes: [{ databaseId: ids.below }, { databaseId: ids.page }] },
      parent: { node: { databaseId: ids.below } },
    },
  });
});

it('are ordered by what they are attached to', async () => {
  const other = await gateway.site.phpJson<number>(
    `echo wp_insert_attachment(['post_mime_type' => 'application/pdf', 'post_title' => 'loose', 'post_status' => 'inherit'], 'loose.pdf', ${ids.page});`,
  );
  const { mediaItems } = await gateway.data<{ mediaItems: { nodes: { databaseId: number }[] } }>(
    '{ mediaItems(first: 4, where: { orderby: { field: PARENT, order: DESC } }) { nodes { databaseId } } }',
  );
  expect(mediaItems.nodes.map(({ databaseId }) => databaseId)).toEqual([
    ids.sheet,
    ids.told,
    ids.sound,
    other,
  ]);
});
