/** Subtypes by type of the files that a stock WordPress accepts from administrators (`get_allowed_mime_types()`). */
const subtypes: Readonly<Record<string, string>> = {
  application:
    'java javascript msword octet-stream onenote oxps pdf rar rtf ttaf+xml vnd.apple.keynote vnd.apple.numbers vnd.apple.pages ' +
    'vnd.ms-access vnd.ms-excel vnd.ms-excel.addin.macroEnabled.12 vnd.ms-excel.sheet.binary.macroEnabled.12 ' +
    'vnd.ms-excel.sheet.macroEnabled.12 vnd.ms-excel.template.macroEnabled.12 vnd.ms-powerpoint ' +
    'vnd.ms-powerpoint.addin.macroEnabled.12 vnd.ms-powerpoint.presentation.macroEnabled.12 ' +
    'vnd.ms-powerpoint.slideshow.macroEnabled.12 vnd.ms-powerpoint.slide.macroEnabled.12 ' +
    'vnd.ms-powerpoint.template.macroEnabled.12 vnd.ms-project vnd.ms-word.document.macroEnabled.12 ' +
    'vnd.ms-word.template.macroEnabled.12 vnd.ms-write vnd.ms-xpsdocument vnd.oasis.opendocument.chart ' +
    'vnd.oasis.opendocument.database vnd.oasis.opendocument.formula vnd.oasis.opendocument.graphics ' +
    'vnd.oasis.opendocument.presentation vnd.oasis.opendocument.spreadsheet vnd.oasis.opendocument.text ' +
    'vnd.openxmlformats-officedocument.presentationml.presentation vnd.openxmlformats-officedocument.presentationml.slide ' +
    'vnd.openxmlformats-officedocument.presentationml.slideshow vnd.openxmlformats-officedocument.presentationml.template ' +
    'vnd.openxmlformats-officedocument.spreadsheetml.sheet vnd.openxmlformats-officedocument.spreadsheetml.template ' +
    'vnd.openxmlformats-officedocument.wordprocessingml.document vnd.openxmlformats-officedocument.wordprocessingml.template ' +
    'wordperfect x-7z-compressed x-gzip x-tar zip',
  audio: 'aac flac midi mpeg ogg wav x-matroska x-ms-wax x-ms-wma x-realaudio',
  image: 'avif bmp gif heic heic-sequence heif heif-sequence jpeg png tiff webp x-icon',
  text: 'calendar css csv html plain richtext tab-separated-values vtt',
  video:
    '3gpp 3gpp2 avi divx mp4 mpeg ogg quicktime webm x-flv x-matroska x-ms-asf x-ms-wm x-ms-wmv x-ms-wmx',
};

/** MIME types of the files that a stock WordPress accepts as uploads. */
export const mimeTypes: readonly string[] = Object.entries(subtypes).flatMap(([type, names]) =>
  names.split(' ').map((name) => `${type}/${name}`),
);
