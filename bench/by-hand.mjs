// The benchmark's query as hand-written REST requests: two waves, which read only the necessary fields.
import { readRest } from './rest.mjs';

/** Returns a function that reads `first` posts with everything that belongs to them, and returns the posts and the requests. */
export function byHand(root, first) {
  return async () => {
    const requests = [];
    const read = async (route, query) => {
      const { json, bytes } = await readRest(root, route, query);
      requests.push({ route: `/wp/v2/${route}`, bytes });
      return json;
    };
    const byIds = async (route, ids, fields) => {
      const uniqueIds = [...new Set(ids)].filter((id) => id > 0);
      const chunks = Array.from({ length: Math.ceil(uniqueIds.length / 100) }, (_, index) =>
        uniqueIds.slice(index * 100, index * 100 + 100),
      );
      const readChunk = (chunk) =>
        read(route, { include: chunk.join(','), per_page: '100', _fields: `id,${fields}` });
      return new Map((await Promise.all(chunks.map(readChunk))).flat().map((item) => [item.id, item]));
    };
    const posts = await read('posts', {
      per_page: String(first),
      _fields: 'title.rendered,date,slug,author,categories,featured_media',
    });
    const [users, categories, media] = await Promise.all([
      byIds(
        'users',
        posts.map(({ author }) => author),
        'name',
      ),
      byIds(
        'categories',
        posts.flatMap((post) => post.categories),
        'name',
      ),
      byIds(
        'media',
        posts.map((post) => post.featured_media),
        'source_url,alt_text',
      ),
    ]);
    const nodes = posts.map((post) => ({
      title: post.title.rendered,
      date: post.date,
      slug: post.slug,
      author: users.get(post.author)?.name ?? null,
      categories: post.categories.map((id) => categories.get(id)?.name),
      image: imageOf(media.get(post.featured_media)),
    }));
    return { nodes, requests };
  };
}

function imageOf(item) {
  return item ? { sourceUrl: item.source_url, altText: item.alt_text } : null;
}
