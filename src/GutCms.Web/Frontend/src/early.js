// Read before the page is drawn: what needs scripts, or is in their place, stands where it will stay.
document.documentElement.classList.add('has-script');
