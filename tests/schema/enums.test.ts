import { isEnumType } from 'graphql';
import { expect, it } from 'vitest';
import { startGateway } from '../graph/gateway.ts';

it('every value of every enum has a description', async () => {
  const gateway = await startGateway();
  try {
    const types = Object.values(gateway.pressql.schema.getTypeMap()).filter(isEnumType);
    expect(types.length).toBeGreaterThan(30);
    const undescribed = types.flatMap((type) =>
      type
        .getValues()
        .filter(({ description }) => !description)
        .map(({ name }) => `${type.name}.${name}`),
    );
    expect(undescribed).toEqual([]);
  } finally {
    await gateway.close();
  }
});
