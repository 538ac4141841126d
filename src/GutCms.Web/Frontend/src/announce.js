// Says something in the live region of the layout. The words stand in the page, as data attributes.
export const announce = name => {
  const region = document.getElementById('live');
  if (region) {
    region.textContent = region.dataset[name] ?? name;
    region.hidden = false;
  }
};
