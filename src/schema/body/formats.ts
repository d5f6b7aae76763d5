import { markdownOf } from '../../content/markdown/markdown.ts';
import { textOf } from '../../content/text.ts';
import type { UrlRule } from '../../content/urls.ts';
import type { Loaders } from '../../loading/loaders.ts';
import type { Document } from '../../wordpress/document.ts';
import { type EntityFields, enumNamed, type Field, type Graph } from '../graph.ts';
import { parsed, ruleOf, urlArgument } from './parsed.ts';

/** A text that WordPress renders to HTML. */
export interface Rendered {
  readonly description: string;
  /** REST paths of the HTML. */
  readonly reads: readonly string[];
  /** The HTML in a document; null for none. */
  readonly html: (document: Document) => string | null;
}

/** A field that gives a rendered text in any format. `RAW` is for those who may edit, and null to visitors. */
export function renderedField(t: EntityFields, graph: Graph, { description, reads, html }: Rendered): Field {
  return t.string({
    description,
    args: { ...formatArgument(t, graph), ...urlArgument(t, graph) },
    reads: ({ format }) => (format === 'RAW' ? [] : reads),
    resolve: ({ document }, { format, urls }, { loaders }) => {
      const rule = ruleOf(graph, urls);
      return format === 'RAW' ? null : inFormat(html(document), format, { rule, loaders });
    },
  });
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
export function inFormat(
  html: string | null,
  format: string | null | undefined,
  { rule, loaders }: { rule: UrlRule; loaders: Loaders },
): string | null {
  const write = writers[format ?? ''];
  if (!html || (!write && rule.style === 'SITE')) return html;
  const document = parsed(html, rule, loaders);
  return write ? write(document.children) || null : document.html;
}

/** What formats other than HTML are written by. */
const writers: Readonly<Record<string, typeof textOf>> = { TEXT: textOf, MARKDOWN: markdownOf };
