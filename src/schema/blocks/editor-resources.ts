import { type Resource, resourcesOf, type Site } from '../../site/site.ts';

/** Returns the post types that the block editor edits: those with content, without files and what shops manage. */
export function editorResources(site: Site): readonly Resource[] {
  return resourcesOf(site, 'content').filter(hasEditor);
}

/** Whether the block editor edits a post type. */
export function hasEditor({ properties, traits, variants }: Resource): boolean {
  return properties.has('content') && !traits.has('files') && !variants;
}
