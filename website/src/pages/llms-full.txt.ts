import type { APIRoute } from 'astro';
import { llmsFullText, siteUrl } from '../source/for-models.ts';

export const GET: APIRoute = ({ site }) => new Response(llmsFullText(siteUrl(site)));
