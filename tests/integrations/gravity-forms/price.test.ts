import { describe, expect, it } from 'vitest';
import { priceOf } from '../../../src/integrations/gravity-forms/price.ts';
import { readers } from '../../../src/integrations/gravity-forms/readers.ts';
import { parametersOfFields } from '../../../src/integrations/gravity-forms/submit-values.ts';

describe('a price', () => {
  it.each([
    ['$1,010.50', '1010.50'],
    ['10,00 €', '10.00'],
    ['1.234,50 €', '1234.50'],
    ['1.234 €', '1234'],
    ['1,234,567', '1234567'],
    ['0,5', '0.5'],
    ['.50', '0.50'],
    ['Fr. 10.00', '10.00'],
    ['R$ 1 234,5', '1234.5'],
    ['7', '7'],
    ['-10,00 €', '-10.00'],
    ['$ -5.00', '-5.00'],
    ['free', null],
    ['', null],
  ])('%s is %s', (price, number) => {
    expect(priceOf(price)).toBe(number);
  });

  it('is the same for those who read a form and for those who submit it', () => {
    const choice = { text: 'Small', value: 'small', price: '10,00 €' };
    const field = { id: 3, type: 'option', inputType: 'radio', enablePrice: true, choices: [choice] };
    expect(parametersOfFields([{ id: 3, value: 'small' }], new Map([[3, field]]))).toEqual({
      input_3: 'small|10.00',
    });
    const read = readers['price'] as (part: { data: object }) => unknown;
    expect(read({ data: choice })).toBe('10.00');
    expect(read({ data: { ...choice, basePrice: '1.010,50 €' } })).toBe('1010.50');
  });
});
