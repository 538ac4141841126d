// What is not saved yet is kept in this browser: over a crash, a lost connection, an ended session. It is offered back, never put in by itself.
import { sayTime } from '../times.js';

const prefix = 'gutcms-draft:';
const skipped = new Set(['__RequestVerificationToken', 'op', 'words', 'mark', 'copy', 'then', 'end', 'message', 'reviewer']);
const frame = new Set(['tag', 'origin', 'id']);

/** What a form holds of the text: names and values, in order. */
export const fieldsOf = form => [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && !skipped.has(name) && !name.startsWith('add.'));
const withoutFrame = fields => JSON.stringify(fields.filter(([name]) => !frame.has(name)).map(([name, value]) => [name, value.replaceAll('\r\n', '\n')]));

// What was typed before the scripts were there: it differs from what the server sent.
export const isTouched = form => [...form.elements].some(field =>
  field.type === 'checkbox' || field.type === 'radio' ? field.checked !== field.defaultChecked : field.defaultValue !== undefined && field.value !== field.defaultValue);

const takeBack = (form, fields) => {
  // The server makes the form again of what was kept: blocks and all.
  const again = document.createElement('form');
  again.method = 'post';
  again.action = form.action;
  again.hidden = true;
  for (const [name, value] of [...fields, ...['mark', 'copy', '__RequestVerificationToken'].map(each => [each, form.elements[each].value]), ['op', 'restore']]) {
    const field = document.createElement('textarea');
    field.name = name;
    field.value = value;
    again.append(field);
  }

  document.body.append(again);
  again.submit();
};

export const keepDraft = (form, wasTouched) => {
  const dirty = document.getElementById('dirty');
  const offer = document.getElementById('recover');
  let began = withoutFrame(fieldsOf(form));
  let isUnsaved = form.dataset.unsaved === 'true' || wasTouched;
  let isSent = false;
  let timer = 0;
  const key = () => prefix + form.dataset.draft;

  const isDirty = () => isUnsaved || withoutFrame(fieldsOf(form)) !== began;
  const keep = () => {
    clearTimeout(timer);
    timer = 0;
    const is = isDirty();
    dirty.hidden = !is;
    try {
      if (is) {
        localStorage.setItem(key(), JSON.stringify({ at: new Date().toISOString(), fields: fieldsOf(form) }));
      } else if (offer.hidden) {
        localStorage.removeItem(key());
      }
    } catch {
      // No room, or the browser keeps nothing: the form itself still stands.
    }
  };

  if (form.dataset.saved) {
    localStorage.removeItem(prefix + form.dataset.saved);
  }

  const stored = localStorage.getItem(key());
  const kept = stored && JSON.parse(stored);
  const onServer = document.querySelector('[data-copy-at]');
  if (kept && !isUnsaved && onServer && onServer.dataset.copyAt >= kept.at.slice(0, onServer.dataset.copyAt.length)) {
    // The server has it, or something newer from another device.
    localStorage.removeItem(key());
  } else if (kept && form.dataset.unsaved !== 'true' && withoutFrame(kept.fields) !== began) {
    const time = document.getElementById('recover-time');
    time.dateTime = kept.at;
    time.textContent = sayTime(kept.at, 'datetime');
    offer.hidden = false;
    document.getElementById('recover-drop').addEventListener('click', () => {
      localStorage.removeItem(key());
      offer.hidden = true;
    });
    document.getElementById('recover-take').addEventListener('click', () => {
      isSent = true;
      takeBack(form, kept.fields);
    });
  }

  form.addEventListener('input', () => {
    offer.hidden = true;
    dirty.hidden = false;
    timer ||= setTimeout(keep, 400);
  });
  addEventListener('pageshow', () => { isSent = false; });
  addEventListener('pagehide', () => timer && keep());
  addEventListener('beforeunload', event => {
    if (!isSent && isDirty()) {
      keep();
      event.preventDefault();
    }
  });
  document.addEventListener('submit', event => {
    if (event.target.matches('[data-needs-saved]') && isDirty() && !isSent) {
      event.preventDefault();
      document.getElementById('save').focus();
      document.getElementById('editor-live').textContent = form.dataset.leave;
      dirty.hidden = false;
    }
  });

  if (isUnsaved) {
    keep();
  }

  return {
    isDirty,
    keep,
    isSent: () => isSent,
    // The page goes: what is in the form is on its way to the server.
    send: () => {
      keep();
      isSent = true;
    },
    // What was sent is saved; what was typed meanwhile is not.
    saved: fields => {
      localStorage.removeItem(key());
      began = withoutFrame(fields);
      isUnsaved = false;
      keep();
    },
  };
};
