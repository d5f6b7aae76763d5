import type { APIRoute } from 'astro';
import { readText } from '../source/repository.ts';

/** The schema as a file. */
export const GET: APIRoute = () => new Response(readText('schema/schema.graphql'));
