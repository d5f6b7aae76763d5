/** Clients whose last rounds are kept, unless more are ahead of the current round. */
const maxClients = 1000;

/** Gives the operations of each client one round after the other. */
export function createRounds() {
  let current = 0;
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
