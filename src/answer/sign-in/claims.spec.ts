import { groupsIn, nameIn } from './claims';

describe('What a provider tells of a person', () => {
  it('are groups as a list or as one, of the ID token before userinfo', () => {
    expect(groupsIn([{ groups: ['a', 'b'] }], 'groups')).toEqual(['a', 'b']);
    expect(groupsIn([{ hd: 'shop.example' }], 'hd')).toEqual(['shop.example']);
    expect(groupsIn([{ sub: '1' }, { groups: ['a'] }], 'groups')).toEqual(['a']);
    expect(groupsIn([{ groups: [] }, { groups: ['a'] }], 'groups')).toEqual([]);
  });

  it('are no groups where they are not texts, or are of another claim', () => {
    expect(groupsIn([{ groups: [1, null, { a: 'b' }, '', ['c']] }], 'groups')).toEqual([]);
    expect(groupsIn([{ groups: { admins: true } }], 'groups')).toEqual([]);
    expect(groupsIn([{ roles: ['a'] }], 'groups')).toBeUndefined();
    expect(groupsIn([{}], 'constructor')).toBeUndefined();
  });

  it('is a name to show, and never an address', () => {
    expect(nameIn([{ email: 'jane@example.com' }])).toBeUndefined();
    expect(nameIn([{ preferred_username: 'jane' }, { name: ' Jane\n Doe ' }])).toBe('Jane Doe');
    expect(nameIn([{ name: '\u0000' }, { nickname: 'J\u202e' }])).toBe('J');
  });
});
