import { markdownOf } from '../../content/markdown/markdown.ts';
import { textOf } from '../../content/text.ts';
import type { UrlRule } from '../../content/urls.ts';
import type { Entity } from '../../loading/base/entity.ts';
import type { Loaders } from '../../loading/loaders.ts';
import { type Document, text } from '../../wordpress/document.ts';
import { type EntityFields, enumNamed, type Field, type Graph } from '../kit/graph/graph.ts';
import { asEditor } from '../kit/plugins/reads/editor.ts';
import { parseOnce, urlArgument, urlRuleOf } from './html.ts';
import { withPageAddress } from './page-address.ts';

/** A text that WordPress renders to HTML. */
export interface RenderedText {
  readonly description: string;
  /** REST paths of the HTML. */
  readonly reads: readonly string[];
  /** REST paths that the HTML is made of only where another field reads them. */
  readonly readsIfThere?: readonly string[];
  /** The HTML in a document; null for none. */
  readonly html: (document: Document, of: { entity: Entity; loaders: Loaders }) => string | null;
  /** Key of the text in a document of the `edit` context, which has it as written beside the HTML: `content`. */
  readonly key: string;
  /** Whether WordPress keeps it from everybody but its editors where there is a password. */
  readonly isProtected?: boolean;
}

/** A field that gives a rendered text in any format. `RAW` is for those who may edit, and null to visitors. */
export function renderedField(t: EntityFields, graph: Graph, rendered: RenderedText): Field {
  const { description, reads, readsIfThere = [], html, key } = rendered;
  return t.string({
    description,
    args: { ...formatArgument(t, graph), ...urlArgument(t, graph) },
    // What isn't read apart, as by editors: versions.
    reads: ({ format }) => (format === 'RAW' ? [`${key}.raw`] : reads),
    readsIfThere,
    resolve: async (entity, { format, urls }, { loaders }) => {
      if (format === 'RAW') return readRawText(entity, loaders, key);
      const shown = html(entity.document, { entity, loaders });
      const found = shown ?? (rendered.isProtected ? await readProtectedText(entity, loaders, key) : null);
      return formatHtml(await withPageAddress(found, entity, loaders), format, {
        rule: urlRuleOf(graph, urls),
        loaders,
      });
    },
  });
}

/** A text as it was written, for those who may edit it. WordPress gives some texts only when they are asked for whole. */
export async function readRawText(entity: Entity, loaders: Loaders, key: string): Promise<string | null> {
  const edited = entity.revisionOf ? entity.document : await asEditor(entity, loaders, [key]);
  return text(edited, key, 'raw') || null;
}

/** The HTML of a text with a password, for those who may edit it. */
async function readProtectedText(entity: Entity, loaders: Loaders, key: string): Promise<string | null> {
  return text(await asEditor(entity, loaders, [key]), key, 'rendered') || null;
}

/** The argument of texts that can be had in several formats. */
export function formatArgument(t: EntityFields, graph: Graph) {
  return {
    format: t.arg({
      type: enumNamed(graph, 'PostObjectFieldFormatEnum'),
      description: 'In which format; as HTML unless said.',
    }),
  };
}

/** HTML in the format that an argument asks for; null where that leaves nothing. */
export function formatHtml(
  html: string | null,
  format: string | null | undefined,
  { rule, loaders }: { rule: UrlRule; loaders: Loaders },
): string | null {
  const write = converters[format ?? ''];
  if (!html || (!write && rule.style === 'SITE')) return html;
  const document = parseOnce(html, rule, loaders);
  return write ? write(document.children) || null : document.html;
}

/** What formats other than HTML are written by. */
const converters: Readonly<Record<string, typeof textOf>> = { TEXT: textOf, MARKDOWN: markdownOf };
