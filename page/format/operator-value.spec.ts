import { asListed, operatorLabels } from './operator-value';

const OF_ONE = [
  { account: 'default', value: '7', label: 'Ann' },
  { account: 'default', value: 'default:a:7', label: 'Colon' },
];
const OF_TWO = [
  { account: 'shop', value: 'shop:7', label: 'Ann' },
  { account: 'support', value: 'support:7', label: 'Bob' },
];

describe('an operator of an account', () => {
  it('is called what the list says, each in their account, and else by id', () => {
    const [ofOne, ofTwo] = [operatorLabels(OF_ONE), operatorLabels(OF_TWO)];
    expect([ofOne('default', '7'), ofOne('default', 'a:7'), ofOne('default', '8')]).toEqual([
      'Ann',
      'Colon',
      '8',
    ]);
    expect([ofTwo('shop', '7'), ofTwo('support', '7'), ofTwo('other', '7')]).toEqual(['Ann', 'Bob', '7']);
  });

  it('is chosen in the list however a link names them', () => {
    expect(['default:7', '7', 'default:a:7', 'default:8'].map((value) => asListed(value, OF_ONE))).toEqual([
      ...['7', '7', 'default:a:7', 'default:8'],
    ]);
    expect(['shop:7', '7'].map((value) => asListed(value, OF_TWO))).toEqual(['shop:7', '7']);
  });
});
