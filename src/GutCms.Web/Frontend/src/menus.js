// Menus open one at a time; Escape closes one and puts the cursor back on its button, a click elsewhere and leaving it close it too.
const openMenus = () => document.querySelectorAll('details.menu[open]');

export const keepMenus = () => {
  document.addEventListener('keydown', event => {
    const menu = event.key === 'Escape' && (event.target.closest?.('details.menu[open]') ?? [...openMenus()].at(-1));
    if (menu) {
      event.preventDefault();
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });
  document.addEventListener('click', event => openMenus().forEach(menu => {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  }));
  document.addEventListener('focusout', event => {
    const menu = event.target.closest?.('details.menu[open]');
    if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) {
      menu.open = false;
    }
  });
};
