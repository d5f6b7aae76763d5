import { attribute, classesOf, type ElementNode } from './html.ts';

/** Returns the language of code from the classes of common highlighters: `language-js`, `lang-js`, `brush: js`. */
export function languageOf(element: ElementNode): string | null {
  for (const name of classesOf(element)) {
    const language = /^lang(?:uage)?-([\w+#.-]{1,30})$/.exec(name)?.[1];
    if (language) return language;
  }
  return /(?:^|\s)brush:\s*([\w+#-]{1,30})/.exec(attribute(element, 'class') ?? '')?.[1] ?? null;
}
