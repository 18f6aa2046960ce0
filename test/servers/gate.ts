import { connect, createServer, type Socket } from 'node:net';

/**
 * What becomes of a piece that a client sends. `cut`: it is not delivered, and both sides see a reset. `answer lost`: it is
 * delivered, and when the server answers, the client sees a reset instead. `silence`: from now on nothing passes either way.
 */
export type Fate = 'pass' | 'cut' | 'answer lost' | 'silence';

/** A relay in front of a server, at which connections can be broken. */
export interface Gate {
  host: string;
  port: number;
  /** Asked for each piece that a client sends; begins as "everything passes". */
  rule: (piece: Buffer) => Fate;
  connections(): number;
  /** What the server's system finds out in the end about a client that is silent. */
  dropAll(): void;
  close(): Promise<void>;
}

export async function openGate(to: { host: string; port: number }): Promise<Gate> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((client) => {
    connections++;
    const upstream = connect(to.port, to.host);
    let lost = false;
    let silent = false;
    const reset = () => {
      client.resetAndDestroy();
      upstream.resetAndDestroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
    }
    client.on('data', (piece) => {
      if (silent) return;
      const fate = gate.rule(piece as Buffer);
      silent = fate === 'silence';
      if (fate === 'cut') reset();
      if (fate === 'answer lost') lost = true;
      if ((fate === 'pass' || fate === 'answer lost') && !upstream.write(piece)) {
        client.pause();
        upstream.once('drain', () => client.resume());
      }
    });
    upstream.on('data', (piece) => {
      if (lost) reset();
      else if (!silent) client.write(piece);
    });
    // In silence nobody hears that the other one has gone.
    client.on('end', () => silent || upstream.end());
    // A process that is killed says no end where it had not read everything: its system resets the connection.
    client.on('close', (failed) => failed && !silent && upstream.resetAndDestroy());
    upstream.on('end', () => silent || client.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const gate: Gate = {
    host: '127.0.0.1',
    port: (server.address() as { port: number }).port,
    rule: () => 'pass',
    connections: () => connections,
    dropAll() {
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return gate;
}
