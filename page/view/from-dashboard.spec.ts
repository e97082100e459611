import { fromDashboard } from './from-dashboard';

const NOW = Date.parse('2026-11-26T09:30:00Z');

/** What becomes of a link's query, as the page writes it. */
function translated(query: string): string {
  return decodeURIComponent(fromDashboard(new URLSearchParams(query), 'UTC', NOW).toString());
}

describe('a link from a dashboard', () => {
  const choices =
    'var-datasource=x&var-account=$__all&var-operator=$__all&var-page=$__all&var-copilot=null&var-zone=UTC&var-compare=NONE';

  it('leads to the same range, zone and comparison, and filters nothing where all is chosen', () => {
    expect(translated(`from=now-7d&to=now&timezone=browser&${choices}`)).toBe(
      'range=last-7-days&zone=UTC&compare=none',
    );
  });

  it('leads to the days that its moments touch, in its own zone', () => {
    const range = `from=${Date.parse('2026-11-01T23:30:00Z')}&to=${Date.parse('2026-11-09T23:00:00Z')}`;
    expect(translated(`${range}&var-zone=Europe/Berlin`)).toBe(
      'from=2026-11-02&to=2026-11-09&zone=Europe/Berlin',
    );
    expect(translated('from=2026-11-01T00:00:00.000Z&to=2026-11-03T00:00:00.000Z&var-zone=UTC')).toBe(
      'from=2026-11-01&to=2026-11-02&zone=UTC',
    );
    expect(translated('from=now-36h&to=now&var-zone=UTC')).toBe('from=2026-11-24&to=2026-11-26&zone=UTC');
  });

  it('keeps every choice', () => {
    const chosen =
      'var-operator=1&var-operator=2&var-page=/pricing&var-copilot=false&var-attribute=plan&var-attribute_value=pro&var-compare=PREVIOUS_YEAR';
    expect(translated(`from=now/w&to=now/w&${chosen}`)).toBe(
      'range=this-week&compare=year&copilot=no&operator=1&operator=2&page=/pricing&attribute.plan=pro',
    );
  });

  it('of a row of a table leads to what the row is about', () => {
    expect(translated('from=now-30d&to=now&var-operator=$__all&operator=7')).toBe(
      'range=last-30-days&operator=7',
    );
  });

  it('shows the usual range where its own cannot be read', () => {
    expect(translated('from=now-1fortnight&to=later&var-copilot=true')).toBe('copilot=yes');
  });

  it('is told by its variables: any other link stays as it is', () => {
    expect(translated('range=today&operator=1')).toBe('range=today&operator=1');
  });
});
