import type { UrlRule } from '../../content/urls.ts';
import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { type Document, text } from '../../wordpress/document.ts';
import { type EntityFields, enumNamed, type Field, type Graph } from '../kit/graph/graph.ts';
import { previewedWith } from '../kit/plugins/previews.ts';
import { readAsEditor } from '../kit/plugins/reads/editor.ts';
import { type Convert, convertingOnce } from './convert.ts';
import { urlArgument, urlRuleOf, withUrls } from './html.ts';
import { withPageAddress } from './page-address.ts';

/** A text that WordPress renders to HTML. */
export interface RenderedText {
  readonly description: string;
  /** REST paths of the HTML. */
  readonly reads: readonly string[];
  /** REST paths that improve the HTML, but are not worth a read: the HTML uses them if another field reads them. */
  readonly optionalReads?: readonly string[];
  /** Returns the HTML in a document, or null if the document has none. */
  readonly html: (document: Document, source: { entity: Entity; loaders: Loaders }) => string | null;
  /** Key of the text in a document of the `edit` context, which has both the raw text and the HTML: `content`. */
  readonly key: string;
  /** Whether WordPress withholds the text of content with a password from all users who may not edit it. */
  readonly isProtected?: boolean;
}

/** Returns a field for a rendered text in the requested format. `RAW` is null if the user may not edit the text. */
export function renderedField(t: EntityFields, graph: Graph, rendered: RenderedText): Field {
  const { description, reads, optionalReads = [], html, key } = rendered;
  return t.string({
    description,
    args: { ...formatArgument(t, graph), ...urlArgument(t, graph) },
    // Revisions are already documents of the `edit` context, so `readRawText` needs no other document for them.
    reads: ({ format }) => (format === 'RAW' ? [`${key}.raw`] : reads),
    optionalReads,
    previewed: previewedWith(key),
    resolve: async (entity, { format, urls }, { loaders }) => {
      if (format === 'RAW') return readRawText(entity, loaders, key);
      const publicHtml = html(entity.document, { entity, loaders });
      const anyHtml =
        publicHtml ?? (rendered.isProtected ? await readProtectedText(entity, loaders, key) : null);
      return formatHtml(await withPageAddress(anyHtml, entity, loaders), format, {
        rule: urlRuleOf(graph, urls),
        loaders,
      });
    },
  });
}

/**
 * Returns a text as the editor wrote it, or null if the user may not edit it. Reads the whole key: WordPress leaves some
 * texts out if `_fields` names only a part of them.
 */
export async function readRawText(entity: Entity, loaders: Loaders, key: string): Promise<string | null> {
  const edited = entity.revisionOf ? entity.document : await readAsEditor(entity, loaders, [key]);
  return text(edited, key, 'raw') || null;
}

/** Returns the HTML of a text with a password, or null if the user may not edit it. */
async function readProtectedText(entity: Entity, loaders: Loaders, key: string): Promise<string | null> {
  return text(await readAsEditor(entity, loaders, [key]), key, 'rendered') || null;
}

/** Returns the argument `format` of fields that offer a text in several formats. */
export function formatArgument(t: EntityFields, graph: Graph) {
  return {
    format: t.arg({
      type: enumNamed(graph, 'PostObjectFieldFormatEnum'),
      description: 'The format of the text. Default: HTML.',
    }),
  };
}

/** Returns HTML in the format of the argument `format`. Returns null if the text is empty in that format. */
export async function formatHtml(
  html: string | null,
  format: string | null | undefined,
  { rule, loaders }: { rule: UrlRule; loaders: Loaders },
): Promise<string | null> {
  const convert = converters[format ?? ''];
  if (!html || (!convert && rule.style === 'SITE')) return html;
  const styled = await withUrls(html, rule, loaders);
  return convert ? (await convert(styled, null, loaders)) || null : styled;
}

/** The converter of each format that is not HTML. */
const converters: Readonly<Record<string, Convert<'text'> | Convert<'markdown'>>> = {
  TEXT: convertingOnce('text'),
  MARKDOWN: convertingOnce('markdown'),
};
