// A connection that a check can break.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** Passes connections on to a port. `break` ends them and refuses others until `repair`. */
export async function breakable(target) {
  const sockets = new Set();
  let isBroken = false;
  const server = createServer((socket) => {
    if (isBroken) return void socket.destroy();
    const other = connect(target, '127.0.0.1');
    for (const end of [socket, other]) {
      sockets.add(end);
      end.on('error', () => {});
      end.on('close', () => {
        sockets.delete(end);
        socket.destroy();
        other.destroy();
      });
    }
    socket.pipe(other).pipe(socket);
  }).listen(0);
  await once(server, 'listening');
  const stop = () => {
    isBroken = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: server.address().port,
    break: stop,
    repair: () => {
      isBroken = false;
    },
    close: () => {
      stop();
      server.close();
    },
  };
}
