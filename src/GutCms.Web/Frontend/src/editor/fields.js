// Puts a field that is named elsewhere on the page into view, below the bars, and the cursor in it.
const typed = 'input:not([type=hidden]):not([disabled]), textarea:not([hidden]), select, [contenteditable=true]';

export const goTo = id => {
  const named = document.getElementById(id);
  const target = named && (document.getElementById(`${id}-rich`) ?? named);
  if (!target) {
    return false;
  }

  for (let around = target.closest('details'); around; around = around.parentElement.closest('details')) {
    around.open = true;
  }

  const field = target.matches(typed) ? target : [...target.querySelectorAll(typed)].find(each => each.checkVisibility()) ?? target;
  field.focus({ preventScroll: true });
  field.scrollIntoView({ block: 'center' });
  return true;
};

export const keepFaultLinks = () => document.addEventListener('click', event => {
  const link = event.target.closest?.('#faults a[href^="#"]');
  if (link && goTo(link.hash.slice(1))) {
    event.preventDefault();
  }
});
