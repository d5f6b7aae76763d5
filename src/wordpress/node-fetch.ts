/* node-fetch, which sends all requests. This file alone imports the package. */
export { default as nodeFetch, type Response } from 'node-fetch';
