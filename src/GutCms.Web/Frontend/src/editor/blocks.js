// Blocks of a bag: add, move by button, key and drag, collapse, delete with undo. The order is the order of the hidden fields.
import Sortable from 'sortablejs';

const blockOf = element => element.closest('[data-block]');
const titleOf = block => block.querySelector('.block-title')?.textContent.trim() ?? '';

// As the server makes them: 26 characters of base32 without i, l, o and u.
const newId = () => [...crypto.getRandomValues(new Uint8Array(26))].map(byte => '0123456789abcdefghjkmnpqrstvwxyz'[byte & 31]).join('');

// An empty block comes from a template in the page, so that adding one needs no connection.
const emptyBlock = (type, bag) => {
  const template = document.querySelector(`template[data-block-type="${CSS.escape(type)}"]`);
  const { bag: oldBag, id: oldId } = template.dataset;
  const id = newId();
  const block = template.content.firstElementChild.cloneNode(true);
  for (const element of [block, ...block.querySelectorAll('*')]) {
    for (const attribute of element.attributes) {
      attribute.value = attribute.value.replaceAll(`f-${oldBag}-`, `f-${bag.replace(/[^a-z0-9]/gi, '-')}-`).replaceAll(oldBag, bag).replaceAll(oldId, id);
    }
  }

  return block;
};

export const keepBlocks = (form, { begin, changed, say }) => {
  const undo = document.getElementById('undo');
  let removed = null;

  const tell = (words, ...values) => say(values.reduce((text, value, at) => text.replace(`{${at}}`, value), words));
  const tellPlace = (element, title) => {
    const all = [...element.parentElement.children];
    tell(form.dataset.moved, title, all.indexOf(element) + 1, all.length);
  };
  const move = (element, up, title, button) => {
    const other = up ? element.previousElementSibling : element.nextElementSibling;
    if (other) {
      up ? other.before(element) : other.after(element);
      button?.focus();
      tellPlace(element, title);
      changed();
    }
  };
  const remove = (element, title) => {
    const { parentElement: parent, nextElementSibling: next } = element;
    removed = () => {
      next?.parentElement === parent ? next.before(element) : parent.append(element);
      element.querySelector('summary, button')?.focus();
    };
    (next ?? element.previousElementSibling)?.querySelector('summary, button')?.focus();
    element.remove();
    undo.firstElementChild.textContent = form.dataset.removed.replace('{0}', title);
    undo.hidden = false;
    changed();
  };

  undo.querySelector('button').addEventListener('click', () => {
    removed?.();
    removed = null;
    undo.hidden = true;
    changed();
  });

  form.addEventListener('click', event => {
    const button = event.target.closest('button');
    const element = button && (button.closest('.pick-card') ?? blockOf(button));
    const title = element && (element.querySelector('strong')?.textContent ?? titleOf(element));
    if (button?.dataset.fold) {
      button.closest('[data-bag]').querySelectorAll('[data-block] > details').forEach(details => { details.open = button.dataset.fold === 'open'; });
    } else if (button?.dataset.move) {
      event.preventDefault();
      move(element, button.dataset.move === 'up', title, button);
    } else if (button && 'remove' in button.dataset) {
      event.preventDefault();
      remove(element, title);
    } else if (button?.dataset.add) {
      event.preventDefault();
      const bag = button.closest('[data-bag]');
      const list = bag.querySelector(':scope > [data-blocks]');
      list.append(emptyBlock(button.dataset.add, bag.dataset.bag));
      begin(list.lastElementChild);
      sort(list.lastElementChild);
      list.lastElementChild.querySelector('details').open = true;
      list.lastElementChild.querySelector('input:not([type=hidden])')?.focus();
      changed();
    }
  });

  // Alt and Shift with an arrow move the block in which somebody is.
  form.addEventListener('keydown', event => {
    const element = event.target.closest('.pick-card') ?? blockOf(event.target);
    if (element && event.altKey && event.shiftKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      move(element, event.key === 'ArrowUp', titleOf(element) || element.querySelector('strong')?.textContent, event.target);
    }
  });

  // A block is called what its title says, in its own name and in those of its buttons, but not in those of the blocks within it.
  form.addEventListener('input', event => {
    const block = event.target.dataset?.title && blockOf(event.target);
    if (block) {
      const title = event.target.value.trim() || block.dataset.untitled;
      block.querySelector('.block-title').textContent = title;
      block.setAttribute('aria-label', block.dataset.names.replace('{0}', title));
      for (const name of block.querySelectorAll(':scope > .block-tools [data-names]')) {
        name.textContent = name.dataset.names.replace('{0}', title);
      }
    }
  });

  const sort = root => root.querySelectorAll('[data-blocks], [data-picked]').forEach(list => Sortable.create(list, {
    handle: '[data-grip]',
    draggable: '[data-block], .pick-card',
    ghostClass: 'is-dragged',
    animation: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 120,
    onEnd: ({ item }) => {
      tellPlace(item, titleOf(item) || item.querySelector('strong')?.textContent);
      changed();
    },
  }));
  sort(form);
};
