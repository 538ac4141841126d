// A combobox after the WAI-ARIA pattern: it opens at every focus, arrows go through what is found, Enter takes it, Escape closes it and then empties it.

/**
 * Makes a field one. What is offered comes from the server as options of a list.
 * @param {HTMLInputElement} input Has role combobox, and names its list (aria-controls) and the address that is asked (data-source).
 * @param {{ pick: (option: HTMLElement) => void, isChosen?: (id: string) => boolean }} how What taking an option does, and what is taken already.
 */
export const makeCombo = (input, { pick, isChosen = () => false }) => {
  const list = document.getElementById(input.getAttribute('aria-controls')) ?? input.parentElement.querySelector('[role=listbox]');
  let turn = 0;
  let active = null;
  const options = () => [...list.querySelectorAll('[role=option]')].filter(option => !option.hidden);
  const isOpen = () => input.getAttribute('aria-expanded') === 'true';

  const activate = option => {
    active?.classList.remove('is-active');
    active = option ?? null;
    active?.classList.add('is-active');
    active?.scrollIntoView({ block: 'nearest' });
    active ? input.setAttribute('aria-activedescendant', active.id) : input.removeAttribute('aria-activedescendant');
  };
  const close = () => {
    turn++;
    input.setAttribute('aria-expanded', 'false');
    list.hidden = true;
    activate(null);
  };
  const show = () => {
    for (const create of list.querySelectorAll('[data-create]')) {
      create.hidden = input.value.trim() === '';
      create.dataset.title = input.value.trim();
      create.querySelector('[data-words]').textContent = create.dataset.create.replace('{0}', input.value.trim());
    }

    options().forEach((option, at) => {
      option.id = `${list.id}-${at}`;
      option.setAttribute('aria-selected', String(isChosen(option.dataset.pickId)));
    });
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    activate(null);
  };
  const open = async () => {
    const mine = ++turn;
    const to = new URL(input.dataset.source, location.href);
    to.searchParams.set('words', input.value.trim());
    try {
      const answer = await fetch(to, { headers: { 'HX-Request': 'true' } });
      const html = answer.ok ? await answer.text() : '';
      // A late answer opens no list behind somebody who went on.
      if (mine === turn && document.activeElement === input) {
        list.innerHTML = html;
        show();
      }
    } catch {
      close();
    }
  };
  const take = option => {
    input.value = '';
    close();
    pick(option);
  };

  input.addEventListener('focus', open);
  input.addEventListener('click', () => isOpen() || open());
  input.addEventListener('blur', close);
  input.addEventListener('input', event => {
    // It is no field of the item.
    event.stopPropagation();
    open();
  });
  input.addEventListener('keydown', event => {
    const all = options();
    const at = all.indexOf(active);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      isOpen() ? activate(event.key === 'ArrowDown' ? all[(at + 1) % all.length] : all.at(at <= 0 ? -1 : at - 1)) : open();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      const chosen = active ?? (isOpen() && all.length === 1 ? all[0] : null);
      chosen ? take(chosen) : isOpen() || open();
    } else if (event.key === 'Escape' && (isOpen() || input.value !== '')) {
      event.preventDefault();
      event.stopPropagation();
      isOpen() ? close() : input.value = '';
    }
  });
  // The field keeps the focus while somebody chooses with the mouse.
  list.addEventListener('mousedown', event => event.preventDefault());
  list.addEventListener('click', event => {
    const option = event.target.closest('[role=option]');
    if (option) {
      take(option);
    }
  });
  close();
  return { open, close };
};
