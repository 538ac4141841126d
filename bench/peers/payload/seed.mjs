// Makes the tables and fills them. The tables are made where NODE_ENV is not production.
import { readFileSync } from 'node:fs';
import { getPayload } from 'payload';
import config from './payload.config.mjs';

const payload = await getPayload({ config });
const { series, articles } = JSON.parse(readFileSync(process.env.ARTICLES, 'utf8'));
const ids = [];
for (const data of series) ids.push((await payload.create({ collection: 'series', data })).id);
for (const article of articles) await payload.create({ collection: 'articles', data: { ...article, series: ids[article.series] } });
process.exit(0);
