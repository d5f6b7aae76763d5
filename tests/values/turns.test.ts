import { describe, expect, it } from 'vitest';
import { Turns } from '../../src/values/turns.ts';

/** Turns of an event loop that a test moves on. Each part takes a millisecond, and a turn has time for three. */
function loop() {
  let clock = 0;
  let pending: (() => void)[] = [];
  const log: string[] = [];
  const turns = new Turns(
    {
      now: () => clock,
      nextTurn: (callback) => void pending.push(callback),
      afterPromises: (callback) => void Promise.resolve().then(() => process.nextTick(callback)),
    },
    3,
  );
  const part = (name: string) => () => {
    clock += 1;
    log.push(name);
  };
  const turn = async () => {
    const callbacks = pending;
    pending = [];
    for (const callback of callbacks) callback();
    await new Promise(setImmediate);
    log.push('|');
    return log.splice(0).join(' ');
  };
  return { turns, part, turn, log };
}

describe('turns', () => {
  it('run the parts of an operation in order, and let I/O through when the time is used up', async () => {
    const { turns, part, turn } = loop();
    const operation = {};
    for (const name of ['a', 'b', 'c', 'd', 'e']) turns.run(operation, part(name));
    expect(await turn()).toBe('a b c |');
    expect(await turn()).toBe('d e |');
    expect(await turn()).toBe('|');
  });

  it('give each operation a part before any gets its next one', async () => {
    const { turns, part, turn } = loop();
    const [greedy, modest] = [{}, {}];
    for (const name of ['g1', 'g2', 'g3', 'g4']) turns.run(greedy, part(name));
    turns.run(modest, part('m1'));
    expect(await turn()).toBe('g1 m1 g2 |');
    expect(await turn()).toBe('g3 g4 |');
  });

  it('let an operation that has used little time go first', async () => {
    const { turns, part, turn } = loop();
    const [greedy, modest] = [{}, {}];
    for (const name of ['g1', 'g2', 'g3', 'g4', 'g5', 'g6']) turns.run(greedy, part(name));
    expect(await turn()).toBe('g1 g2 g3 |');
    for (const name of ['m1', 'm2', 'm3']) turns.run(modest, part(name));
    expect(await turn()).toBe('m1 m2 m3 |');
    expect(await turn()).toBe('g4 g5 g6 |');
  });

  it('do not starve an operation that has waited for long while new ones come', async () => {
    const { turns, part, turn } = loop();
    const [old, recent] = [{}, {}];
    for (let n = 0; n < 103; n++) turns.run(old, part('old'));
    for (let n = 0; n < 34; n++) await turn();
    for (let n = 0; n < 100; n++) turns.run(recent, part('new'));
    const order: string[] = [];
    for (let n = 0; n < 18; n++) order.push(...(await turn()).split(' '));
    expect(order.filter((name) => name === 'new').length).toBeLessThan(54);
    expect(order).toContain('old');
  });

  it('have time until parts have used it up', async () => {
    const { turns, part, turn } = loop();
    expect(turns.hasTime()).toBe(true);
    for (const name of ['a', 'b', 'c']) part(name)();
    expect(turns.hasTime()).toBe(false);
    await turn();
    expect(turns.hasTime()).toBe(true);
  });

  it('hold a read until the operation that asks for it has no more parts', async () => {
    const { turns, part, turn, log } = loop();
    const operation = {};
    const read = () => turns.afterParts(() => log.push('read'));
    turns.run(operation, () => {
      part('a')();
      read();
    });
    for (const name of ['b', 'c', 'd', 'e']) turns.run(operation, part(name));
    expect(await turn()).toBe('a b c |');
    expect(await turn()).toBe('d e read |');
  });

  it('hold a read that begins together with a long list', async () => {
    const { turns, part, turn, log } = loop();
    const operation = {};
    turns.afterParts(() => log.push('read'));
    for (const name of ['a', 'b', 'c', 'd']) turns.run(operation, part(name));
    await new Promise(setImmediate);
    expect(await turn()).toBe('a b c |');
    expect(await turn()).toBe('d read |');
  });

  it('do not hold the reads of another operation', async () => {
    const { turns, part, turn, log } = loop();
    const operation = {};
    for (const name of ['a', 'b', 'c', 'd']) turns.run(operation, part(name));
    expect(await turn()).toBe('a b c |');
    turns.afterParts(() => log.push('read'));
    await new Promise(setImmediate);
    expect(log).toEqual(['read']);
  });

  it('do not hold the reads of an operation whose callback comes in the same turn of the event loop', async () => {
    const { turns, part, log } = loop();
    for (const name of ['a', 'b', 'c', 'd']) turns.run({}, part(name));
    await new Promise(process.nextTick);
    await new Promise(process.nextTick);
    turns.afterParts(() => log.push('read'));
    await new Promise(setImmediate);
    expect(log).toEqual(['read']);
  });

  it('run parts that parts add, before the reads that both ask for', async () => {
    const { turns, part, turn, log } = loop();
    const operation = {};
    turns.run(operation, () => {
      part('a')();
      turns.afterParts(() => log.push('read'));
      turns.run(operation, part('a1'));
    });
    turns.run(operation, part('b'));
    expect(await turn()).toBe('a b a1 read |');
  });

  it('let large operations go on one after the other, and small ones in between', async () => {
    const { turns, part, turn } = loop();
    const [one, other] = [{ client: 'a' }, { client: 'a' }];
    for (const account of [one, other]) turns.charge(account, 1000);
    for (let n = 0; n < 4; n++) {
      turns.run(other, part(`o${n}`), other);
      turns.run(one, part(`l${n}`), one);
    }
    turns.run({}, part('small'), { client: 'b' });
    expect(await turn()).toBe('small l0 l1 |');
    expect(await turn()).toBe('l2 l3 o0 |');
    expect(turns.waiting).toBe(1);
  });

  it('let large operations of several clients go on in rounds', async () => {
    const { turns, part, turn } = loop();
    const accounts = ['a', 'a', 'b'].map((client) => ({ client }));
    for (const [index, account] of accounts.entries()) {
      turns.charge(account, 1000);
      turns.run(account, part(`${account.client}${index}`), account);
    }
    expect(await turn()).toBe('a0 b2 a1 |');
  });

  it('complete the list inside an item before the next item begins', async () => {
    const { turns, part, turn } = loop();
    const operation = { client: null };
    const inner = () => turns.runList(operation, [part('1.1'), part('1.2')], operation);
    turns.runList(operation, [part('1'), part('2')], operation);
    turns.run({}, inner, operation);
    expect(await turn()).toBe('1 1.1 1.2 |');
    expect(await turn()).toBe('2 |');
  });
});
