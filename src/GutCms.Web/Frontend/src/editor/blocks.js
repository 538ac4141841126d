// Blocks of a bag: add, move by button, key and drag, collapse, delete with undo. The order is the order of the hidden fields.
import Sortable from 'sortablejs';
import { fill } from '../fill.js';
import { bagOf, copyOf, emptyBlock, retitle, typeOf } from './copying.js';
import { mergeBlock, splitBlock } from './dividing.js';
import { moveElsewhere } from './elsewhere.js';

const blockOf = element => element.closest('[data-block]');
const titleOf = block => block.querySelector('.block-title')?.textContent.trim() ?? '';

export const keepBlocks = (form, { begin, changed, say }) => {
  const undo = document.getElementById('undo');
  let removed = null;

  const tell = (words, ...values) => say(fill(words, ...values));
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
  const offerUndo = (words, back) => {
    removed = back;
    undo.firstElementChild.textContent = words;
    undo.hidden = false;
    changed();
  };
  const remove = (element, title) => {
    const { parentElement: parent, nextElementSibling: next } = element;
    (next ?? element.previousElementSibling)?.querySelector('summary, button')?.focus();
    element.remove();
    offerUndo(form.dataset.removed.replace('{0}', title), () => {
      next?.parentElement === parent ? next.before(element) : parent.append(element);
      element.querySelector('summary, button')?.focus();
    });
  };

  // A block that was put in stands open, with the cursor in its first field.
  const show = block => {
    begin(block);
    sort(block);
    block.querySelector('details:not(.menu)').open = true;
    retitle(block);
    block.querySelector('input:not([type=hidden]), textarea:not([hidden])')?.focus();
    block.scrollIntoView({ block: 'nearest' });
    changed();
  };
  const insertAfter = (block, type) => {
    const made = emptyBlock(type, bagOf(block).dataset.bag);
    block.after(made);
    show(made);
  };
  const split = block => {
    const made = splitBlock(block);
    if (!made) {
      say(form.dataset.noCursor);
      return;
    }

    show(made.next);
    offerUndo(form.dataset.divided.replace('{0}', titleOf(block)), made.undo);
  };
  const merge = (block, title) => {
    const made = mergeBlock(block, begin);
    if (!made) {
      say(form.dataset.noneAbove);
      return;
    }

    made.above.querySelector('details:not(.menu)').open = true;
    made.above.querySelector(':scope > details > summary').focus();
    offerUndo((made.left ? form.dataset.mergedWithout : form.dataset.merged).replace('{0}', titleOf(made.above)).replace('{1}', made.left || title), made.undo);
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
    const title = element && (element.matches('.pick-card') ? element.querySelector('strong').textContent : titleOf(element));
    button?.closest('.block-menu')?.removeAttribute('open');
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
      const made = emptyBlock(button.dataset.add, bag.dataset.bag);
      bag.querySelector(':scope > [data-blocks]').append(made);
      show(made);
    } else if (button?.dataset.after) {
      event.preventDefault();
      insertAfter(element, button.dataset.after);
    } else if (button && 'duplicate' in button.dataset) {
      event.preventDefault();
      const copy = copyOf(element, bagOf(element).dataset.bag);
      element.after(copy);
      show(copy);
    } else if (button && 'split' in button.dataset) {
      split(element);
    } else if (button && 'merge' in button.dataset) {
      merge(element, title);
    } else if (button && 'elsewhere' in button.dataset) {
      moveElsewhere(form, element, title, () => remove(element, title));
    }
  });

  // Alt and Shift with an arrow move the block in which somebody is.
  form.addEventListener('keydown', event => {
    const element = event.target.closest('.pick-card') ?? blockOf(event.target);
    if (element && event.altKey && event.shiftKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      move(element, event.key === 'ArrowUp', titleOf(element) || element.querySelector('strong')?.textContent, event.target);
    } else if (element?.matches('[data-block]') && event.altKey && event.shiftKey && event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      insertAfter(element, typeOf(element));
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
