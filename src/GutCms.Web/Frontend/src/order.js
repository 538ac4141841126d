// The articles of a series by dragging: the positions are numbered anew and saved with the form's own button.
export const keepOrder = async root => {
  const list = root.querySelector('[data-order]');
  if (list) {
    const { default: Sortable } = await import('sortablejs');
    Sortable.create(list, {
      handle: '.order-grip',
      animation: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150,
      ghostClass: 'is-dragged',
      onEnd: () => list.querySelectorAll('[name=Positions]').forEach((field, index) => { field.value = index + 1; }),
    });
  }
};
