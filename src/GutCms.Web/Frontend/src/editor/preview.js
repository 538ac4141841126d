// What readers would see, beside the form: the server renders the form as it stands, and the frame keeps its place.
const chosen = 'gutcms-preview';

export const keepPreview = form => {
  const [side, frame, button] = ['preview-side', 'preview-frame', 'preview-button'].map(id => document.getElementById(id));
  const grid = side.parentElement;
  const wide = matchMedia('(min-width: 1200px)');
  const isShown = () => wide.matches && grid.classList.contains('with-preview');
  let timer = 0;
  let asked = 0;
  let at = null;

  // The block that is being written is kept in view. Blocks of the text are its sections, in the same order; one that is called alike is the surer one.
  const follow = () => {
    const shown = frame.contentDocument;
    const block = at?.isConnected && at.closest('#editor > [data-bag] > [data-blocks] > [data-block]');
    if (!isShown() || !shown || !at?.isConnected) {
      return;
    }

    const bag = block?.closest('[data-bag]');
    const sections = [...shown.querySelectorAll('.text > section:not(.references)')];
    const title = block?.querySelector('.block-title')?.textContent.trim();
    const place = !block ? (at.closest('#editor > .field') ? shown.querySelector('h1') : null)
      : bag.dataset.bag === 'References' ? shown.querySelector('.references')
      : sections.find(section => section.querySelector('h2')?.textContent.trim() === title) ?? sections[[...block.parentElement.children].indexOf(block)];
    if (place) {
      const { top, bottom } = place.getBoundingClientRect();
      if (top < 0 || top > frame.clientHeight * 0.7 || bottom < 0) {
        place.scrollIntoView({ block: 'start', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
      }
    }
  };

  const render = async () => {
    timer = 0;
    if (!isShown()) {
      return;
    }

    const number = ++asked;
    const data = new FormData(form);
    data.delete('op');
    try {
      const answer = await fetch(frame.dataset.src, { method: 'POST', body: data, headers: { 'HX-Request': 'true' } });
      if (!answer.ok || number !== asked) {
        return;
      }

      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('preview');
      const now = frame.contentDocument?.getElementById('preview');
      if (fresh && now) {
        now.replaceWith(frame.contentDocument.adoptNode(fresh));
        follow();
      }
    } catch {
      // Without a connection the preview stays as it was.
    }
  };
  const later = () => { timer ||= setTimeout(render, 600); };

  const show = is => {
    grid.classList.toggle('with-preview', is);
    button.setAttribute('aria-pressed', String(is && wide.matches));
    localStorage.setItem(chosen, is ? 'shown' : 'hidden');
    if (isShown() && !frame.src) {
      frame.addEventListener('load', render, { once: true });
      frame.src = frame.dataset.src;
    } else {
      later();
    }
  };

  button.addEventListener('click', event => {
    if (wide.matches) {
      event.preventDefault();
      show(!grid.classList.contains('with-preview'));
    } else {
      button.setAttribute('formtarget', '_blank');
    }
  });
  side.querySelectorAll('[data-width]').forEach(choice => choice.addEventListener('click', () => {
    side.classList.toggle('is-narrow', choice.dataset.width === 'narrow');
    side.querySelectorAll('[data-width]').forEach(other => other.setAttribute('aria-pressed', String(other === choice)));
  }));
  form.addEventListener('input', later);
  form.addEventListener('focusin', event => {
    at = event.target;
    follow();
  });
  show(localStorage.getItem(chosen) !== 'hidden');
};
