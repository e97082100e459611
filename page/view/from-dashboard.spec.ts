import { fromDashboard } from './from-dashboard';

const NOW = Date.parse('2026-11-26T09:30:00Z');

/** What becomes of a link's query, as the page writes it. */
function translated(query: string): string {
  return decodeURIComponent(fromDashboard(new URLSearchParams(query), 'UTC', NOW).toString());
}

describe('a link from a dashboard', () => {
  const choices =
    'var-datasource=x&var-account=$__all&var-operator=$__all&var-page=$__all&var-copilot=null&var-hours=ALL&var-compare=NONE&var-team=$__all&var-clock=CALENDAR';

  it('leads to the same range, zone and comparison, and filters nothing where all is chosen', () => {
    expect(translated(`timezone=utc&from=now-7d&to=now&timezone=browser&${choices}`)).toBe(
      'range=last-7-days&zone=UTC&compare=none',
    );
  });

  it('leads to the days that its moments touch, in its own zone', () => {
    const range = `from=${Date.parse('2026-11-01T23:30:00Z')}&to=${Date.parse('2026-11-09T23:00:00Z')}`;
    expect(translated(`${range}&timezone=Europe/Berlin&var-copilot=null`)).toBe(
      'from=2026-11-02&to=2026-11-09&zone=Europe/Berlin',
    );
    expect(
      translated('from=2026-11-01T00:00:00.000Z&to=2026-11-03T00:00:00.000Z&timezone=UTC&var-page=$__all'),
    ).toBe('from=2026-11-01&to=2026-11-02&zone=UTC');
  });

  it.each([
    ['now-36h', 'now', '2026-11-24', '2026-11-26'],
    ['now-7d/d', 'now', '2026-11-19', '2026-11-26'],
    ['now-24h/h', 'now', '2026-11-25', '2026-11-26'],
    ['now-2w/w', 'now-2w/w', '2026-11-09', '2026-11-15'],
    ['now-12M/M', 'now', '2025-11-01', '2026-11-26'],
    ['now-9M/M', 'now-9M/M', '2026-02-01', '2026-02-28'],
    ['now-1y/y', 'now-1y/y', '2025-01-01', '2025-12-31'],
    ['now-1M', 'now', '2026-10-26', '2026-11-26'],
  ])('leads from %s to %s to the days %s to %s', (from, to, first, last) => {
    expect(translated(`from=${from}&to=${to}&timezone=browser&var-copilot=null`)).toBe(
      `from=${first}&to=${last}`,
    );
  });

  it('keeps every choice', () => {
    const chosen =
      'var-operator=1&var-operator=2&var-team=billing&var-clock=WORKING&var-page=/pricing&var-copilot=false&var-hours=OUTSIDE&var-attribute=plan&var-attribute_value=pro&var-compare=PREVIOUS_YEAR';
    expect(translated(`from=now/w&to=now/w&${chosen}`)).toBe(
      'range=this-week&compare=year&clock=working&copilot=no&hours=outside&operator=1&operator=2&team=billing&page=/pricing&attribute.plan=pro',
    );
  });

  it('keeps choices of the empty text, which is that of nobody or nowhere, and of any other', () => {
    const texts = ['', 'a"b', 'a\\b', 'a\nb', 'a,b', '{x}', '$x', "'", '😀'];
    for (const text of texts) {
      const encoded = encodeURIComponent(text);
      const query = `var-page=${encoded}&var-attribute=${encodeURIComponent(`n${text}`)}&var-attribute_value=${encoded}`;
      expect([...fromDashboard(new URLSearchParams(query), 'UTC', NOW)]).toEqual([
        ['page', text],
        [`attribute.n${text}`, text],
      ]);
    }
    expect(translated('var-operator=$__all&operator=default:')).toBe('operator=default:');
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
