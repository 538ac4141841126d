// The articles that every system gets: the same for the same number, with words that occur as unevenly as in real text.
const consonants = 'bdfgklmnprstvz', vowels = 'aeiou', alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const words = Array.from({ length: 2000 }, (_, index) => {
  let text = '';
  for (let rest = index + 70; rest > 0; rest = Math.floor(rest / 70)) text += consonants[rest % 14] + vowels[Math.floor(rest / 14) % 5];
  return text;
});

function numbers(seed) {
  let state = seed >>> 0;
  return most => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) % most;
}

function sentence(random, count) {
  const text = Array.from({ length: count }, () => words[random(1 + random(1 + random(2000)))]).join(' ');
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}

/** Series, and articles each of which is in one of them. */
export function make(count) {
  const series = Array.from({ length: 10 }, (_, index) => ({ title: `Series ${index}`, slug: `series-${index}` }));
  const articles = Array.from({ length: count }, (_, index) => {
    const random = numbers(index + 1);
    const title = `${sentence(random, 5).slice(0, -1)} ${index}`;
    const sections = Array.from({ length: 4 }, () => ({
      heading: sentence(random, 4).slice(0, -1),
      html: `<p>${sentence(random, 30)}</p><ul><li>${sentence(random, 5)}</li><li>${sentence(random, 5)}</li></ul><p>${sentence(random, 30)}</p>`,
    }));
    return { title, slug: `generated-${index}`, excerpt: sentence(random, 16), date: new Date(Date.UTC(2026, 0, 1) + index * 3600000).toISOString(), series: index % series.length, sections };
  });
  return { series, articles };
}

/** The text of an article as one piece of HTML, for systems that have no sections. */
export const bodyOf = article => article.sections.map(section => `<h2>${section.heading}</h2>${section.html}`).join('\n');

/** The same as a recipe. */
export function recipeOf({ series, articles }) {
  const id = (kind, number, part = 0) => {
    const digits = Array(26).fill('0');
    [digits[0], digits[1]] = ['4', kind];
    for (let at = 25, rest = number * 16 + part; rest > 0; at--, rest = Math.floor(rest / 32)) digits[at] = alphabet[rest % 32];
    return digits.join('');
  };
  const item = (type, kinds, number, part, title) =>
    ({ ContentItemId: id(kinds[0], number, part), ContentItemVersionId: id(kinds[1], number, part), ContentType: type, DisplayText: title, Latest: true, Published: true, TitlePart: { Title: title } });
  return {
    name: 'PeerArticles',
    steps: [{
      name: 'Content',
      Data: [
        ...series.map((one, index) => ({ ...item('Series', '56', index, 0, one.title), AutoroutePart: { Path: `series/${one.slug}` }, Series: {} })),
        ...articles.map((article, index) => ({
          ...item('Article', '12', index, 0, article.title),
          AutoroutePart: { Path: `articles/${article.slug}` },
          Article: {
            Excerpt: { Text: article.excerpt }, Series: { ContentItemIds: [id('5', article.series)] }, SeriesPosition: { Value: Math.floor(index / series.length) + 1 },
            Disclaimer: { ContentItemIds: ['5n33tttcnxh5hrvdqwhxmkq9eb'] },
          },
          Body: { ContentItems: article.sections.map((section, part) => ({ ...item('Section', '34', index, part + 1, section.heading), HtmlBodyPart: { Html: section.html } })) },
        })),
      ],
    }],
  };
}
