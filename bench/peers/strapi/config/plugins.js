module.exports = ({ env }) => ({ graphql: { enabled: true, config: { endpoint: '/graphql' } }, 'users-permissions': { config: { jwtSecret: env('SECRET') } } });
