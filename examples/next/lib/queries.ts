import { cacheLife } from 'next/cache';
import { graphql } from '@/gql';
import { read } from './pressql';

// The pages stay until the gateway reports a change; see `read`.

const Frame = graphql(`
  query Frame {
    generalSettings { title description }
    primary: menuItems(first: 50, where: { location: PRIMARY, parentId: "0" }) { nodes { ...MenuLink } }
    footer: menuItems(first: 50, where: { location: FOOTER }) { nodes { ...MenuLink } }
  }
  fragment MenuLink on MenuItem { id label uri childItems { nodes { id label uri } } }
`);

export async function getFrame() {
  'use cache';
  cacheLife('max');
  return read(Frame, {});
}

const Home = graphql(`
  query Home {
    posts(first: 13) { nodes { ...Card } }
    categories(first: 12, where: { parent: 0, hideEmpty: true }) {
      nodes { id name uri posts(first: 4) { nodes { ...Card } } }
    }
  }
`);

export async function getHome() {
  'use cache';
  cacheLife('max');
  return read(Home, {});
}

const ByUri = graphql(`
  query ByUri($uri: String!) {
    nodeByUri(uri: $uri) {
      __typename
      ... on Post { ...Article }
      ... on Page { title content children { nodes { ... on Page { id title uri } } } }
      ... on Category { name description children { nodes { name uri } } posts(first: 30) { nodes { ...Card } } }
      ... on Tag { name description posts(first: 30) { nodes { ...Card } } }
      ... on User { name description posts(first: 30) { nodes { ...Card } } }
    }
  }
`);

/** Returns what has this address in WordPress. Null if nothing has. */
export async function getNode(uri: string) {
  'use cache';
  cacheLife('max');
  return (await read(ByUri, { uri })).nodeByUri ?? null;
}

const Newest = graphql(`
  query Newest {
    posts(first: 8) { nodes { uri } }
  }
`);

/** Returns the addresses that `next build` prepares. Next prepares others when somebody opens them. */
export async function getNewestUris(): Promise<readonly string[]> {
  'use cache';
  cacheLife('max');
  const { posts } = await read(Newest, {});
  return posts?.nodes.map(({ uri }) => uri ?? '') ?? [];
}

const Search = graphql(`
  query Search($text: String!, $after: String) {
    posts(first: 12, after: $after, where: { search: $text }) {
      totalCount
      nodes { ...Card }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export async function search(text: string, after: string | null) {
  'use cache';
  cacheLife('minutes');
  return (await read(Search, { text, after })).posts;
}
