const HOUR = 3_600_000;
const STEPS: readonly [unit: Intl.RelativeTimeFormatUnit, ms: number][] = [
  ['day', 24 * HOUR],
  ['hour', HOUR],
  ['minute', HOUR / 60],
];

/** How old what the page tells is: `, 3 hours ago`. */
export function tellAge(now: number): void {
  const place = document.querySelector<HTMLElement>('[data-age]');
  if (place === null) return;
  const age = now - Number(place.dataset['age']);
  const [unit, ms] = STEPS.find(([, each]) => age >= each) ?? ['minute', HOUR / 60];
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  place.textContent = `, ${age < HOUR / 60 ? 'just now' : format.format(-Math.floor(age / ms), unit)}`;
}
