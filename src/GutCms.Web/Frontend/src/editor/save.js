// Saves without leaving the page: cursor, open blocks, scroll and undo stay. Whatever the page does not know how to show in place goes the way of a form.
import { announce } from '../announce.js';
import { fieldsOf } from './draft.js';
import { renew } from './session.js';

// The page shows times as the reader's, also of what comes later.
const drawn = element => document.dispatchEvent(new CustomEvent('gutcms:drawn', { detail: element }));

const framed = ['origin', 'tag', 'mark', 'copy', 'id'];

const cleared = () => document.querySelectorAll('.note-done, #faults, #would-end').forEach(note => note.remove());

const clearFaults = form => {
  form.querySelectorAll('[id$="-fault"]').forEach(fault => fault.remove());
  form.querySelectorAll('[aria-invalid]').forEach(field => field.removeAttribute('aria-invalid'));
};

const showFaults = (form, page) => {
  for (const fault of page.querySelectorAll('#editor [id$="-fault"]')) {
    const field = document.getElementById(fault.id.slice(0, -'-fault'.length));
    if (field) {
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', [...new Set([...(field.getAttribute('aria-describedby') ?? '').split(' '), fault.id])].join(' ').trim());
      (field.closest('.field') ?? field).append(document.adoptNode(fault));
      for (let around = field.closest('details'); around; around = around.parentElement.closest('details')) {
        around.open = true;
      }
    }
  }
};

// What the server made of a value (an address of the title, say) is shown where nobody has written on meanwhile.
const takeValues = (form, page, sent) => {
  const fresh = page.getElementById('editor');
  const values = new Map(sent.filter(([name]) => sent.findIndex(([other]) => other === name) === sent.findLastIndex(([other]) => other === name)));
  for (const field of form.querySelectorAll('input[name]:not([type=hidden]):not([type=checkbox]), textarea[name]:not([data-rich])')) {
    const now = fresh.elements[field.name];
    if (now && 'value' in now && field.value === values.get(field.name) && now.value !== field.value) {
      field.value = now.value;
      values.set(field.name, now.value);
    }
  }

  return sent.map(([name, value]) => [name, values.get(name) ?? value]);
};

const takeFrame = (form, page) => {
  const fresh = page.getElementById('editor');
  framed.forEach(name => { form.elements[name].value = fresh.elements[name].value; });
  form.action = fresh.getAttribute('action');
  form.dataset.draft = fresh.dataset.draft;
  for (const place of document.querySelectorAll('[data-swap]')) {
    const now = page.querySelector(`[data-swap="${place.dataset.swap}"]`);
    if (now) {
      // Words to the reviewers are no part of the text, and nobody has sent them yet.
      const [words, asked, isOpen] = [place.querySelector('[name=message]')?.value, [...place.querySelectorAll('[name=reviewer]:checked')].map(box => box.value), place.querySelector('.standing-submit > details')?.open];
      place.replaceChildren(...[...now.childNodes].map(node => document.adoptNode(node)));
      const fresh = place.querySelector('.standing-submit');
      if (fresh) {
        fresh.querySelector('[name=message]').value = words ?? '';
        fresh.querySelectorAll('[name=reviewer]').forEach(box => { box.checked = asked.includes(box.value); });
        fresh.querySelector('details').open = isOpen === true;
      }

      drawn(place);
      document.dispatchEvent(new CustomEvent('gutcms:swapped', { detail: place }));
    }
  }

  document.title = page.title;
};

const toast = note => {
  note.classList.add('is-toast');
  document.querySelector('.editor-grid').before(note);
  drawn(note);
};

export const keepSaving = (form, draft, copy) => {
  let isSaving = false;

  const leave = () => {
    draft.send();
    form.submit();
  };
  const settle = (answer, page, sent) => {
    const notes = [...page.querySelectorAll('#faults, #would-end')];
    if (answer.ok && answer.redirected && page.getElementById('editor')) {
      copy.forget();
      const taken = takeValues(form, page, sent);
      takeFrame(form, page);
      history.replaceState(history.state, '', answer.url);
      draft.saved(taken);
      document.getElementById('unsaved-help')?.remove();
      page.querySelectorAll('.note-done').forEach(note => toast(document.adoptNode(note)));
    } else if (notes.length > 0 && page.getElementById('editor')) {
      ['tag', 'mark'].forEach(name => { form.elements[name].value = page.getElementById('editor').elements[name].value; });
      showFaults(form, page);
      for (const note of notes.reverse()) {
        document.querySelector('.editor-grid').before(document.adoptNode(note));
        drawn(note);
      }


      document.querySelector('#would-end, #faults').focus();
    } else if (answer.ok && answer.redirected) {
      draft.send();
      location.assign(answer.url);
    } else if (answer.ok && page.getElementById('merge')) {
      leave();
    } else {
      announce('failed');
    }
  };

  const save = async more => {
    isSaving = true;
    cleared();
    clearFaults(form);
    draft.keep();
    await copy.settle();
    const sent = fieldsOf(form);
    const data = new FormData(form);
    data.set('op', '');
    more.forEach(([name, value]) => data.set(name, value));
    ['message', 'reviewer'].forEach(name => data.delete(name));
    document.getElementById('save').setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(form.action, { method: 'POST', body: data, headers: { 'HX-Request': 'true' } });
      copy.offline(false);
      if (answer.status === 401) {
        isSaving = false;
        return await renew(form) ? await save(more) : undefined;
      }

      settle(answer, new DOMParser().parseFromString(await answer.text(), 'text/html'), sent);
    } catch {
      copy.offline(true);
    } finally {
      isSaving = false;
      document.getElementById('save').removeAttribute('aria-busy');
    }
  };

  // What was said stands over the page until somebody writes on.
  form.addEventListener('input', () => document.querySelector('.note-done.is-toast')?.remove());
  form.addEventListener('submit', event => {
    const button = event.submitter;
    if (button?.getAttribute('formtarget')) {
      return;
    }

    if (isSaving || draft.isSent()) {
      // Sent already: a second item would come of it.
      event.preventDefault();
    } else if (button?.name === 'then' && button.value === 'keep') {
      event.preventDefault();
      cleared();
      copy.keep();
    } else if (button?.name === 'then' || (button?.name === 'op' && button.value !== '')) {
      draft.send();
    } else {
      event.preventDefault();
      save(button?.name === 'end' ? [['end', button.value]] : []);
    }
  });
};
