import type { APIRoute } from 'astro';
import { llmsText, siteUrl } from '../source/for-models.ts';

export const GET: APIRoute = ({ site }) => new Response(llmsText(siteUrl(site)));
