module.exports = require('@strapi/strapi').factories.createCoreRouter('api::serie.serie');
