import { type AttributeSchemas, type BlockType, blockTypeOf } from './block-type.ts';
import { coreTypeRows } from './core-types.ts';

const classOf = (selector?: string) => ({
  type: 'string',
  source: 'attribute',
  ...(selector === undefined ? {} : { selector }),
  attribute: 'class',
});

/** Attributes that WPGraphQL Content Blocks adds to blocks of WordPress (`includes/Blocks`), and the HTML of a block of HTML. */
const added: Readonly<Record<string, AttributeSchemas>> = {
  'core/button': { cssClassName: classOf('div'), linkClassName: classOf('a') },
  'core/buttons': { cssClassName: classOf('div') },
  'core/code': { cssClassName: classOf('pre') },
  'core/column': { cssClassName: classOf('div') },
  'core/columns': { cssClassName: classOf('div') },
  'core/group': { cssClassName: classOf() },
  'core/heading': { cssClassName: classOf('h1, h2, h3, h4, h5, h6') },
  // WordPress 7.1 registers it without a source.
  'core/html': { content: { type: 'string', source: 'raw' } },
  'core/image': {
    cssClassName: classOf('figure'),
    src: { type: 'string', source: 'attribute', selector: 'img', attribute: 'src' },
    width: { type: 'string' },
  },
  'core/list': { cssClassName: classOf('ul,ol') },
  'core/paragraph': { cssClassName: classOf('p') },
  'core/quote': { cssClassName: classOf('blockquote') },
  'core/separator': { cssClassName: classOf('hr') },
};

/** The block types of WordPress by name. */
export const coreBlockTypes: ReadonlyMap<string, BlockType> = new Map(
  coreTypeRows.map((row) => {
    const type = blockTypeOf(row);
    return [type.name, { ...type, attributes: { ...type.attributes, ...added[type.name] } }];
  }),
);
