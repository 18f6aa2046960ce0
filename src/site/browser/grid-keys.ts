/**
 * One stop of the Tab key for a whole grid; arrows move inside it. https://www.w3.org/WAI/ARIA/apg/patterns/grid/
 */
export function guideKeys(): void {
  for (const grid of document.querySelectorAll<HTMLTableElement>('table[role=grid]')) guide(grid);
}

function guide(grid: HTMLTableElement): void {
  const cells = [...grid.querySelectorAll<HTMLElement>('tbody .c')];
  for (const cell of cells) cell.tabIndex = -1;
  const last = cells.at(-1);
  if (last !== undefined) (entrance(grid) ?? last).tabIndex = 0;
  const under = grid.closest('section')?.querySelector<HTMLElement>('[data-under]');
  const tell = (cell: Element | null) => {
    const label = cell?.getAttribute('aria-label');
    if (under && label) under.textContent = label;
  };
  grid.addEventListener('pointerover', ({ target }) => tell((target as Element).closest('.c')));
  grid.addEventListener('focusin', ({ target }) => tell((target as Element).closest('.c')));
  grid.addEventListener('keydown', (event) => {
    const from = (event.target as Element).closest<HTMLElement>('.c');
    const to = from && next(grid, from, event);
    if (!to) return;
    event.preventDefault();
    from.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  });
}

/** Where Tab enters: the newest partition of the first row. */
function entrance(grid: HTMLTableElement): HTMLElement | undefined {
  const [first] = grid.tBodies[0]?.rows ?? [];
  return [...(first?.querySelectorAll<HTMLElement>('.c') ?? [])].at(-1);
}

function next(grid: HTMLTableElement, from: HTMLElement, { key, ctrlKey }: KeyboardEvent): HTMLElement | undefined {
  const rows = [...(grid.tBodies[0]?.rows ?? [])];
  const place = from.closest('td');
  const row = rows.findIndex((each) => each.contains(from));
  if (place === null || row < 0) return undefined;
  const inRow = (at: number) => [...(rows[at]?.querySelectorAll<HTMLElement>('.c') ?? [])];
  const here = inRow(row);
  switch (key) {
    case 'ArrowRight':
      return here[here.indexOf(from) + 1];
    case 'ArrowLeft':
      return here[here.indexOf(from) - 1];
    case 'Home':
      return ctrlKey ? inRow(0)[0] : here[0];
    case 'End':
      return ctrlKey ? inRow(rows.length - 1).at(-1) : here.at(-1);
    case 'ArrowUp':
    case 'ArrowDown': {
      const step = key === 'ArrowUp' ? -1 : 1;
      for (let at = row + step; at >= 0 && at < rows.length; at += step) {
        const found = rows[at]?.cells[place.cellIndex]?.querySelector<HTMLElement>('.c');
        if (found) return found;
      }
      return undefined;
    }
    default:
      return undefined;
  }
}
