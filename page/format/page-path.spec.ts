import { pagePath } from './page-path';

describe('the path of a page', () => {
  it('is shown as the address bar shows it', () => {
    expect(pagePath('/blog/gr%C3%BC%C3%9Fe')).toBe('/blog/grüße');
    expect(pagePath('/a%2Fb')).toBe('/a%2Fb');
  });

  it('is shown as it is when it is no proper one', () => {
    expect(pagePath('/100%')).toBe('/100%');
  });
});
