/* Maps that are bounded by the bytes of their values. Only this file imports the package. */
export { LRUCache } from 'lru-cache';
