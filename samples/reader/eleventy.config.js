import { withoutFormerPages } from '@gutcms/client/eleventy';
import { fileURLToPath } from 'node:url';

const client = fileURLToPath(new URL('../../packages/client/dist', import.meta.url));

export default function (eleventy) {
  // What was withdrawn since the last build does not stay in the output.
  eleventy.addPlugin(withoutFormerPages);
  eleventy.addPassthroughCopy('src/site.css');
  eleventy.addPassthroughCopy('src/search.js');
  eleventy.addPassthroughCopy('src/preview.js');
  // The client needs no bundler: browsers load its modules as they are.
  eleventy.addPassthroughCopy({ [`${client}/*.js`]: 'gutcms' });
  eleventy.addFilter('day', (instant, language) => new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(instant)));
  // Addresses of pictures begin at the root of the site that has them.
  eleventy.addFilter('ofSite', (srcset, site) => srcset.replaceAll('/media/', `${site}/media/`));
  return { dir: { input: 'src' } };
}
