// The articles of a series by arrows and by dragging: the positions are numbered anew and saved with the form's own button.
import { fill } from './fill.js';

export const keepOrder = async root => {
  const list = root.querySelector('[data-order]');
  if (!list) {
    return;
  }

  const number = () => {
    const rows = [...list.children];
    rows.forEach((row, index) => {
      row.querySelector('[name=Positions]').value = index + 1;
      row.querySelector('[data-step="-1"]').disabled = index === 0;
      row.querySelector('[data-step="1"]').disabled = index === rows.length - 1;
    });
    document.getElementById('order-unsaved').hidden = false;
  };

  list.addEventListener('click', event => {
    const button = event.target.closest('[data-step]');
    const row = button?.closest('li');
    const other = button?.dataset.step === '-1' ? row?.previousElementSibling : row?.nextElementSibling;
    if (other) {
      event.preventDefault();
      button.dataset.step === '-1' ? other.before(row) : other.after(row);
      number();
      (button.disabled ? row.querySelector('[data-step]:not(:disabled)') : button).focus();
      document.getElementById('order-live').textContent = fill(list.dataset.moved, row.querySelector('.row-title').textContent, [...list.children].indexOf(row) + 1, list.children.length);
    }
  });

  const { default: Sortable } = await import('sortablejs');
  Sortable.create(list, {
    handle: '.order-grip',
    animation: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150,
    ghostClass: 'is-dragged',
    onEnd: number,
  });
};
