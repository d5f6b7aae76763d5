/* The syntax tree of Markdown (https://github.com/syntax-tree/mdast). This file alone imports the package. */
export type {
  AlignType,
  Code,
  Delete,
  FootnoteDefinition,
  FootnoteReference,
  InlineCode,
  List,
  ListItem,
  Parents,
  PhrasingContent,
  RootContent,
  Table,
  TableCell,
  TableRow,
  Text,
} from 'mdast';
