// Blocks made by the script: empty ones from a template in the page, so that adding one needs no connection, and copies of others.

// As the server makes them: 26 characters of base32 without i, l, o and u.
const newId = () => [...crypto.getRandomValues(new Uint8Array(26))].map(byte => '0123456789abcdefghjkmnpqrstvwxyz'[byte & 31]).join('');

/** An empty block of a type for a bag, by the bag's name. */
export const emptyBlock = (type, bag, id = newId()) => {
  const template = document.querySelector(`template[data-block-type="${CSS.escape(type)}"]`);
  const { bag: oldBag, id: oldId } = template.dataset;
  const block = template.content.firstElementChild.cloneNode(true);
  for (const element of [block, ...block.querySelectorAll('*')]) {
    for (const attribute of element.attributes) {
      attribute.value = attribute.value.replaceAll(`f-${oldBag}-`, `f-${bag.replace(/[^a-z0-9]/gi, '-')}-`).replaceAll(oldBag, bag).replaceAll(oldId, id);
    }
  }

  // Only what stands in the item itself goes to another one.
  if (bag.includes('.')) {
    block.querySelector('[data-elsewhere]')?.remove();
  }

  return block;
};

export const typeOf = block => block.querySelector(':scope > input[name$=".ContentType"]').value;
export const bagOf = block => block.closest('[data-bag]');

/** Name of the bag that a block is for, also before it stands there. */
export const bagNameOf = block => block.querySelector(`:scope > input[value="${block.dataset.block}"]`).name;

/** Bags within a block, and the blocks in a bag. */
export const bagsIn = block => [...block.querySelectorAll('[data-bag]')].filter(bag => bag.parentElement.closest('[data-block]') === block);
export const blocksIn = bag => [...bag.querySelectorAll(':scope > [data-blocks] > [data-block]')];

/** The fields of a block itself, without those of the blocks within it. */
export const ownFields = block => [...block.querySelectorAll('input[name], textarea[name], select[name]')].filter(field => field.closest('[data-block]') === block && field.name.startsWith(`${bagNameOf(block)}.${block.dataset.block}.`) && !field.name.endsWith('.ContentType'));

export const titleField = block => ownFields(block).find(field => field.dataset.title);

/** Calls a block what its title says. */
export const retitle = block => titleField(block)?.dispatchEvent(new Event('input', { bubbles: true }));

/** A copy of a block for a bag; with its ids where it only moves. */
export const copyOf = (block, bag, keepsIds = false) => {
  const [type, from, oldBag] = [typeOf(block), block.dataset.block, bagOf(block).dataset.bag];
  const copy = emptyBlock(type, bag, keepsIds ? from : undefined);
  const name = field => field.name.replace(`${oldBag}.${from}.`, `${bag}.${copy.dataset.block}.`);
  for (const [index, field] of ownFields(block).entries()) {
    const picked = field.closest('.pick-card');
    const twin = [...copy.querySelectorAll(`[name="${CSS.escape(name(field))}"]`)];
    if (picked) {
      const card = picked.cloneNode(true);
      card.querySelectorAll('[name]').forEach(each => { each.name = name(each); });
      twin[0].closest('[data-pick]').querySelector('[data-picked]').append(card);
    } else if (field.type === 'radio') {
      if (field.checked && field.value) {
        const choice = field.closest('.picture-choice').cloneNode(true);
        Object.assign(choice.querySelector('input'), { name: name(field), checked: true });
        twin[0].closest('[data-picture-chosen]').append(choice);
      }
    } else if (field.type === 'checkbox') {
      twin.filter(each => each.type === 'checkbox').forEach(each => { each.checked = field.checked; });
    } else if (field.type === 'hidden' && ownFields(block).findIndex(other => other.name === field.name) !== index) {
      // The rest of a list of hidden values stands in its cards.
    } else {
      twin.filter(each => each.type !== 'checkbox').slice(0, 1).forEach(each => { each.value = field.value; });
    }
  }

  bagsIn(block).forEach(inner => {
    const target = [...bagsIn(copy)].find(each => each.dataset.bag === inner.dataset.bag.replace(`${oldBag}.${from}.`, `${bag}.${copy.dataset.block}.`));
    target.querySelector(':scope > [data-blocks]').append(...blocksIn(inner).map(each => copyOf(each, target.dataset.bag, keepsIds)));
  });
  if (!keepsIds) {
    copy.prepend(Object.assign(document.createElement('input'), { type: 'hidden', name: 'copies', value: `${copy.dataset.block}:${from}` }));
  }

  return copy;
};
