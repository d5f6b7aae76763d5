import { WordPressError } from './errors.ts';
import type { FetchFileOptions } from './remote-file.node.ts';
import type { FileToSend } from './rest.ts';

/** Rejects: the edge does not show to which IP address a name leads, so that a client could make it read a private network. */
export async function fetchFile(_address: string, _options: FetchFileOptions): Promise<FileToSend> {
  throw new WordPressError('invalid', 'A gateway at the edge fetches no files.', {
    advice: 'Upload the file with the request (GraphQL multipart request).',
  });
}
