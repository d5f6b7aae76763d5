/** The files of the explorer. `npm run build` makes them from `packages/explorer`. */
export interface Assets {
  /** Names of the files that the page loads. Each contains a hash of the content. */
  readonly script: string;
  readonly style: string;
  /** Answers with a file. Answers 404 if there is no file of this name. */
  answer(name: string, acceptEncoding: string | null): Promise<Response>;
}
