import type { TeamRules } from '../../../platform/rules/rules';
import { BadInput } from '../bad-input';
import { isTeamOverlapping, teamCombinations, teamCondition, teamLookup } from './teams';

const teamsOf = (...teams: TeamRules[]) => new Map(teams.map((team) => [team.name, team]));
const anySeven = { name: 'sevens', operators: [{ account: undefined, id: '7' }] };
const shop = {
  name: "sh'op",
  operators: [
    { account: 'shop', id: '7' },
    { account: 'shop', id: '8' },
  ],
};
const blog = { name: 'blog', operators: [{ account: 'blog', id: '8' }] };
const teams = teamsOf(anySeven, shop, blog);

describe('Teams', () => {
  it('are asked for by their members, whose names are not part of the text', () => {
    expect(teamCondition([], teams)).toBeUndefined();
    const condition = teamCondition(["sh'op", 'sevens'], teams);
    expect(condition?.parameters).toEqual({
      team_members: ['7'],
      team_member_accounts: ['shop', 'shop'],
      team_member_ids: ['7', '8'],
    });
    expect(condition?.sql).not.toContain("'");
  });

  it('leave others for the team without a name', () => {
    expect(teamCondition([''], teams)?.sql).toMatch(/^\(false OR NOT \(operator IN \{any_members: /);
    expect(teamCondition([''], teamsOf())).toEqual({ sql: 'true', parameters: {} });
  });

  it('are refused where there are none of that name, with those that there are', () => {
    expect(() => teamCondition(['blgo'], teams)).toThrow(BadInput);
    expect(() => teamCondition(['blgo'], teams)).toThrow("there is sevens, sh'op, blog");
    expect(() => teamCondition(['a'], teamsOf())).toThrow('the rules name none');
  });

  it('are looked up for each operator, and only those that are shown', () => {
    expect(teamCombinations([], teams).parameters).toEqual({
      team_ids: ['7'],
      team_id_numbers: [1],
      team_accounts: ['shop', 'blog'],
      team_account_places: [3, 6],
      team_operators: ['7', '8'],
      team_operator_places: [1, 2],
      team_pairs: [4, 5, 8],
      team_pair_numbers: [2, 3, 4],
      team_names: [[''], ['sevens'], ['sevens', "sh'op"], ["sh'op"], ['blog']],
    });
    const ofBlog = teamCombinations(['blog', ''], teams);
    expect(ofBlog.parameters).toMatchObject({ team_pairs: [3], team_names: [[''], ['blog']] });
    expect(ofBlog.number).not.toContain('team_ids');
    expect(teamCombinations([], teamsOf(anySeven)).number).not.toContain('account');
  });

  it('make one combination of all who are in the same', () => {
    const same = [shop, { ...blog, name: 'second', operators: shop.operators }];
    expect(teamCombinations([], teamsOf(...same)).parameters).toMatchObject({
      team_pair_numbers: [1, 1],
      team_names: [[''], ['second', "sh'op"]],
    });
  });

  it('are told of an operator, by name', () => {
    const teamsOfOperator = teamLookup(teams);
    expect(teamsOfOperator('shop', '7')).toEqual(['sevens', "sh'op"]);
    expect(teamsOfOperator('blog', '7')).toEqual(['sevens']);
    expect(teamsOfOperator('blog', '9')).toEqual([]);
  });

  it('overlap where anybody is in two that are shown', () => {
    expect(['sevens', "sh'op", 'blog', ''].map((name) => isTeamOverlapping(name, [], teams))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(isTeamOverlapping('sevens', ['sevens', 'blog'], teams)).toBe(false);
  });
});
