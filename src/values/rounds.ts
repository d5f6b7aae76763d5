/** With more clients than this, the rounds forget the clients whose last round is over. */
const maxClients = 1000;

/** Returns rounds, numbered from 0. Each operation of a client gets a later round than the one before. */
export function createRounds() {
  let current = 0;
  /** The last round of each client. */
  const last = new Map<string, number>();
  return {
    /** Returns the round of a new operation. */
    join(client: string): number {
      const round = Math.max(current, (last.get(client) ?? -1) + 1);
      last.set(client, round);
      return round;
    },
    /** Notes that an operation of a round begins. */
    begin(round: number) {
      if (round <= current) return;
      current = round;
      if (last.size > maxClients) for (const [client, each] of last) if (each < current) last.delete(client);
    },
  };
}
