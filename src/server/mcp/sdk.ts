/* The official SDK for servers of the Model Context Protocol, and the library of its schemas. Only this file imports them. */
export { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
export { z } from 'zod';
