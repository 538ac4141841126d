// What a paste becomes: HTML of the profile, and a list of what was left out.
import { everywhere, isFormula, attributes, write } from '../profile.js';
import { classes, quiet } from './quiet.js';
import { takeOut } from './left-out.js';
import { linkNotes } from './notes.js';
import { mendLists } from './lists.js';
import { programs } from './programs.js';
import { settle, styles } from './text.js';
import { shape, tidy } from './blocks.js';
import { each, LeftOut, unwrap } from './tools.js';

// Programs name the language of every word, and the direction of every paragraph. What stands out stays.
const languages = (body, isByProgram) => {
  if (!isByProgram) {
    return;
  }

  const count = new Map();
  each(body, '[lang]', element => count.set(primary(element), (count.get(primary(element)) ?? 0) + element.textContent.length));
  const [main] = [...count].sort((one, other) => other[1] - one[1])[0] ?? [];
  each(body, '[lang]', element => (primary(element) === main || element.lang === '') && element.removeAttribute('lang'));
  if (!body.querySelector('[dir=rtl i]')) {
    each(body, '[dir]', element => element.removeAttribute('dir'));
  }
};
const primary = element => element.getAttribute('lang').toLowerCase().split('-')[0];

const bare = body => each(body, '*', element => {
  if (!isFormula(element)) {
    for (const { name } of [...element.attributes]) {
      if (!everywhere.includes(name) && !attributes[element.localName]?.includes(name)) {
        element.removeAttribute(name);
      }
    }

    if (element.localName === 'span' && element.attributes.length === 0) {
      unwrap(element);
    }
  }
});

/**
 * Reads HTML from the clipboard.
 * @param html As the clipboard has it.
 * @param taken Names of notes that the document has.
 * @returns `html` of the profile, and `leftOut`: kinds with the words of each.
 */
export const read = (html, taken = []) => {
  const { html: plain, sheet } = quiet(html);
  const body = new DOMParser().parseFromString(plain, 'text/html').body;
  const leftOut = new LeftOut();
  const styleOf = styles(classes(sheet));
  const found = programs.filter(program => program.is(body));
  found.forEach(program => program.apply(body, leftOut));
  takeOut(body, leftOut);
  mendLists(body, styleOf);
  settle(body, styleOf);
  shape(body);
  linkNotes(body, taken);
  languages(body, found.some(program => program.name !== 'web'));
  bare(body);
  tidy(body);
  body.normalize();
  return { html: write(body.childNodes), leftOut: leftOut.list };
};

/** Plain text: a blank line ends a paragraph, a line a line. No character is changed. */
export const readText = text => text.replace(/\r\n?/g, '\n').split(/\n[ \t]*\n+/).filter(part => part.trim() !== '')
  .map(part => `<p>${part.replace(/^\n+|\n+$/g, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>')}</p>`).join('');
