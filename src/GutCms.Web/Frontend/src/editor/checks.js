// Small help while somebody types: lengths, the form of DOI and PMID, the address that the title gives, words and reading time.
import { complete } from './address.js';

const forms = { doi: /^10\.\d{4,9}\/\S+$/, pmid: /^[1-9]\d{0,7}$/ };

export const checkFields = root => {
  for (const field of root.querySelectorAll('[data-form]:not([data-form=""])')) {
    const fault = Object.assign(document.createElement('p'), { className: 'fault', hidden: true, textContent: field.dataset.formFault, id: `${field.id}-form` });
    field.after(fault);
    const check = () => {
      const isWrong = field.value.trim() !== '' && !forms[field.dataset.form].test(field.value.trim());
      fault.hidden = !isWrong;
      field.toggleAttribute('aria-invalid', false);
      if (isWrong) {
        field.setAttribute('aria-invalid', 'true');
        field.setAttribute('aria-describedby', [...new Set([...(field.getAttribute('aria-describedby') ?? '').split(' '), fault.id])].join(' ').trim());
      }
    };
    field.addEventListener('change', () => {
      // People paste whole addresses; what stands in front of a DOI is not part of it.
      field.value = field.value.trim().replace(/^(https?:\/\/(dx\.)?doi\.org\/|doi:\s*)/i, '').replace(/^https?:\/\/pubmed\.ncbi\.nlm\.nih\.gov\/(\d+)\/?$/i, '$1');
      check();
    });
    check();
  }

  for (const field of root.querySelectorAll('[data-kind=Link] input[type=url]')) {
    field.addEventListener('change', () => { field.value = complete(field.value); });
  }

  for (const field of root.querySelectorAll('[data-max]:not([data-max=""])')) {
    const count = Object.assign(document.createElement('span'), { className: 'count' });
    field.before(count);
    const show = () => {
      count.textContent = `${field.value.length} / ${field.dataset.max}`;
      count.classList.toggle('is-over', field.value.length > Number(field.dataset.max));
    };
    field.addEventListener('input', show);
    show();
  }
};

// A source that is named a second time is said beside the second, whatever is typed, added, moved or removed.
export const keepSources = form => {
  const show = () => {
    const seen = new Set();
    for (const field of form.querySelectorAll('[data-form-twice]:not([data-form-twice=""])')) {
      const key = `${field.dataset.form} ${field.value.trim().toLowerCase()}`;
      const isTwice = field.value.trim() !== '' && seen.has(key);
      seen.add(key);
      let note = document.getElementById(`${field.id}-twice`);
      if (isTwice && !note) {
        note = Object.assign(document.createElement('p'), { className: 'fault is-warning', id: `${field.id}-twice`, textContent: field.dataset.formTwice });
        field.after(note);
        field.setAttribute('aria-describedby', `${field.getAttribute('aria-describedby') ?? ''} ${note.id}`.trim());
      } else if (!isTwice && note) {
        note.remove();
        field.setAttribute('aria-describedby', field.getAttribute('aria-describedby').split(' ').filter(id => id !== note.id).join(' '));
      }
    }

    // What the server said when the page was opened is said at the fields from now on.
    document.getElementById('repeated')?.remove();
  };
  form.addEventListener('input', show);
  form.addEventListener('change', show);
  // A save may have brought a source into the form in which another one is.
  document.addEventListener('gutcms:swapped', show);
  show();
};

// As the server makes it; the server has the last word.
const slugOf = text => text.normalize('NFKD').replace(/['’]|\p{Mn}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 80).replace(/-+$/, '');

export const keepPath = form => {
  const path = form.querySelector('[data-path]');
  const title = form.querySelector('[data-title=true]');
  if (path && title) {
    const none = path.placeholder;
    const show = () => { path.placeholder = slugOf(title.value) ? path.dataset.prefix + slugOf(title.value) : none; };
    title.addEventListener('input', show);
    show();
  }
};

export const keepCount = form => {
  const count = document.getElementById('count');
  const show = () => {
    const texts = [...form.querySelectorAll('textarea[name], input[data-title=true]')].map(field => 'rich' in field.dataset ? new DOMParser().parseFromString(field.value.replace(/<\//g, ' </'), 'text/html').body.textContent : field.value);
    const words = texts.join(' ').split(/\s+/).filter(Boolean).length;
    count.textContent = `${form.dataset.words.replace('{0}', words)} · ${form.dataset.minutes.replace('{0}', Math.max(1, Math.round(words / 200)))}`;
  };
  // Not with each key: all texts are read for it.
  let timer = 0;
  form.addEventListener('input', () => {
    timer ||= setTimeout(() => {
      timer = 0;
      show();
    }, 400);
  });
  show();
};
