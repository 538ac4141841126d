// The review page by keyboard and by selection, and what is typed is kept. Without this file everything is there as lists, links and forms.
import { keepReview } from './review.js';

// What was typed and not sent stays in this tab: a link can be followed, or another button pressed, and it stands there again. What is secret is never kept.
const keepTyping = desk => {
  const keyOf = field => `${desk.dataset.keep}:${field.id}`;
  for (const field of desk.querySelectorAll('textarea[id]')) {
    const kept = sessionStorage.getItem(keyOf(field));
    if (kept && !field.value) {
      field.value = kept;
      const details = field.closest('details');
      if (details) {
        details.open = true;
      }
    }

    field.addEventListener('input', () => (field.value ? sessionStorage.setItem(keyOf(field), field.value) : sessionStorage.removeItem(keyOf(field))));
    field.form?.addEventListener('submit', () => sessionStorage.removeItem(keyOf(field)));
  }
};

const desk = document.querySelector('[data-review]');
if (desk) {
  desk.classList.add('has-script');
  keepReview(document);
  keepTyping(desk);
}
