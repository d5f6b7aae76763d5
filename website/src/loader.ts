import { fileURLToPath } from 'node:url';
import type { Loader, LoaderContext } from 'astro/loaders';
import { homeFile, routeByFile } from '../../docs/sections.ts';
import { withDiagrams } from './source/diagrams.ts';
import { firstExample, homeData } from './source/home.ts';
import { readSource, type Source, withLinks } from './source/markdown.ts';
import { root } from './source/repository.ts';

/** Loads the repository's documents. Each stays where it is, and is as readable on GitHub as here. */
export function repositoryLoader(): Loader {
  return {
    name: 'pressql-repository',
    load: async (context) => {
      context.store.clear();
      for (const file of routeByFile.keys()) await loadPage(file, context);
      context.watcher?.on('change', (path) => {
        const file = [...routeByFile.keys()].find((each) => fileURLToPath(new URL(each, root)) === path);
        if (file) void loadPage(file, context);
      });
      for (const file of routeByFile.keys()) context.watcher?.add(fileURLToPath(new URL(file, root)));
    },
  };
}

async function loadPage(
  file: string,
  { store, config, parseData, renderMarkdown, generateDigest }: LoaderContext,
) {
  const id = routeByFile.get(file);
  if (id === undefined) return;
  const source = readSource(file);
  const fileURL = new URL(file, root);
  const { data, page } =
    file === homeFile
      ? homeData({
          source,
          base: config.base,
          example: (await renderMarkdown(firstExample(), { fileURL })).html,
        })
      : { data: dataOf(source), page: source };
  const base = config.base.replace(/\/$/, '');
  const body = withLinks(page, (route, hash) => `${base}/${route === 'index' ? '' : `${route}/`}${hash}`);
  const rendered = await renderMarkdown(withDiagrams(body), { fileURL });
  store.set({
    id,
    data: await parseData({ id, data, filePath: fileURLToPath(fileURL) }),
    body,
    // From the site's folder, because Astro finds images by it.
    filePath: `../${file}`,
    digest: generateDigest(body),
    // Tables scroll on small screens, and not everybody has a pointer.
    rendered: { ...rendered, html: rendered.html.replaceAll('<table>', '<table tabindex="0">') },
    assetImports: rendered.metadata?.imagePaths ?? [],
  });
}

function dataOf({ title, description }: Source) {
  return { title, description };
}
