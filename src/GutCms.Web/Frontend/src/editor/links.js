// The panel for links: an address, completed where it lacks its scheme, or one of the site's own articles.
import { complete } from './address.js';
import { makeCombo } from './combo.js';
import { isSafeLink } from './profile.js';

export const linkPanel = ({ panel, editor, close }) => {
  const address = panel.querySelector('[data-address]');
  const words = panel.querySelector('[data-words]');
  const fault = panel.querySelector('[data-fault]');
  const set = href => {
    fault.hidden = isSafeLink(href);
    if (!fault.hidden) {
      return;
    }

    const chain = editor.chain().focus().extendMarkRange('link');
    const isBare = editor.state.selection.empty && !editor.isActive('link');
    (isBare ? chain.insertContent({ type: 'text', text: words.dataset.title || href, marks: [{ type: 'link', attrs: { href } }] }) : chain.setLink({ ...editor.getAttributes('link'), href })).run();
    words.dataset.title = '';
    close();
  };
  makeCombo(words, {
    pick: offer => {
      words.dataset.title = offer.dataset.pickTitle;
      set(offer.dataset.pickPath ?? '');
    },
  });
  address.addEventListener('input', event => event.stopPropagation());
  return {
    open: () => {
      address.value = editor.getAttributes('link').href ?? '';
      words.value = '';
      fault.hidden = true;
    },
    act: action => {
      if (action === 'set-link') {
        address.value.trim() === '' ? close() : set(complete(address.value));
      } else {
        editor.chain().focus().extendMarkRange('link').unsetLink().run();
        close();
      }
    },
  };
};
