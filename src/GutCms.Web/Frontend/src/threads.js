// Comments: what is typed and not sent is kept in this browser, threads are gone through by key, and in the editor an answer leaves the page as it is.
import { announce } from './announce.js';

const prefix = 'gutcms-comment:';

// A browser that keeps nothing still takes comments.
const storage = (act, otherwise = null) => {
  try {
    return act(localStorage) ?? otherwise;
  } catch {
    return otherwise;
  }
};

const keyOf = field => `${prefix}${field.closest('[data-keep-for]').dataset.keepFor}:${field.id}`;
// With a comment its place is kept: the words that it is about.
const placeOf = field => ['Quote', 'Near'].map(name => field.form?.elements[name]).filter(each => each);
const write = (field, isSent) => storage(store => field.value.trim()
  ? store.setItem(keyOf(field), JSON.stringify({ text: field.value, place: placeOf(field).map(each => each.value), isSent }))
  : store.removeItem(keyOf(field)));

const letters = text => text.replace(/\s+/g, '');

const restore = (field, isDone, said) => {
  const kept = storage(store => JSON.parse(store.getItem(keyOf(field))));
  if (kept?.isSent && (isDone || said.has(letters(kept.text)))) {
    storage(store => store.removeItem(keyOf(field)));
  } else if (kept && !field.value) {
    field.value = kept.text;
    const place = placeOf(field);
    if (place[0]?.value === '') {
      place.forEach((each, at) => { each.value = kept.place?.[at] ?? each.value; });
    }

    for (let details = field.closest('details'); details; details = details.parentElement.closest('details')) {
      details.open = true;
    }

    write(field, false);
  }
};

const keepTyped = root => {
  // What was sent counts as sent once the page says so or shows it: an ended session or a lost line brings it back. Whoever leaves the page
  // that says so before this runs there finds it among what was said, not in the form.
  const said = new Set([...document.querySelectorAll('[data-said]')].map(each => letters(each.textContent)));
  const isDone = document.querySelector('.note-done') !== null;
  if (isDone) {
    // Also of a form that is not there any more, as that of a decision.
    storage(store => Object.keys(store).filter(key => key.startsWith(prefix) && JSON.parse(store.getItem(key)).isSent).forEach(key => store.removeItem(key)));
  }

  root.querySelectorAll('[data-keep-for] [data-keep]').forEach(field => restore(field, isDone, said));
};

const count = () => {
  for (const element of document.querySelectorAll('[data-open-threads]')) {
    const open = document.querySelectorAll('.thread[data-thread]:not(.is-resolved)').length;
    element.textContent = open === 1 ? element.dataset.one : element.dataset.many.replace('{0}', open);
  }
};

// In the editor nothing but the thread is drawn anew.
const sendInPlace = async (form, submitter) => {
  const thread = document.getElementById(`thread-${form.dataset.threadForm}`);
  const answer = await fetch(submitter?.getAttribute('formaction') ?? form.action, { method: 'POST', body: new FormData(form), headers: { 'HX-Request': 'true' } }).catch(() => null);
  if (!answer?.ok) {
    announce(!answer ? 'offline' : answer.status === 401 ? 'signedOut' : 'failed');
    return;
  }

  storage(store => store.removeItem(keyOf(thread.querySelector('[data-keep]'))));
  thread.outerHTML = await answer.text();
  document.getElementById(thread.id).focus();
  document.dispatchEvent(new CustomEvent('gutcms:drawn', { detail: document.getElementById(thread.id) }));
  count();
};

// Deciding while a comment is not sent asks, once.
const askBefore = (form, submitter) => {
  const dialog = document.getElementById('unsent');
  const unsent = [...document.querySelectorAll('[data-keep-for] [data-keep]')].find(field => field.form !== form && field.value.trim());
  if (!dialog || !unsent || form.dataset.asked) {
    return false;
  }

  dialog.querySelector('[data-back]').onclick = () => {
    dialog.close();
    unsent.closest('details').open = true;
    unsent.focus();
  };
  dialog.querySelector('[data-go-on]').onclick = () => {
    dialog.close();
    form.dataset.asked = 'true';
    form.requestSubmit(submitter);
  };
  dialog.showModal();
  return true;
};

const go = step => {
  const stops = [...document.querySelectorAll('.thread[data-thread]:not(.is-resolved)')];
  const at = stops.indexOf(document.activeElement.closest('.thread'));
  const next = stops[at < 0 ? (step > 0 ? 0 : stops.length - 1) : (at + step + stops.length) % stops.length];
  for (let details = next?.closest('details'); details; details = details.parentElement.closest('details')) {
    details.open = true;
  }

  next?.focus();
};

export const keepThreads = root => {
  keepTyped(root);
  document.addEventListener('input', event => event.target.matches?.('[data-keep-for] [data-keep]') && write(event.target, false));
  document.addEventListener('submit', event => {
    const form = event.target;
    if (event.defaultPrevented) {
      return;
    }

    if (form.matches('.decide') && askBefore(form, event.submitter)) {
      event.preventDefault();
      return;
    }

    if (form.elements.InEditor?.value === 'true') {
      event.preventDefault();
      sendInPlace(form, event.submitter);
      return;
    }

    [...form.elements].filter(field => field.matches('[data-keep-for] [data-keep]')).forEach(field => write(field, true));
  });
  document.addEventListener('keydown', event => {
    if (event.key === 'F8') {
      event.preventDefault();
      go(event.shiftKey ? -1 : 1);
    }
  });
};
