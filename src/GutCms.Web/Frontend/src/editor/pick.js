// Other items that the text refers to: found by words, shown as cards.
const card = (name, { pickId, pickTitle, pickText, pickLive }, list, notLive) => {
  const item = document.createElement('li');
  item.className = 'pick-card';
  item.dataset.id = pickId;
  const field = Object.assign(document.createElement('input'), { type: 'hidden', name, value: pickId });
  const text = document.createElement('span');
  text.className = 'pick-text';
  text.append(Object.assign(document.createElement('strong'), { textContent: pickTitle }));
  if (pickText) {
    text.append(Object.assign(document.createElement('span'), { className: 'row-more', textContent: pickText }));
  }

  if (pickLive === 'false') {
    text.append(Object.assign(document.createElement('span'), { className: 'badge-state tone-amber', textContent: notLive }));
  }

  item.append(field, text);
  const tools = list.closest('[data-pick]').querySelector('template').content.cloneNode(true);
  tools.querySelectorAll('.visually-hidden').forEach(label => { label.textContent = label.textContent.replace('{0}', pickTitle); });
  item.append(tools);
  return item;
};

export const keepPickers = (form, { changed, say }) => {
  form.addEventListener('click', event => {
    const offer = event.target.closest('[data-pick-id]');
    if (!offer) {
      return;
    }

    const field = offer.closest('[data-pick]');
    const list = field.querySelector('[data-picked]');
    if (!field.dataset.multiple) {
      list.replaceChildren();
    }

    if (![...list.children].some(item => item.dataset.id === offer.dataset.pickId)) {
      list.append(card(field.dataset.pick, offer.dataset, list, field.dataset.notLive));
      say(offer.dataset.pickTitle);
      changed();
    }

    field.querySelector('.pick-found').replaceChildren();
    field.querySelector('.pick-search input').value = '';
    field.querySelector('.pick-search input').focus();
  });

  // An answer counts while somebody is in the field that asked: a late one takes no offer away on which somebody stands, and opens no list behind somebody who went on.
  form.addEventListener('htmx:beforeSwap', event => {
    if (event.detail.target.matches('.pick-found') && event.detail.requestConfig.elt !== document.activeElement) {
      event.detail.shouldSwap = false;
    }
  });

  // The list of offers goes when the picker is left, or with Escape.
  form.addEventListener('focusout', event => {
    const field = event.target.closest('[data-pick]');
    if (field && event.relatedTarget && !field.contains(event.relatedTarget)) {
      field.querySelector('.pick-found').replaceChildren();
    }
  });
  form.addEventListener('keydown', event => {
    const field = event.key === 'Escape' && event.target.closest('[data-pick]');
    if (field) {
      field.querySelector('.pick-found').replaceChildren();
      field.querySelector('.pick-search input').focus();
    }
  });
};
