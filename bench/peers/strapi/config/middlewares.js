// All that it has unless it is configured, but for the log of each request, which none of the others writes.
module.exports = ['errors', 'security', 'cors', 'poweredBy', 'query', 'body', 'session', 'favicon', 'public'].map(name => `strapi::${name}`);
