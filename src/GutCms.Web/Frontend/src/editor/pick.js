// Other items that the text refers to: found by words, shown as cards, made where they are missing.
import { makeCombo } from './combo.js';

const card = (field, { pickId, pickTitle, pickText, pickLive, pickEdit }) => {
  const item = document.createElement('li');
  item.className = 'pick-card';
  item.dataset.id = pickId;
  const value = Object.assign(document.createElement('input'), { type: 'hidden', name: field.dataset.pick, value: pickId });
  const text = document.createElement('span');
  text.className = 'pick-text';
  text.append(Object.assign(document.createElement('strong'), { textContent: pickTitle }));
  if (pickText) {
    text.append(Object.assign(document.createElement('span'), { className: 'row-more', textContent: pickText }));
  }

  if (pickLive === 'false') {
    text.append(Object.assign(document.createElement('span'), { className: 'badge-state tone-amber', textContent: field.dataset.notLive }));
  }

  item.append(value, text);
  const tools = field.querySelector('template').content.cloneNode(true);
  tools.querySelectorAll('.visually-hidden').forEach(label => { label.textContent = label.textContent.replace('{0}', pickTitle); });
  pickEdit ? tools.querySelector('a').href = pickEdit : tools.querySelector('a').remove();
  item.append(tools);
  return item;
};

const begin = (form, field, { changed, say }) => {
  const list = field.querySelector('[data-picked]');
  const input = field.querySelector('[role=combobox]');
  const find = id => [...list.children].find(item => item.dataset.id === id);
  const isOne = !field.dataset.multiple;

  // A single value has no search beside it; it can be changed or taken out.
  const showSearch = () => { field.querySelector('.pick-search').hidden = isOne && list.children.length > 0; };
  const put = offer => {
    if (isOne) {
      list.replaceChildren();
    }

    list.append(card(field, offer));
    say(field.dataset.chosen.replace('{0}', offer.pickTitle));
    showSearch();
    isOne ? list.querySelector('[data-remove]').focus() : input.focus();
    changed();
  };
  const create = async (title, type) => {
    const data = new FormData();
    data.set('__RequestVerificationToken', form.elements.__RequestVerificationToken.value);
    data.set('type', type);
    data.set('title', title);
    try {
      const answer = await fetch(`${input.dataset.source.split('?')[0]}?handler=create`, { method: 'POST', body: data, headers: { 'HX-Request': 'true' } });
      const made = answer.ok && new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-pick-id]');
      made ? put(made.dataset) : say(field.dataset.notMade);
    } catch {
      say(field.dataset.notMade);
    }
  };

  makeCombo(input, {
    isChosen: id => find(id) !== undefined,
    pick: option => {
      const chosen = find(option.dataset.pickId);
      if (option.dataset.create) {
        create(option.dataset.title, option.dataset.type);
      } else if (chosen) {
        chosen.querySelector('[data-remove]').click();
      } else {
        put(option.dataset);
      }
    },
  });
  new MutationObserver(() => {
    const wasHidden = field.querySelector('.pick-search').hidden;
    showSearch();
    if (wasHidden && !field.querySelector('.pick-search').hidden) {
      input.focus();
    }
  }).observe(list, { childList: true });
  showSearch();
};

export const makePickers = (form, root, how) => root.querySelectorAll('[data-pick]').forEach(field => {
  if (!field.dataset.made) {
    field.dataset.made = 'true';
    begin(form, field, how);
  }
});
