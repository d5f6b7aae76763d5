import { describe, expect, it } from 'vitest';
import { flattened } from '../../src/content/blocks/block.ts';
import { parseSavedBlocks, type SavedBlock } from '../../src/content/blocks/grammar.ts';
import { blocksOfRaw, editorsText, type SavedContent } from '../../src/content/blocks/saved.ts';
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

  it('with attributes that are nested too deeply are comments, and no attribute changes what all objects have', () => {
    const deep = `<!-- wp:my/thing {"a":${'['.repeat(7000)}${']'.repeat(7000)}} /-->`;
    expect(names(`${paragraph}${deep}`)).toEqual(['paragraph', 'freeform']);
    const [block] = flattened(
      blocksOfRaw(
        editorsText('<!-- wp:heading {"__proto__":{"level":9},"a":1} --><h3>A</h3><!-- /wp:heading -->'),
        parseHtml(''),
      ),
    );
    expect(Object.getPrototypeOf(block?.attributes)).toBe(Object.prototype);
    expect(block?.attributes).toMatchObject({ a: 1, level: 2 });
  });

  it('of HTML have it as their content, and old images have their captions', () => {
    const html = '<b>x</b>';
    const saved = `<!-- wp:html -->${html}<!-- /wp:html -->`;
    const old = '<div class="wp-caption"><img src="/a.png"><p class="wp-caption-text">C</p></div>';
    expect(blocksOfRaw(editorsText(saved), parseHtml(html))).toMatchObject([
      { attributes: { content: html } },
    ]);
    expect(blocksOfRaw(editorsText(old), parseHtml(old))).toMatchObject([{ attributes: { caption: 'C' } }]);
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
    const quote = (inside: string) =>
      `<!-- wp:quote --><blockquote class="wp-block-quote">${inside}</blockquote><!-- /wp:quote -->`;
    const blocks = read(
      { raw: quote(paragraph + hidden + gone) + pattern(1), patterns: { 1: quote(hidden + paragraph) } },
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

  const block = (name: string, inside: string, attributes = '{}') =>
    `<!-- wp:${name} ${attributes} -->${inside}<!-- /wp:${name} -->`;
  const image = (file: string) =>
    `<figure class="wp-block-image size-large"><img src="/${file}.png" alt="" /></figure>`;
  const button = (href: string) =>
    `<div class="wp-block-button"><a class="wp-block-button__link" href="${href}">Download</a></div>`;
  const group = (inside: string) => `<div class="wp-block-group">${inside}</div>`;
  const text = '<p>This text is long enough to be found</p>';
  const withoutTree = (key: string, value: unknown) => (key === 'nodes' ? null : value);

  it.each([
    [
      'a pattern that the editor hid',
      '<!-- wp:block {"ref":1,"metadata":{"blockVisibility":false}} /-->',
      text,
    ],
    ['an image', block('image', image('secret')) + block('image', image('public')), image('public')],
    ['a button', block('button', button('/secret.zip')) + block('paragraph', text), `${text}<p>Download</p>`],
    [
      'a button before another',
      block('button', button('/secret.zip')) + block('button', button('/public.zip')),
      button('/public.zip'),
    ],
    [
      'what is inside of a block that the site empties',
      block('paragraph', text) + block('group', group('<!-- wp:acf/quote {"text":"secret"} /-->')),
      text,
    ],
    [
      'a block that the site renders, before another',
      '<!-- wp:latest-posts {"a":"secret"} /--><!-- wp:latest-posts {"a":"public"} /-->',
      '<ul class="wp-block-latest-posts"><li>x</li></ul>',
    ],
    [
      'a short text that is elsewhere by chance',
      block('paragraph', '<p>Yes</p>', '{"a":"secret"}') + block('paragraph', '<p>Yesterday and today</p>'),
      '<p>Yesterday and today</p>',
    ],
  ])('lack %s', (_what, raw, rendered) => {
    const patterns = { 1: block('paragraph', text, '{"a":"secret"}') };
    const blocks = read({ raw, patterns }, rendered);
    expect(JSON.stringify(blocks, withoutTree)).not.toContain('secret');
    const shown = blocks.filter(({ html }) => html?.includes('public'));
    for (const { attributes } of shown) expect(attributes).toHaveProperty('lock');
    expect(shown).toHaveLength(raw.includes('/public') ? 1 : 0);
  });

  it('have all attributes on ordinary pages', () => {
    const embed = (inside: string) =>
      `<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">${inside}</div></figure>`;
    const column = `<div class="wp-block-column">${image('c')}</div>`;
    const rendered = [
      ...['<p>Hi</p>', '<h2 class="wp-block-heading">Hi</h2>', '<ul class="wp-block-list"><li>A</li></ul>'],
      ...[image('a'), image('b').replace('</figure>', '<figcaption>B</figcaption></figure>')],
      `<div class="wp-block-buttons">${button('#')}</div>`,
      '<hr class="wp-block-separator"/>',
      ...['<div style="height:9px" class="wp-block-spacer"></div>', '<hr class="wp-block-separator"/>'],
      ...[`<div class="wp-block-columns">${column}${column}</div>`, embed('<iframe src="/e"></iframe>')],
      `<figure class="wp-block-gallery has-nested-images">${image('d')}${image('e')}</figure>`,
      '<ul class="wp-block-latest-posts"><li>x</li></ul>',
    ].join('\n');
    const saved = rendered
      .replaceAll(/<figure class="wp-block-image.*?<\/figure>/g, (html) => block('image', html))
      .replaceAll(/<div class="wp-block-button">.*?<\/div>/g, (html) => block('button', html))
      .replaceAll(/<div class="wp-block-column">.*?<\/div>/g, (html) => block('column', html))
      .replaceAll('<li>A</li>', block('list-item', '<li>A</li>'))
      .replaceAll('<iframe src="/e"></iframe>', 'https://videos.example/watch?v=1')
      .split('\n');
    const names =
      'paragraph heading list image image buttons separator spacer separator columns embed gallery';
    const raw = names
      .split(' ')
      .map((name, index) =>
        saved[index]?.startsWith('<!--') ? saved[index] : block(name, saved[index] ?? ''),
      );
    const blocks = read({ raw: `${raw.join('\n')}<!-- wp:latest-posts /-->` }, rendered);
    expect(blocks).toHaveLength(21);
    for (const { name, attributes } of blocks)
      expect([name, Object.keys(attributes)]).toEqual([name, expect.arrayContaining(['lock'])]);
  });

  it('of patterns inside of one another are read up to a limit', () => {
    const text = (id: number) => pattern(id).repeat(300);
    const patterns = { 1: text(2), 2: text(3), 3: text(1) };
    expect(read({ raw: text(1), patterns }, '').length).toBeLessThan(20_000);
  });
});
