import { describe, expect, it } from 'vitest';
import { createLongLists } from '../../src/loading/pages/long-lists.ts';
import { createOperationScope } from '../../src/wordpress/operation.ts';

const long = 1000;
const operationOf = (client: string) => createOperationScope({ client, maxRequests: 100, deadline: 60_000 });

/** Long lists for two operations, and the clients whose operations have entered, in their order. */
function setUp() {
  const lists = createLongLists(2);
  const entered: string[] = [];
  const start = (client: string) => {
    const operation = operationOf(client);
    const done = lists.enter(operation, long).then(() => entered.push(client));
    done.catch(() => undefined);
    return { operation, done };
  };
  return { lists, entered, start };
}

const settled = () => new Promise(setImmediate);

describe('long lists', () => {
  it('are read by few operations at once, the next when one of them is over', async () => {
    const { entered, start } = setUp();
    const [first] = ['a', 'b', 'c'].map(start);
    await settled();
    expect(entered).toEqual(['a', 'b']);
    first?.operation.complete();
    await settled();
    expect(entered).toEqual(['a', 'b', 'c']);
  });

  it('let one operation read many, and every operation read short ones', async () => {
    const { lists, entered, start } = setUp();
    const [one] = ['a', 'b', 'c'].map(start);
    await settled();
    if (one) await lists.enter(one.operation, long);
    await lists.enter(operationOf('d'), 100);
    expect(entered).toEqual(['a', 'b']);
  });

  it('are read in rounds of one operation of each client', async () => {
    const { entered, start } = setUp();
    const all = ['a', 'a', 'a', 'b', 'c'].map(start);
    const [one, two, , other] = all;
    await settled();
    expect(entered).toEqual(['a', 'b']);
    other?.operation.complete();
    await settled();
    expect(entered).toEqual(['a', 'b', 'c']);
    one?.operation.complete();
    await settled();
    expect(entered).toEqual(['a', 'b', 'c', 'a']);
    two?.operation.complete();
    await settled();
    expect(entered).toEqual(['a', 'b', 'c', 'a', 'a']);
  });

  it('do not keep an operation whose client has left', async () => {
    const { lists, entered, start } = setUp();
    ['a', 'b'].map(start);
    const leaving = new AbortController();
    const operation = createOperationScope({
      client: 'c',
      maxRequests: 100,
      deadline: 60_000,
      signal: leaving.signal,
    });
    const entry = lists.enter(operation, long);
    leaving.abort(new Error('The client has left.'));
    await expect(entry).rejects.toThrow('The client has left.');
    expect(entered).toEqual(['a', 'b']);
  });
});
