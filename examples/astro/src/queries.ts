import { graphql } from './gql';

graphql(`
  fragment Picture on MediaItem {
    sourceUrl(size: LARGE)
    srcSet(size: LARGE)
    altText
    caption
    mediaDetails { width height }
  }
`);

graphql(`
  fragment Card on Post {
    id
    uri
    title
    excerpt
    date
    author { node { name uri } }
    categories { nodes { name uri } }
    featuredImage { node { ...Picture } }
  }
`);

graphql(`
  fragment MenuLink on MenuItem { id order label uri childItems { nodes { id label uri } } }
`);

export const Site = graphql(`
  query Site { generalSettings { title description } }
`);

export const Menu = graphql(`
  query Menu($location: MenuLocationEnum!, $first: Int!, $after: String) {
    menuItems(first: $first, after: $after, where: { location: $location, parentId: "0" }) {
      nodes { ...MenuLink }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const Posts = graphql(`
  query Posts($first: Int!, $after: String) {
    posts(first: $first, after: $after) {
      nodes { ...Card databaseId content author { node { description } } tags { nodes { name uri } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const Pages = graphql(`
  query Pages($first: Int!, $after: String) {
    pages(first: $first, after: $after) {
      nodes { id uri title content children { nodes { ... on Page { id title uri } } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

// Sections list the newest articles by their addresses, which are the ids of the collection of articles.

export const Categories = graphql(`
  query Categories($first: Int!, $after: String) {
    categories(first: $first, after: $after) {
      nodes { id uri name description parentId children { nodes { name uri } } posts(first: 30) { nodes { uri } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const Tags = graphql(`
  query Tags($first: Int!, $after: String) {
    tags(first: $first, after: $after) {
      nodes { id uri name description posts(first: 30) { nodes { uri } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const Authors = graphql(`
  query Authors($first: Int!, $after: String) {
    users(first: $first, after: $after) {
      nodes { id uri name description posts(first: 30) { nodes { uri } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

// What is read for each visit.

export const Discussion = graphql(`
  query Discussion($id: ID!) {
    post(id: $id, idType: DATABASE_ID) {
      id
      comments(first: 100, where: { order: ASC }) { nodes { ...Comment } }
    }
  }
  fragment Comment on Comment { id parentId content date author { node { name } } }
`);

export const Search = graphql(`
  query Search($search: String!) {
    posts(first: 24, where: { search: $search }) { nodes { ...Card } }
  }
`);
