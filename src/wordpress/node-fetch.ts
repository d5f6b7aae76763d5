/* node-fetch sends all requests. Only this file imports the package. */
export { default as nodeFetch, type Response } from 'node-fetch';
