// A process of attack.mjs: the attacker. Runs the attack that a message names, and answers when it is over.
import { attacks, meansOf } from './attacks.mjs';

const [endpoint, address] = process.argv.slice(2);
const means = meansOf(endpoint, address);
process.on('message', async (name) => {
  await attacks.get(name)(means);
  process.send('done');
});
process.on('disconnect', () => process.exit());
