// A picture of the library: found by words, uploaded by choosing, dropping or pasting. What the library says of it is proposed where nothing is written yet.
import { fill } from '../fill.js';
import { send } from '../upload.js';

const begin = (form, field, { changed, say }) => {
  const { picture: name, source } = field.dataset;
  const chosen = field.querySelector('[data-picture-chosen]');
  const list = field.querySelector('[data-picture-list]');
  const search = field.querySelector('[data-picture-search]');
  const file = field.querySelector('[data-picture-file]');
  const nameOf = () => chosen.querySelector('input').name;

  const propose = radio => {
    const base = nameOf().slice(0, -'Picture.Paths'.length);
    for (const [key, target] of [['alt', `${base}Picture.MediaTexts`], ['caption', `${base}Caption.Text`], ['credit', `${base}Credit.Text`], ['license', `${base}License.Text`]]) {
      const input = form.elements[target];
      if (input && input.value.trim() === '' && radio.dataset[key]) {
        input.value = radio.dataset[key];
      }
    }

    const decorative = radio.dataset.decorative && [...form.querySelectorAll('input[type=checkbox]')].find(box => box.name === `${base}Decorative.Value`);
    if (decorative) {
      decorative.checked = true;
    }
  };

  // What is chosen stands above the list, whatever is looked for next.
  const keep = radio => {
    const choice = radio.closest('.picture-choice');
    if (!chosen.contains(choice)) {
      [...chosen.children].slice(1).forEach(other => list.prepend(other));
      chosen.append(choice);
    }

    propose(radio);
    say(fill(field.dataset.chosen, choice.querySelector('.picture-name').textContent));
    changed();
  };

  const ask = async query => {
    const answer = await fetch(`${source}&name=${encodeURIComponent(nameOf())}&${query}`, { headers: { 'HX-Request': 'true' } });
    return answer.ok ? [...new DOMParser().parseFromString(await answer.text(), 'text/html').querySelectorAll('.picture-choice')] : [];
  };
  const isShown = choice => [...chosen.querySelectorAll('input')].some(radio => radio.value === choice.querySelector('input').value);

  let asked = 0;
  const find = async () => {
    const mine = ++asked;
    try {
      const found = (await ask(`words=${encodeURIComponent(search.value)}`)).filter(choice => !isShown(choice));
      if (mine === asked) {
        list.replaceChildren(...found);
        found.length === 0 && say(field.dataset.none);
      }
    } catch {
      say(field.dataset.offline);
    }
  };

  const upload = async files => {
    for (const one of files) {
      say(fill(field.dataset.uploading, one.name, 0));
      const answer = await send(form, one, field.dataset.upload, percent => say(fill(field.dataset.uploading, one.name, percent)));
      const [choice] = answer.address ? await ask(`sha=${answer.address.split('/').pop()}`).catch(() => []) : [];
      if (!choice) {
        say(fill(field.dataset.failed, one.name, answer.fault ?? field.dataset.offline));
        continue;
      }

      const radio = [...field.querySelectorAll('input[type=radio]')].find(known => known.value === choice.querySelector('input').value) ?? choice.querySelector('input');
      list.contains(radio) || chosen.contains(radio) || list.prepend(choice);
      radio.checked = true;
      keep(radio);
      radio.focus();
    }
  };

  field.addEventListener('change', event => {
    if (event.target === file) {
      upload([...file.files]);
      file.value = '';
    } else if (event.target.matches('input[type=radio]') && event.target.name === nameOf() && event.target.value !== '') {
      keep(event.target);
    }
  });
  let waiting = 0;
  search.addEventListener('input', event => {
    event.stopPropagation();
    clearTimeout(waiting);
    waiting = setTimeout(find, 250);
  });
  field.addEventListener('paste', event => {
    const files = [...(event.clipboardData?.files ?? [])].filter(one => one.type.startsWith('image/'));
    if (files.length > 0) {
      event.preventDefault();
      upload(files.slice(0, 1));
    }
  });
  for (const kind of ['dragenter', 'dragover']) {
    field.addEventListener(kind, event => {
      if (event.dataTransfer.types.includes('Files')) {
        event.preventDefault();
        field.classList.add('is-target');
      }
    });
  }

  field.addEventListener('dragleave', event => {
    if (!field.contains(event.relatedTarget)) {
      field.classList.remove('is-target');
    }
  });
  field.addEventListener('drop', event => {
    if (event.dataTransfer.files.length > 0) {
      event.preventDefault();
      field.classList.remove('is-target');
      upload([...event.dataTransfer.files].slice(0, 1));
    }
  });
};

export const makePictures = (form, root, tools) => root.querySelectorAll('[data-picture]').forEach(field => begin(form, field, tools));
