// What cannot be kept: named, and taken out. Deleted words stay deleted.
import { isFormula, isSafeLink } from '../profile.js';
import { each, replaceByText, textOf, unwrap } from './tools.js';

const seen = {
  video: 'video', audio: 'video', iframe: 'frame', frame: 'frame', object: 'frame', embed: 'frame', applet: 'frame',
  canvas: 'drawing', svg: 'drawing', input: 'field', select: 'field', textarea: 'field',
};

const nameOf = image => image.getAttribute('alt')?.trim() || decodeURIComponent(/^(?:https?:)?[^?#]*?([^/?#\\]+\.\w{2,5})(?:[?#]|$)/i.exec(image.getAttribute('src') ?? '')?.[1]?.replace(/%(?![0-9a-f]{2})/gi, '%25') ?? '');
const isSign = text => /^\p{Extended_Pictographic}[\p{Extended_Pictographic}\p{M}\u200d]*$/u.test(text);

const pictures = (body, leftOut) => {
  each(body, 'img, v\\:imagedata', image => {
    const alt = image.getAttribute('alt')?.trim() ?? '';
    const isPoint = /^[01](px)?$/.test(image.getAttribute('width') ?? '') && /^[01](px)?$/.test(image.getAttribute('height') ?? '');
    if (!isSign(alt) && !isPoint) {
      leftOut.add('picture', nameOf(image));
    }

    replaceByText(image, alt);
  });
  each(body, 'picture, map', unwrap);
};

/** Takes out what a text cannot have, and remembers each. */
export const takeOut = (body, leftOut) => {
  each(body, 'del', change => leftOut.take(change, 'deleted'));
  pictures(body, leftOut);
  for (const [name, kind] of Object.entries(seen)) {
    each(body, name, element => {
      if (element.localName === 'input' && element.type === 'hidden') {
        element.remove();
      } else if (element.localName === 'object' || !isFormula(element)) {
        leftOut.take(element, kind, element.localName === 'input' ? element.getAttribute('value') ?? '' : textOf(element) || (element.getAttribute('title') ?? element.getAttribute('src') ?? ''));
      }
    });
  }

  each(body, 'meta[data-script]', element => leftOut.take(element, 'script'));
  each(body, 'meta, link, base, title, head, template, datalist, map, param, source, track, style, script, xml, o\\:p:empty', element => element.remove());
  each(body, 'a[href]', link => {
    const address = link.getAttribute('href').trim();
    if (!isSafeLink(address)) {
      const encoded = encodeURI(address).replaceAll('%25', '%');
      if (isSafeLink(encoded)) {
        link.setAttribute('href', encoded);
      } else {
        leftOut.add('address', `${textOf(link)} (${address.slice(0, 80)})`);
        link.removeAttribute('href');
      }
    }
  });
};
