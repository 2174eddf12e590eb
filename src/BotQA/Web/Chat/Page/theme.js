const KEY = 'botqa.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** Follows the system's colours until the reader chooses, and remembers the choice. */
export function applyTheme(document) {
  const button = document.getElementById('theme');
  const current = () => localStorage.getItem(KEY) ?? (dark.matches ? 'dark' : 'light');
  const show = () => {
    const theme = current();
    document.documentElement.dataset.theme = theme;
    button.textContent = theme === 'dark' ? 'Light' : 'Dark';
    button.setAttribute('aria-label', theme === 'dark' ? 'Use light colours' : 'Use dark colours');
  };

  button.addEventListener('click', () => {
    localStorage.setItem(KEY, current() === 'dark' ? 'light' : 'dark');
    show();
  });
  dark.addEventListener('change', show);
  show();
}
