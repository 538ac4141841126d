module.exports = require('@strapi/strapi').factories.createCoreService('api::serie.serie');
