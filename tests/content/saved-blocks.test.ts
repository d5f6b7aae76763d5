import { describe, expect, it } from 'vitest';
import { flattened } from '../../src/content/blocks/block.ts';
import { parseSavedBlocks, type SavedBlock } from '../../src/content/blocks/grammar.ts';
import { blocksOfRaw, type SavedContent } from '../../src/content/blocks/saved.ts';
import { parseHtml } from '../../src/content/html.ts';

/** Returns the names of blocks, with those of inner blocks in brackets. */
const names = (raw: string) => parseSavedBlocks(raw).map(nameOf);
const nameOf = ({ name, innerBlocks }: SavedBlock): string =>
  name.replace('core/', '') + (innerBlocks.length > 0 ? `[${innerBlocks.map(nameOf).join()}]` : '');

const paragraph = '<!-- wp:paragraph --><p>One</p><!-- /wp:paragraph -->';

describe('blocks as the editor saves them', () => {
  it.each([
    ['nothing', '', []],
    ['no blocks', '<p>Old</p>', ['freeform']],
    ['one from the first character on', paragraph, ['paragraph']],
    ['one after a line', `\n${paragraph}\n`, ['paragraph']],
    ['several', `${paragraph}\n\n${paragraph}`, ['paragraph', 'paragraph']],
    ['text between them', `${paragraph}<p>Old</p>${paragraph}`, ['paragraph', 'freeform', 'paragraph']],
    [
      'void ones',
      '<!-- wp:latest-posts {"a":{"b":"-->"}} /--><!-- wp:my/thing /-->',
      ['freeform', 'my/thing'],
    ],
    [
      'void ones with attributes',
      '<!-- wp:template-part {"slug":"header","theme":"t"} /-->',
      ['template-part'],
    ],
    [
      'inner ones',
      `<!-- wp:group --><div>${paragraph}${paragraph}</div><!-- /wp:group -->`,
      ['group[paragraph,paragraph]'],
    ],
    ['one that is never closed', `<!-- wp:group --><div>${paragraph}`, ['group[paragraph]']],
    ['one that is never opened', `</div><!-- /wp:group -->${paragraph}`, ['freeform', 'paragraph']],
    [
      'wrongly nested ones',
      '<!-- wp:group --><!-- wp:quote --><!-- /wp:group -->x',
      ['group[quote]', 'freeform'],
    ],
    [
      'a comment that is none',
      `<!-- more -->${paragraph}<!--nextpage-->`,
      ['freeform', 'paragraph', 'freeform'],
    ],
    [
      'attributes that are no JSON',
      '<!-- wp:heading {level:2} --><h2>x</h2><!-- /wp:heading -->',
      ['freeform'],
    ],
  ])('%s', (_what, raw, expected) => {
    expect(names(raw)).toEqual(expected);
  });

  it('have their attributes, and their markup without comments', () => {
    const [heading] = parseSavedBlocks('<!-- wp:heading {"level":3} -->\n<h3>A</h3>\n<!-- /wp:heading -->');
    expect(heading).toEqual({
      name: 'core/heading',
      attributes: { level: 3 },
      html: '<h3>A</h3>',
      pieces: ['\n<h3>A</h3>\n'],
      innerBlocks: [],
    });
  });

  it('with very deep nesting are read up to a limit', () => {
    const depth = 20_000;
    const raw = '<!-- wp:group --><div>'.repeat(depth) + paragraph + '</div><!-- /wp:group -->'.repeat(depth);
    let levels = 0;
    for (let blocks = parseSavedBlocks(raw); blocks.length > 0; blocks = blocks[0]?.innerBlocks ?? [])
      levels++;
    expect(levels).toBeGreaterThan(50);
    expect(levels).toBeLessThan(200);
  });

  it('with a delimiter that does not end are read up to it', () => {
    expect(names(`${paragraph}<!-- wp:heading {"level":2}`)).toEqual(['paragraph', 'freeform']);
  });
});

describe('saved blocks with their rendered HTML', () => {
  const read = (content: Partial<SavedContent>, rendered: string) =>
    flattened(
      blocksOfRaw(
        { raw: '', reader: 'visitor', patterns: {}, classic: 'whole', ...content },
        parseHtml(rendered),
      ),
    );
  const pattern = (id: number) => `<!-- wp:block {"ref":${id}} /-->`;

  it('lack what visitors do not see, also inside of others and in patterns', () => {
    const hidden =
      '<!-- wp:paragraph {"metadata":{"blockVisibility":false}} --><p>Secret</p><!-- /wp:paragraph -->';
    const gone = '<!-- wp:paragraph --><p>Secret too</p><!-- /wp:paragraph -->';
    const group = (inside: string) =>
      `<!-- wp:quote --><blockquote class="wp-block-quote">${inside}</blockquote><!-- /wp:quote -->`;
    const blocks = read(
      { raw: group(paragraph + hidden + gone) + pattern(1), patterns: { 1: group(hidden + paragraph) } },
      '<blockquote class="wp-block-quote"><p>One</p></blockquote><blockquote class="wp-block-quote"><p>One</p></blockquote>',
    );
    expect(blocks.map(({ name }) => name.slice(5))).toEqual([
      'quote',
      'paragraph',
      'paragraph',
      'quote',
      'paragraph',
    ]);
    expect(JSON.stringify(blocks, (key, value) => (key === 'nodes' ? null : value))).not.toContain('Secret');
    expect(blocks[3]).toMatchObject({ attributes: { value: '<p>One</p>' } });
  });

  it('of patterns inside of one another are read up to a limit', () => {
    const text = (id: number) => pattern(id).repeat(300);
    const patterns = { 1: text(2), 2: text(3), 3: text(1) };
    expect(read({ raw: text(1), patterns }, '').length).toBeLessThan(20_000);
  });
});
