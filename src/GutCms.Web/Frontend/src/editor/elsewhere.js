// A block goes to another article: it is saved there first, and taken out here only then.
import { makeCombo } from './combo.js';
import { bagOf } from './copying.js';

let going = null;

const send = async (target, title) => {
  const { form, block, done } = going;
  const dialog = document.getElementById('elsewhere-dialog');
  const fault = dialog.querySelector('[data-fault]');
  const data = new FormData(form);
  data.delete('op');
  Object.entries({ block: block.dataset.block, bag: bagOf(block).dataset.bag, target }).forEach(([name, value]) => data.set(name, value));
  fault.hidden = true;
  try {
    const answer = await fetch(dialog.dataset.source, { method: 'POST', body: data, headers: { 'HX-Request': 'true' } });
    const told = answer.ok ? await answer.json() : { refused: fault.dataset.failed };
    if (told.done) {
      dialog.close();
      done();
      document.getElementById('editor-live').textContent = told.done;
      return;
    }

    fault.textContent = `${title}: ${told.refused}`;
  } catch {
    fault.textContent = fault.dataset.failed;
  }

  fault.hidden = false;
};

/** Asks where, and calls done when the block is there. */
export const moveElsewhere = (form, block, title, done) => {
  const dialog = document.getElementById('elsewhere-dialog');
  const input = dialog.querySelector('[role=combobox]');
  if (!dialog.dataset.made) {
    dialog.dataset.made = 'true';
    makeCombo(input, { pick: option => send(option.dataset.pickId, option.dataset.pickTitle) });
    dialog.querySelector('[data-close]').addEventListener('click', () => dialog.close());
  }

  going = { form, block, done };
  dialog.querySelector('h2').textContent = dialog.dataset.title.replace('{0}', title);
  dialog.querySelector('[data-fault]').hidden = true;
  input.value = '';
  dialog.showModal();
  input.focus();
};
