import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { flowchart, folderRows, layerRows } from './picture.ts';
import { folders, layers, top } from './rules.ts';

const page = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8');
const nameOf = (folder: string) => (folder === top ? 'gateway' : folder);
/** Rows of the table below a heading, without its head. */
const rowsBelow = (heading: string) =>
  (page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);

describe('docs/architecture.md', () => {
  it('draws the folders as the rules have them', () => {
    const [, drawn] = /```mermaid\n(.*?)\n```/s.exec(page) ?? [];
    expect(drawn).toBe(flowchart(folders, nameOf));
  });

  it('lists what each folder may import', () => {
    expect(rowsBelow('What each folder may import')).toEqual(folderRows(folders, nameOf));
  });

  it('lists the layers inside folders', () => {
    expect(rowsBelow('Layers inside a folder')).toEqual(layerRows(layers));
  });

  it('says what each folder does', () => {
    const described = rowsBelow('What each folder does').map((row) => row.split('`')[1]);
    expect([...described].sort()).toEqual(Object.keys(folders).map(nameOf).sort());
  });
});
