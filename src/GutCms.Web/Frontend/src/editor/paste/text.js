// How a text looks is said by elements, by styles and by classes, one in the other. What counts at the end is what each piece of text shows.
import { isFormula } from '../profile.js';
import { declarations } from './quiet.js';
import { each, rename, unwrap } from './tools.js';

const looks = 'b, strong, i, em, s, strike, sup, sub, u, span, font, big, ins';
const blocks = /^(p|div|li|td|th|dt|dd|h[1-6]|blockquote|caption|table|body|section|article|ul|ol|pre)$/;

const byElement = {
  b: { bold: true }, strong: { bold: true }, i: { italic: true }, em: { italic: true }, s: { struck: true }, strike: { struck: true },
  sup: { script: 'sup' }, sub: { script: 'sub' }, u: { underlined: true },
};

const byStyle = style => {
  const look = {};
  const weight = style['font-weight'];
  if (weight) {
    look.bold = weight === 'bold' || weight === 'bolder' || Number(weight) >= 600;
  }

  if (style['font-style']) {
    look.italic = /^(italic|oblique)/.test(style['font-style']);
  }

  const raised = { super: 'sup', sub: 'sub', baseline: null }[style['vertical-align']];
  if (raised !== undefined) {
    look.script = raised;
  } else if (/^-?[\d.]+(pt|px|em|%)$/.test(style['vertical-align'] ?? '') && Number.parseFloat(style['vertical-align']) !== 0 && style['font-size']) {
    look.script = style['vertical-align'].startsWith('-') ? 'sub' : 'sup';
  }

  const line = `${style['text-decoration'] ?? ''} ${style['text-decoration-line'] ?? ''}`;
  if (line.includes('line-through')) {
    look.struck = true;
  }

  if (line.includes('underline')) {
    look.underlined = true;
  }

  return look;
};

const raisedByClass = { MsoFootnoteReference: 'sup', MsoEndnoteReference: 'sup', Superscript: 'sup', Subscript: 'sub' };

/** Writes bold, slanted, struck, raised and lowered text by elements, each piece of text for itself, and takes the old elements away. */
export const settle = (body, styleOf) => {
  const own = element => ({
    ...byElement[element.localName], ...byStyle(styleOf(element)),
    ...[...element.classList].reduce((look, name) => raisedByClass[name] ? { script: raisedByClass[name] } : look, {}),
  });
  const lookOf = text => {
    const look = {};
    for (let element = text.parentElement; element && element !== body; element = element.parentElement) {
      const said = own(element);
      for (const [name, value] of Object.entries(said)) {
        look[name] ??= value;
      }

      if (/^(h[1-6]|th)$/.test(element.localName)) {
        look.bold = false;
      }

      if (element.localName === 'a') {
        look.underlined = false;
      }

      if (blocks.test(element.localName) && !/^(p|div)$/.test(element.localName)) {
        break;
      }
    }

    return look;
  };

  const texts = [];
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (!isFormula(walker.currentNode.parentElement)) {
      texts.push([walker.currentNode, lookOf(walker.currentNode)]);
    }
  }

  for (const [text, look] of texts) {
    const names = [look.bold && 'strong', look.italic && 'em', look.underlined && 'u', look.struck && 's', look.script].filter(Boolean);
    if (text.data.trim() !== '' || (names.length > 0 && text.data !== '' && !/[\n]/.test(text.data))) {
      let inner = text;
      for (const name of names.reverse()) {
        const element = text.ownerDocument.createElement(name);
        element.dataset.settled = '';
        inner.replaceWith(element);
        element.append(inner);
        inner = element;
      }
    }
  }

  each(body, looks, element => {
    if ('settled' in element.dataset) {
      delete element.dataset.settled;
    } else if (element.hasAttribute('dir') || element.hasAttribute('lang') || element.id) {
      rename(element, 'span');
    } else {
      unwrap(element);
    }
  });
};

/** Styles of an element: its own, and those that a sheet gives its classes. */
export const styles = sheet => element => {
  const said = {};
  for (const name of sheet.size > 0 ? element.classList : []) {
    Object.assign(said, sheet.get(`.${name}`), sheet.get(`${element.localName}.${name}`));
  }

  return Object.assign(said, declarations(element.dataset.style));
};
