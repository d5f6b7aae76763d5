import { viewerHasCapability } from '../../loading/access/viewer.ts';
import type { Resource } from '../../site/site.ts';
import { text } from '../../wordpress/document.ts';
import { requestError } from '../../wordpress/errors.ts';
import type { FileToSend, Query } from '../../wordpress/rest.ts';
import { isFileToSend } from '../../wordpress/writes.ts';
import { InputError } from '../kit/base/errors.ts';
import { type Graph, resourceNamed } from '../kit/graph/graph.ts';
import { customRows } from './custom-inputs.ts';
import { addDeletion, changedByTrash } from './deletion.ts';
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
} from './input-rows.ts';
import { addMutation, type MutationRun, nodeField, type Outcome } from './mutation.ts';
import { saveDocument } from './write-document.ts';

const rows: readonly InputRow[] = [
  textRow('title', 'title', 'Title. Default: the name of the file.'),
  textRow('altText', 'alt_text', 'Alternative text of the image.'),
  textRow('caption', 'caption', 'Caption.'),
  textRow('description', 'description', 'Description.'),
  row('slug', 'String', 'slug', 'Slug.'),
  dateRow('date', 'date', "Date of publication in the site's time zone."),
  dateRow('dateGmt', 'date_gmt', 'Date of publication in UTC.'),
  idRow('authorId', 'author', 'Author'),
  idRow('parentId', 'post', 'The content to attach it to'),
  row('status', 'MediaItemStatusEnum', 'status', 'Status.'),
  row('commentStatus', 'String', 'comment_status', 'Whether comments are `open` or `closed`.'),
  row('pingStatus', 'String', 'ping_status', 'Whether other sites can send pings: `open` or `closed`.'),
];

const fileRows: readonly InputRow[] = [
  row('file', 'Upload', null, 'The file, sent with the request (beyond WPGraphQL).', {
    isHandledApart: true,
  }),
  row(
    'filePath',
    'String',
    null,
    'URL of the file. The gateway fetches it if the operator allows this (`allowFileUrls`).',
    {
      isHandledApart: true,
    },
  ),
  row('fileType', 'MimeTypeEnum', null, 'MIME type. Default: the type in the request.', {
    isHandledApart: true,
  }),
];

const fileIsFixed = "WordPress' REST API can't replace the file of a media item. Create another one.";

/** Adds `createMediaItem`, `updateMediaItem` and `deleteMediaItem`. */
export function addMediaMutations(graph: Graph): void {
  const resource = resourceNamed(graph.site, 'attachment');
  const changes = [
    ...rows,
    ...customRows(graph, resource),
    refusedRow('filePath', 'String', fileIsFixed),
    refusedRow('fileType', 'MimeTypeEnum', fileIsFixed),
  ];
  addMutation(graph, {
    name: 'createMediaItem',
    description: 'Uploads a file with its title, texts and other fields.',
    rows: [...fileRows, ...rows],
    payload: (t) => ({ mediaItem: nodeField(t, graph, resource, 'The created document.') }),
    run: (mutating) => create(mutating, resource),
  });
  addMutation(graph, {
    name: 'updateMediaItem',
    description: 'Changes the fields of a media item; fields that the input leaves out keep their values.',
    rows: [idInput, ...changes],
    payload: (t) => ({ mediaItem: nodeField(t, graph, resource, 'The changed document.') }),
    run: async (mutating) => {
      const route = `${resource.route}/${databaseIdOf(mutating.input['id'], 'id')}`;
      return {
        node: await saveDocument(mutating, resource, { route, body: parametersOf(changes, mutating.input) }),
      };
    },
  });
  addDeletion(graph, resource, {
    description: 'Deletes a media item, or moves it to the trash if the site has a trash for media.',
    changed: changedByTrash,
  });
}

async function create(mutating: MutationRun, resource: Resource): Promise<Outcome> {
  const { input } = mutating;
  const { file, filePath } = input;
  const send = async (upload: FileToSend): Promise<Outcome> => {
    const type = text(input, 'fileType') ?? upload.type;
    // The body of the request is the file, so the parameters go into the URL.
    const query = { ...parametersOf(rows, input), title: text(input, 'title') || upload.name } as Query;
    return {
      node: await saveDocument(mutating, resource, {
        route: resource.route,
        query,
        file: { ...upload, type },
      }),
    };
  };
  if (isFileToSend(file)) return send(file);
  if (typeof filePath !== 'string' || filePath === '') {
    throw new InputError('`input.file`: send a file in a multipart request.');
  }
  const { fetchFile } = mutating.context;
  if (!fetchFile) {
    throw new InputError(
      '`input.filePath`: the operator does not allow the gateway to fetch files (`allowFileUrls`). Send the file as `input.file`.',
    );
  }
  await assertMayUpload(mutating, resource);
  return fetchFile(filePath, send);
}

/**
 * Checks that the user may upload files before the gateway fetches one. Without the check, anyone could make the gateway
 * load URLs.
 *
 * @throws WordPressError if the user may not upload files
 */
async function assertMayUpload({ context }: MutationRun, { route }: Resource): Promise<void> {
  if (await viewerHasCapability('upload_files', context.loaders)) return;
  throw requestError('forbidden', 'The gateway fetches files only for users who may upload files.', {
    request: `POST ${route}`,
    advice: 'Sign in as a user who may upload files.',
  });
}
