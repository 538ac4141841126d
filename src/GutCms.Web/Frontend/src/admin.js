// Every page of the admin. All of it improves what works without it.
import './admin.css';
import htmx from 'htmx.org';
import { showLocalTimes, tellZone } from './times.js';
import { listenForShortcuts } from './shortcuts.js';
import { keepList } from './list.js';
import { announce } from './announce.js';
import { keepCertificate } from './certificate.js';
import { keepOrder } from './order.js';
import { keepReview } from './review.js';
import { keepThreads } from './threads.js';
import { keepMenus } from './menus.js';
import { keepCalendar } from './calendar.js';
import { keepMedia } from './media.js';

const ready = root => {
  showLocalTimes(root);
  for (const field of root.querySelectorAll('[data-submit-on-change]')) {
    field.addEventListener('change', () => field.form.requestSubmit());
  }
};

tellZone();
ready(document);
keepList(document);
keepReview(document);
keepThreads(document);
keepCertificate(document);
keepOrder(document);
keepCalendar(document);
keepMedia(document);
listenForShortcuts();
keepMenus();
document.querySelector('[data-print]')?.addEventListener('click', () => window.print());
document.addEventListener('htmx:load', event => ready(event.detail.elt));
document.addEventListener('gutcms:drawn', event => ready(event.detail));
document.addEventListener('htmx:responseError', event => announce(event.detail.xhr.status === 401 ? 'signedOut' : 'failed'));
document.addEventListener('htmx:sendError', () => announce('offline'));
htmx.process(document.body);
