// The working copy on the server: a few seconds after something was written and on leaving. It follows to another device and is no version.
import { sayTime } from '../times.js';
import { renew } from './session.js';

const pause = 2500;

export const keepCopy = (form, draft, say) => {
  const mark = form.elements.mark;
  const bar = document.getElementById('offline');
  const elsewhere = document.getElementById('elsewhere');
  const state = document.getElementById('kept');
  let timer = 0;
  let going = null;
  let isHeld = false;

  const offline = is => {
    bar.hidden = !is;
    document.documentElement.classList.toggle('is-offline', is);
  };
  const told = instant => {
    state.textContent = instant ? form.dataset.keptAt.replace('{0}', sayTime(instant, 'time')) : '';
  };

  const post = async (handler, more = {}) => {
    const data = new FormData(form);
    data.delete('op');
    const address = new URL(form.action, location.href);
    address.searchParams.set('handler', handler);
    return await fetch(address, { method: 'POST', body: data, headers: { 'HX-Request': 'true' }, ...more });
  };

  // One at a time, so that the marks follow each other.
  const keep = async (more = {}) => {
    clearTimeout(timer);
    timer = 0;
    await going;
    if (isHeld || draft.isSent() || (!draft.isDirty() && mark.value === '')) {
      return true;
    }

    going = (async () => {
      try {
        const answer = await post(draft.isDirty() ? 'keep' : 'drop', { ...more });
        offline(false);
        if (answer.status === 401) {
          if (await renew(form)) {
            later();
          }
        } else if (answer.ok) {
          const kept = await answer.json();
          if (kept.elsewhere) {
            isHeld = true;
            elsewhere.hidden = false;
            elsewhere.dataset.mark = kept.elsewhere;
            return false;
          }

          mark.value = kept.mark;
          told(kept.mark && kept.savedUtc);
          return true;
        }
      } catch {
        offline(true);
      }

      return false;
    })();
    const done = await going;
    going = null;
    return done;
  };
  const later = () => { timer ||= setTimeout(keep, pause); };

  form.addEventListener('input', later);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && timer) {
      keep({ keepalive: new Blob([...new FormData(form).values()]).size < 50_000 });
    }
  });
  addEventListener('offline', () => offline(true));
  addEventListener('online', () => keep());
  elsewhere.querySelector('button').addEventListener('click', () => {
    mark.value = elsewhere.dataset.mark;
    isHeld = false;
    elsewhere.hidden = true;
    keep();
  });
  setInterval(() => { if (!bar.hidden) { keep(); } }, 15_000);
  if (draft.isDirty()) {
    later();
  }

  return {
    keep: async () => {
      if (await keep()) {
        say(form.dataset.keptBeside);
      }
    },
    // A save takes the place of what would have been kept.
    settle: async () => {
      clearTimeout(timer);
      timer = 0;
      await going;
    },
    forget: () => {
      isHeld = false;
      elsewhere.hidden = true;
      told(null);
    },
    offline,
    later,
  };
};
