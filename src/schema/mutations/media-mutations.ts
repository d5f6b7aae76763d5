import { viewerMay } from '../../loading/access/viewer.ts';
import type { Resource } from '../../site/site.ts';
import { text } from '../../wordpress/document.ts';
import { WordPressError } from '../../wordpress/errors.ts';
import type { FileToSend, Query } from '../../wordpress/rest.ts';
import { isFileToSend } from '../../wordpress/writes.ts';
import { InputError } from '../kit/base/errors.ts';
import { type Graph, resourceNamed } from '../kit/graph/graph.ts';
import { customRows } from './custom-inputs.ts';
import { addDeletion, changed } from './deletion.ts';
import { addMutation, type Mutating, nodeField, type Outcome } from './mutation.ts';
import {
  databaseIdOf,
  dateRow,
  type InputRow,
  idInput,
  idRow,
  parametersOf,
  refusedRow,
  row,
  textRow,
} from './rows.ts';
import { written } from './written.ts';

const rows: readonly InputRow[] = [
  textRow('title', 'title', 'Its title; the name of the file unless said.'),
  textRow('altText', 'alt_text', 'What it shows, for those who do not see it.'),
  textRow('caption', 'caption', 'Its caption.'),
  textRow('description', 'description', 'Its description.'),
  row('slug', 'String', 'slug', 'The part of the address that names it.'),
  dateRow('date', 'date', "When it was published, in the site's time zone."),
  dateRow('dateGmt', 'date_gmt', 'When it was published, in UTC.'),
  idRow('authorId', 'author', 'Whose it is'),
  idRow('parentId', 'post', 'The content that it is attached to'),
  row('status', 'MediaItemStatusEnum', 'status', 'Its status.'),
  row('commentStatus', 'String', 'comment_status', 'Whether it takes comments: `open` or `closed`.'),
  row('pingStatus', 'String', 'ping_status', 'Whether it takes pings: `open` or `closed`.'),
];

const fileRows: readonly InputRow[] = [
  row('file', 'Upload', null, 'The file, sent with the request (beyond WPGraphQL).', { isApart: true }),
  row(
    'filePath',
    'String',
    null,
    'The address of the file, which the gateway fetches where its operator lets it.',
    {
      isApart: true,
    },
  ),
  row('fileType', 'MimeTypeEnum', null, 'The type of the file; what it is sent with unless said.', {
    isApart: true,
  }),
];

const fixedFile = "WordPress' REST API doesn't exchange the file of a media item. Make another one.";

/** `createMediaItem`, `updateMediaItem`, `deleteMediaItem`. */
export function addMediaMutations(graph: Graph): void {
  const resource = resourceNamed(graph.site, 'attachment');
  const changes = [
    ...rows,
    ...customRows(graph, resource),
    refusedRow('filePath', 'String', fixedFile),
    refusedRow('fileType', 'MimeTypeEnum', fixedFile),
  ];
  addMutation(graph, {
    name: 'createMediaItem',
    description: 'Uploads a file, with all that is to be said of it.',
    rows: [...fileRows, ...rows],
    payload: (t) => ({ mediaItem: nodeField(t, graph, resource, 'What was made.') }),
    run: (mutating) => create(mutating, resource),
  });
  addMutation(graph, {
    name: 'updateMediaItem',
    description: "Changes what is said of a file; what isn't given stays as it is.",
    rows: [idInput, ...changes],
    payload: (t) => ({ mediaItem: nodeField(t, graph, resource, 'It, as it is now.') }),
    run: async (mutating) => {
      const route = `${resource.route}/${databaseIdOf(mutating.input['id'], 'id')}`;
      return {
        node: await written(mutating, resource, { route, body: parametersOf(changes, mutating.input) }),
      };
    },
  });
  addDeletion(graph, resource, {
    description: 'Deletes a file; moves it to the trash where the site has one for files.',
    changed,
  });
}

async function create({ input, ...others }: Mutating, resource: Resource): Promise<Outcome> {
  const mutating = { input, ...others };
  const { file, filePath } = input;
  const send = async (given: FileToSend): Promise<Outcome> => {
    const type = text(input, 'fileType') ?? given.type;
    // Parameters in the address are taken beside a file as the body, so that all of it is one request.
    const query = { ...parametersOf(rows, input), title: text(input, 'title') || given.name } as Query;
    return {
      node: await written(mutating, resource, { route: resource.route, query, file: { ...given, type } }),
    };
  };
  if (isFileToSend(file)) return send(file);
  if (typeof filePath !== 'string' || filePath === '') {
    throw new InputError('`input.file`: send a file, by a multipart request.');
  }
  const { fetchFile } = mutating.context;
  if (!fetchFile) {
    throw new InputError(
      "`input.filePath`: the gateway's operator doesn't let it fetch files (`allowFileUrls`). Send the file itself as `input.file`.",
    );
  }
  await mustUpload(mutating, resource);
  return fetchFile(filePath, send);
}

/** For whoever WordPress wouldn't take the file from, nothing is fetched: the gateway is nobody's tool to load things with. */
async function mustUpload({ context }: Mutating, { route }: Resource): Promise<void> {
  if (await viewerMay('upload_files', context.loaders)) return;
  const request = `POST ${route}`;
  throw new WordPressError(
    'forbidden',
    `${request}: the file is fetched for those alone who may upload files.`,
    {
      request,
      advice: 'Sign in as a user whom WordPress lets do this.',
    },
  );
}
