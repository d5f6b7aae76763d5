import { renderMermaidSVG } from 'beautiful-mermaid';

/** Returns Markdown with its Mermaid blocks drawn, so that browsers need no script for them. */
export function withDiagrams(markdown: string): string {
  return markdown.replaceAll(/^```mermaid\n([\s\S]*?)^```$/gm, (_all, diagram: string) => {
    const svg = renderMermaidSVG(diagram, {
      bg: 'var(--sl-color-bg)',
      fg: 'var(--sl-color-text)',
      accent: 'var(--sl-color-text-accent)',
      font: 'inherit',
      transparent: true,
    })
      // The library loads fonts from another host.
      .replaceAll(/@import [^;]+;/g, '')
      // A blank line would end the HTML block.
      .replaceAll(/\n\s*/g, '\n');
    const text = diagram.trim().replaceAll('\n', '; ').replaceAll('"', '&quot;').replaceAll('>', '&gt;');
    return `<figure class="diagram" role="img" aria-label="${text}">${svg}</figure>`;
  });
}
