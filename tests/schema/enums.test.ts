import { isEnumType } from 'graphql';
import { expect, it } from 'vitest';
import { startGateway } from '../graph/gateway.ts';

it('every value of every enum says what it means', async () => {
  const gateway = await startGateway();
  try {
    const types = Object.values(gateway.pressql.schema.getTypeMap()).filter(isEnumType);
    expect(types.length).toBeGreaterThan(30);
    const silent = types.flatMap((type) =>
      type
        .getValues()
        .filter(({ description }) => !description)
        .map(({ name }) => `${type.name}.${name}`),
    );
    expect(silent).toEqual([]);
  } finally {
    await gateway.close();
  }
});
