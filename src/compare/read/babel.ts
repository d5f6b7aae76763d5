/* The syntax tree of JavaScript and TypeScript that Babel's parser makes. */
export type { Node } from '@babel/types';
