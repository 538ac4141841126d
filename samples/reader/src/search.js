import { GutCms, Problem } from './gutcms/index.js';

const site = new GutCms(document.getElementById('search').dataset.site);
const [words, found, results] = ['words', 'found', 'results'].map(id => document.getElementById(id));
const element = (name, content) => Object.assign(document.createElement(name), content);

// What somebody types before this runs is theirs.
const asked = new URLSearchParams(location.search).get('q');
if (asked) {
  words.value = asked;
  try {
    const { total, items } = await site.search(asked);
    found.textContent = total === 1 ? '1 article' : `${total} articles`;
    for (const { url, title, snippet } of items) {
      const heading = element('h2', {});
      heading.append(element('a', { href: `${url}/`, textContent: title }));
      const card = element('li', {});
      // The site has escaped it: its only elements are marks.
      card.append(heading, element('p', { innerHTML: snippet ?? '' }));
      results.append(card);
    }
  } catch (fault) {
    found.textContent = fault instanceof Problem ? fault.message : 'The site does not answer.';
  }
}
