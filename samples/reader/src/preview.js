// Shows what is not live yet, by a token: /preview/?token=…&path=/articles/…
import { GutCms, Problem } from './gutcms/index.js';

const site = new GutCms(document.getElementById('preview').dataset.site);
const [state, text] = ['state', 'text'].map(id => document.getElementById(id));
const asked = new URLSearchParams(location.search);
const add = (name, content) => content && text.append(Object.assign(document.createElement(name), content));

try {
  const { content, picture, figures } = await site.article(asked.get('path')?.split('/').at(-1) ?? '', { preview: asked.get('token') ?? '' });
  document.documentElement.lang = content.language;
  add('h1', { textContent: content.title });
  add('p', content.subtitle && { textContent: content.subtitle, className: 'lead' });
  const show = one => add('img', one && { src: site.site + one.src, alt: one.alt });
  show(picture);
  for (const { id, heading, html, entries } of content.body ?? []) {
    add('h2', heading && { textContent: heading });
    show(figures?.find(figure => figure.block === id));
    // The site has sanitised it.
    add('div', html && { innerHTML: html });
    for (const { question, answerHtml } of entries ?? []) {
      add('h3', { textContent: question });
      add('div', { innerHTML: answerHtml });
    }
  }

  add('aside', content.disclaimer && { innerHTML: content.disclaimer.html, className: 'disclaimer' });
  state.textContent = 'Preview. Not approved, and not what readers see.';
} catch (fault) {
  state.textContent = fault instanceof Problem && fault.status === 403 ? 'This preview does not exist, or has ended.' : 'There is nothing to show.';
}
