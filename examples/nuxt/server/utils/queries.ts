import { graphql } from '#shared/gql';

export const Frame = graphql(`
  query Frame {
    generalSettings { title description }
    primary: menuItems(first: 50, where: { location: PRIMARY, parentId: "0" }) { nodes { ...MenuLink } }
    footer: menuItems(first: 50, where: { location: FOOTER }) { nodes { ...MenuLink } }
  }
  fragment MenuLink on MenuItem { id label uri childItems { nodes { id label uri } } }
`);

export const Home = graphql(`
  query Home {
    posts(first: 13) { nodes { ...Card } }
    categories(first: 12, where: { parent: 0, hideEmpty: true }) {
      nodes { id name uri posts(first: 4) { nodes { ...Card } } }
    }
  }
  fragment Card on Post {
    id
    uri
    title
    excerpt
    date
    author { node { name } }
    categories(first: 1) { nodes { name uri } }
    featuredImage { node { ...Picture } }
  }
  fragment Picture on MediaItem {
    sourceUrl(size: LARGE)
    srcSet(size: LARGE)
    altText
    caption
    mediaDetails { width height }
  }
`);

export const ByUri = graphql(`
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
  fragment Article on Post {
    databaseId
    title
    excerpt
    content
    date
    commentStatus
    author { node { name uri description } }
    sections: categories { nodes { name uri } }
    tags { nodes { name uri } }
    featuredImage { node { ...Picture } }
    comments(first: 100, where: { order: ASC }) { nodes { ...Comment } }
  }
  fragment Comment on Comment { id parentId content date author { node { name } } }
`);

export const Search = graphql(`
  query Search($text: String!, $after: String) {
    posts(first: 12, after: $after, where: { search: $text }) {
      totalCount
      nodes { ...Card }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const CreateComment = graphql(`
  mutation CreateComment($input: CreateCommentInput!) {
    createComment(input: $input) { comment { id } }
  }
`);
