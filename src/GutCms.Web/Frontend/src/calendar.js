// What is planned is moved to another day by dragging, or by Alt and an arrow on the entry: the form of the page is sent with the day.
const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

const moved = (day, by) => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + by);
  return date.toISOString().slice(0, 10);
};

export const keepCalendar = root => {
  const form = root.querySelector('[data-cal-move]');
  if (!form) {
    return;
  }

  const send = (entry, day) => {
    form.elements.kind.value = entry.dataset.calEntry;
    form.elements.id.value = entry.dataset.id;
    form.elements.was.value = entry.dataset.was;
    form.elements.to.value = day;
    form.requestSubmit();
  };

  let dragged = null;
  for (const entry of root.querySelectorAll('[data-cal-entry]')) {
    entry.addEventListener('keydown', event => {
      if (event.altKey && event.key in steps) {
        event.preventDefault();
        send(entry, moved(entry.closest('[data-cal-day]').dataset.calDay, steps[event.key]));
      }
    });
    entry.addEventListener('dragstart', event => {
      dragged = entry;
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', entry.textContent.trim());
    });
    entry.addEventListener('dragend', () => { dragged = null; });
  }

  for (const day of root.querySelectorAll('[data-cal-day]')) {
    day.addEventListener('dragover', event => {
      if (dragged && dragged.closest('[data-cal-day]') !== day) {
        event.preventDefault();
        day.classList.add('is-target');
      }
    });
    day.addEventListener('dragleave', () => day.classList.remove('is-target'));
    day.addEventListener('drop', event => {
      event.preventDefault();
      day.classList.remove('is-target');
      if (dragged) {
        send(dragged, day.dataset.calDay);
      }
    });
  }

  // After a move the page begins anew: the focus stays on what was moved.
  const target = location.hash.startsWith('#plan-') && document.getElementById(location.hash.slice(1));
  if (target) {
    target.closest('details')?.setAttribute('open', '');
    target.focus();
  }
};
