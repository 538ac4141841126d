import { gutcms } from '@gutcms/client/eleventy';

export default gutcms({ site: process.env.GUTCMS_SITE ?? 'http://localhost:5080', cache: process.env.GUTCMS_CACHE ?? '.cache/gutcms.json' });
