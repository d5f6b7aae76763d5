/** Starts a server at a free port, and prints its GraphQL endpoint. Any signal ends it at once. */
export function listen(server) {
  process.on('SIGTERM', () => process.exit());
  server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/graphql`));
}
