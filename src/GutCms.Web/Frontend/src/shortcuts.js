// Keys of the whole admin: "/" to the search, "n" for something new, "?" for the list of keys. Keys of single letters never act while somebody types.
export const isTyping = target => target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select'));

export const listenForShortcuts = () => {
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
      return;
    }

    if (event.key === '/') {
      const search = document.querySelector('[data-search]');
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
    } else if (event.key === 'n') {
      document.querySelector('[data-new]')?.click();
    } else if (event.key === '?') {
      const help = document.getElementById('shortcuts');
      if (help) {
        event.preventDefault();
        help.togglePopover();
      }
    }
  });
};
