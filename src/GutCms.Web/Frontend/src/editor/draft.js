// What is not saved yet is kept in this browser: over a crash, a lost connection, an ended session. It is offered back, never put in by itself.
const prefix = 'gutcms-draft:';
const skipped = new Set(['__RequestVerificationToken', 'op', 'words']);
const fieldsOf = form => [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && !skipped.has(name) && !name.startsWith('add.'));
const withoutFrame = fields => JSON.stringify(fields.filter(([name]) => name !== 'tag' && name !== 'origin').map(([name, value]) => [name, value.replaceAll('\r\n', '\n')]));

// What was typed before the scripts were there: it differs from what the server sent.
export const isTouched = form => [...form.elements].some(field =>
  field.type === 'checkbox' || field.type === 'radio' ? field.checked !== field.defaultChecked : field.defaultValue !== undefined && field.value !== field.defaultValue);

export const keepDraft = (form, wasTouched) => {
  const key = prefix + form.dataset.draft;
  const dirty = document.getElementById('dirty');
  const began = withoutFrame(fieldsOf(form));
  let isSent = false;
  let timer = 0;

  const isDirty = () => form.dataset.unsaved === 'true' || wasTouched || withoutFrame(fieldsOf(form)) !== began;
  const keep = () => {
    clearTimeout(timer);
    timer = 0;
    const is = isDirty();
    dirty.hidden = !is;
    try {
      if (is) {
        localStorage.setItem(key, JSON.stringify({ at: new Date().toISOString(), fields: fieldsOf(form) }));
      } else if (document.getElementById('recover').hidden) {
        localStorage.removeItem(key);
      }
    } catch {
      // No room, or the browser keeps nothing: the form itself still stands.
    }
  };

  if (form.dataset.saved) {
    localStorage.removeItem(prefix + form.dataset.saved);
  }

  const offer = document.getElementById('recover');
  const stored = localStorage.getItem(key);
  const kept = stored && JSON.parse(stored);
  if (kept && form.dataset.unsaved !== 'true' && withoutFrame(kept.fields) !== began) {
    const time = document.getElementById('recover-time');
    time.dateTime = kept.at;
    time.textContent = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(kept.at));
    offer.hidden = false;
    document.getElementById('recover-drop').addEventListener('click', () => {
      localStorage.removeItem(key);
      offer.hidden = true;
    });
    document.getElementById('recover-take').addEventListener('click', () => {
      // The server makes the form again of what was kept: blocks and all.
      const again = document.createElement('form');
      again.method = 'post';
      again.action = form.action;
      again.hidden = true;
      const token = form.querySelector('[name=__RequestVerificationToken]').value;
      for (const [name, value] of [...kept.fields, ['op', 'restore'], ['__RequestVerificationToken', token]]) {
        const field = document.createElement('textarea');
        field.name = name;
        field.value = value;
        again.append(field);
      }

      isSent = true;
      document.body.append(again);
      again.submit();
    });
  }

  form.addEventListener('input', () => {
    offer.hidden = true;
    dirty.hidden = false;
    timer ||= setTimeout(keep, 400);
  });
  form.addEventListener('submit', event => {
    if (event.submitter?.getAttribute('formtarget')) {
      return;
    }

    if (isSent) {
      // Sent already: a second item would come of it.
      event.preventDefault();
      return;
    }

    keep();
    isSent = true;
  });
  addEventListener('pageshow', () => { isSent = false; });
  addEventListener('pagehide', () => timer && keep());
  addEventListener('beforeunload', event => {
    if (!isSent && isDirty()) {
      keep();
      event.preventDefault();
    }
  });
  for (const other of document.querySelectorAll('[data-needs-saved]')) {
    other.addEventListener('submit', event => {
      if (isDirty() && !isSent) {
        event.preventDefault();
        document.getElementById('save').focus();
        document.getElementById('editor-live').textContent = form.dataset.leave;
        dirty.hidden = false;
      }
    });
  }

  if (form.dataset.unsaved === 'true' || wasTouched) {
    keep();
  }
};
