// The nested question as a careful person writes it for this one page: two waves, only the fields that are shown.
import { readRest } from './rest.mjs';

/** Creates the question for `first` posts; each call asks it once and counts what it took. */
export function byHand(root, first) {
  return async () => {
    const requests = [];
    const read = async (route, query) => {
      const { json, bytes } = await readRest(root, route, query);
      requests.push({ route: `/wp/v2/${route}`, bytes });
      return json;
    };
    const byIds = async (route, ids, fields) => {
      const wanted = [...new Set(ids)].filter((id) => id > 0);
      const chunks = Array.from({ length: Math.ceil(wanted.length / 100) }, (_, at) =>
        wanted.slice(at * 100, at * 100 + 100),
      );
      const read100 = (chunk) =>
        read(route, { include: chunk.join(','), per_page: '100', _fields: `id,${fields}` });
      return new Map((await Promise.all(chunks.map(read100))).flat().map((item) => [item.id, item]));
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
