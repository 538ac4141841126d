// The panel for links: an address, completed where it lacks its scheme, or one of the site's own articles.
import { complete } from './address.js';
import { isSafeLink } from './profile.js';

export const linkPanel = ({ panel, editor, close }) => {
  const address = panel.querySelector('[data-address]');
  const words = panel.querySelector('[data-words]');
  const found = panel.querySelector('[data-found]');
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
  let asked = 0;
  words.addEventListener('input', async event => {
    // It is no field of the item.
    event.stopPropagation();
    const turn = ++asked;
    const to = new URL(words.dataset.source, location.href);
    to.searchParams.set('words', words.value);
    const answer = await fetch(to, { headers: { 'HX-Request': 'true' } });
    const html = answer.ok ? await answer.text() : '';
    if (turn === asked) {
      found.innerHTML = html;
    }
  });
  address.addEventListener('input', event => event.stopPropagation());
  found.addEventListener('click', event => {
    const offer = event.target.closest('[data-pick-path]');
    if (offer) {
      event.stopPropagation();
      words.dataset.title = offer.dataset.pickTitle;
      set(offer.dataset.pickPath);
    }
  });
  return {
    open: () => {
      address.value = editor.getAttributes('link').href ?? '';
      words.value = '';
      fault.hidden = true;
      found.replaceChildren();
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
