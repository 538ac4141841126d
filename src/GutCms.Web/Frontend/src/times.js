// Instants come in UTC; here they become the reader's time. UTC stays in the title.
const forms = {
  date: { dateStyle: 'medium' },
  datetime: { dateStyle: 'medium', timeStyle: 'short' },
};

export const showLocalTimes = root => {
  const language = document.documentElement.lang || undefined;
  for (const element of root.querySelectorAll('time[data-show]')) {
    const instant = new Date(element.dateTime);
    if (!Number.isNaN(instant.getTime())) {
      element.textContent = new Intl.DateTimeFormat(language, forms[element.dataset.show]).format(instant);
    }
  }
};
