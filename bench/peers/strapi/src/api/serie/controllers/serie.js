module.exports = require('@strapi/strapi').factories.createCoreController('api::serie.serie');
