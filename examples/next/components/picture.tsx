import { graphql } from '@/gql';
import type { PictureFragment } from '@/gql/graphql';

graphql(`
  fragment Picture on MediaItem {
    sourceUrl(size: LARGE)
    srcSet(size: LARGE)
    altText
    caption
    mediaDetails { width height }
  }
`);

interface Props {
  readonly picture: PictureFragment;
  /** How wide the picture is on the page, as in the attribute `sizes` of HTML. */
  readonly sizes: string;
  /** Whether it is the first thing that a reader sees. */
  readonly isFirst?: boolean;
}

/** A picture of the media library, in the sizes that WordPress has made of it. */
export function Picture({ picture, sizes, isFirst = false }: Props) {
  return (
    // biome-ignore lint/performance/noImgElement: WordPress has made all sizes already.
    <img
      src={picture.sourceUrl ?? ''}
      srcSet={picture.srcSet ?? undefined}
      sizes={sizes}
      alt={picture.altText ?? ''}
      width={picture.mediaDetails?.width ?? undefined}
      height={picture.mediaDetails?.height ?? undefined}
      loading={isFirst ? 'eager' : 'lazy'}
      fetchPriority={isFirst ? 'high' : 'auto'}
    />
  );
}
