// Instants come in UTC; here they become the reader's time, with UTC in the title. A day stays the day that it is, wherever somebody reads it.
const forms = {
  day: { dateStyle: 'medium', timeZone: 'UTC' },
  date: { dateStyle: 'medium' },
  datetime: { dateStyle: 'medium', timeStyle: 'short' },
  time: { timeStyle: 'short' },
  zoned: { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
};

// The language of the page, as the reader's country writes it: of the languages that the browser asks for, the first of this kind.
export const localeOf = (language, preferred) => preferred.find(each => each.split('-')[0] === language.split('-')[0]) ?? language;

/** An instant in one of the forms, as everywhere on the page. */
export const sayTime = (instant, form) => {
  const language = document.documentElement.lang;
  const locale = language ? localeOf(language, navigator.languages ?? []) : undefined;
  return new Intl.DateTimeFormat(locale, forms[form]).format(new Date(instant));
};

export const showLocalTimes = root => {
  for (const element of root.querySelectorAll('time[data-show]')) {
    if (!Number.isNaN(Date.parse(element.dateTime))) {
      element.textContent = sayTime(element.dateTime, element.dataset.show);
    }
  }
};

// The server shows and reads what is planned in the zone of the visitor, which only the browser knows.
export const tellZone = () => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && !document.cookie.split('; ').includes(`gutcms.zone=${zone}`)) {
    document.cookie = `gutcms.zone=${zone}; path=/; max-age=31536000; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;
  }
};
