// Notes: anchor and target move together, under names that nothing else of the document has. The rule of HtmlNotes on the server.
import { said } from '../profile.js';
import { unwrap } from './tools.js';

const plain = name => name.toLowerCase().split(/[^a-z0-9]+/).filter(Boolean).join('-').slice(0, 50).replace(/-+$/, '') || 'x';

const isName = name => name.length <= 64 && /^note-[a-z0-9]+(-[a-z0-9]+)*$/.test(name);

export const noteNames = html => [...html.matchAll(/ id="(note-[a-z0-9-]+)"/g)].map(([, name]) => name);

/**
 * @param body What is pasted.
 * @param taken Names that the document has.
 */
export const linkNotes = (body, taken) => {
  const places = new Map();
  for (const element of body.querySelectorAll('[id], a[name]')) {
    const name = element.id || element.getAttribute('name');
    element.removeAttribute('id');
    element.removeAttribute('name');
    if (name && !places.has(name)) {
      places.set(name, element);
    }
  }

  const given = new Map();
  const used = new Set(taken);
  for (const [name, place] of places) {
    if (isName(name) && !used.has(name)) {
      used.add(name);
      given.set(name, name);
      place.id = name;
    }
  }

  for (const link of body.querySelectorAll('a[href^="#"]')) {
    const name = decodeURIComponent(link.getAttribute('href').slice(1).replace(/%(?![0-9a-f]{2})/gi, '%25'));
    const place = places.get(name);
    if (!place) {
      continue;
    }

    if (!given.has(name)) {
      const base = isName(name) ? name : `note-${plain(name)}`;
      let unused = base;
      for (let suffix = 2; used.has(unused); suffix++) {
        unused = `${base.slice(0, 50)}-${suffix}`;
      }

      used.add(unused);
      given.set(name, unused);
      place.id = unused;
    }

    link.setAttribute('href', `#${given.get(name)}`);
  }

  for (const link of body.querySelectorAll('a')) {
    if (said(link, 'href') === null) {
      if (link.id) {
        const place = link.ownerDocument.createElement('span');
        place.id = link.id;
        place.append(...link.childNodes);
        link.replaceWith(place);
      } else {
        unwrap(link);
      }
    }
  }
};
