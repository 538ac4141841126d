// Rows of a list by keyboard: j and k move, Enter opens, x selects. Also "select all" and the count of what is selected.
import { isTyping } from './shortcuts.js';

export const keepList = root => {
  const list = root.querySelector('[data-list]');
  if (!list) {
    return;
  }

  const rows = [...list.querySelectorAll('[data-row]')];
  const boxOf = row => row.querySelector('input[type=checkbox]');
  const all = list.querySelector('[data-select-all]');
  const count = root.querySelector('[data-selected-count]');
  const update = () => {
    const boxes = rows.map(boxOf).filter(Boolean);
    const selected = boxes.filter(box => box.checked).length;
    rows.forEach(row => row.classList.toggle('is-selected', boxOf(row)?.checked ?? false));
    if (all) {
      all.checked = selected > 0 && selected === boxes.length;
      all.indeterminate = selected > 0 && selected < boxes.length;
    }

    if (count) {
      count.textContent = selected === 0 ? '' : count.dataset.selectedCount.replace('{0}', selected);
    }
  };
  if (all) {
    all.addEventListener('change', () => {
      rows.map(boxOf).filter(Boolean).forEach(box => { box.checked = all.checked; });
      update();
    });
  }

  list.addEventListener('change', update);
  update();

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || rows.length === 0) {
      return;
    }

    const at = rows.findIndex(row => row.contains(document.activeElement));
    if (event.key === 'j' || event.key === 'k') {
      event.preventDefault();
      const next = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + (event.key === 'j' ? 1 : -1)));
      rows[next].querySelector('[data-open]').focus();
    } else if (event.key === 'x' && at >= 0) {
      event.preventDefault();
      boxOf(rows[at])?.click();
    }
  });
};
