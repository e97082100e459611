import { button } from '../dom/button';

const KEY = 'signalzen-analytics.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** Light or dark: what the person chose here, else what their system says. */
export class ThemeChoice {
  readonly root: HTMLButtonElement;

  constructor(private readonly onChange: () => void) {
    this.root = button(
      '',
      () => {
        localStorage.setItem(KEY, this.isDark ? 'light' : 'dark');
        this.apply();
      },
      { class: 'quiet-button' },
    );
    dark.addEventListener('change', () => {
      this.apply();
    });
    this.apply();
  }

  private get isDark(): boolean {
    const chosen = localStorage.getItem(KEY);
    return chosen === null ? dark.matches : chosen === 'dark';
  }

  private apply(): void {
    document.documentElement.dataset['theme'] = this.isDark ? 'dark' : 'light';
    this.root.textContent = this.isDark ? 'Light' : 'Dark';
    this.root.setAttribute('aria-label', this.isDark ? 'Light colours' : 'Dark colours');
    this.onChange();
  }
}
