// Pictures are uploaded by choosing, dropping or pasting them: one after the other, each with how far it is. Without this the form sends them all at once.
import { fill } from './fill.js';
import { send } from './upload.js';

export const keepMedia = root => {
  const form = root.querySelector('[data-media-upload]');
  if (!form) {
    return;
  }

  const input = form.elements.files;
  const list = form.querySelector('[data-media-progress]');

  const upload = async files => {
    const addresses = [];
    let failed = false;
    for (const file of files) {
      const line = document.createElement('li');
      const bar = document.createElement('progress');
      const said = document.createElement('span');
      bar.max = 100;
      bar.setAttribute('aria-label', file.name);
      said.textContent = fill(form.dataset.progress, file.name, 0);
      line.append(said, ' ', bar);
      list.append(line);
      const answer = await send(form, file, form.dataset.mediaUpload, percent => { bar.value = percent; });
      bar.remove();
      if (answer.address) {
        addresses.push(answer.address);
        said.textContent = fill(form.dataset.done, file.name);
      } else {
        failed = true;
        line.classList.add('fault');
        said.textContent = fill(form.dataset.failed, file.name, answer.fault ?? form.dataset.offline);
      }
    }

    // What failed stays to be read; else the one that came, or all of them, are shown.
    if (addresses.length > 0 && !failed) {
      location.assign(addresses.length === 1 ? addresses[0] : location.pathname);
    }
  };

  form.addEventListener('submit', event => {
    event.preventDefault();
    upload([...input.files]);
    input.value = '';
  });
  document.addEventListener('paste', event => {
    const files = [...(event.clipboardData?.files ?? [])].filter(file => file.type.startsWith('image/'));
    if (files.length > 0) {
      event.preventDefault();
      upload(files);
    }
  });
  for (const name of ['dragenter', 'dragover']) {
    form.addEventListener(name, event => {
      if (event.dataTransfer.types.includes('Files')) {
        event.preventDefault();
        form.classList.add('is-target');
      }
    });
  }

  form.addEventListener('dragleave', event => {
    if (!form.contains(event.relatedTarget)) {
      form.classList.remove('is-target');
    }
  });
  form.addEventListener('drop', event => {
    event.preventDefault();
    form.classList.remove('is-target');
    upload([...event.dataTransfer.files]);
  });
};
