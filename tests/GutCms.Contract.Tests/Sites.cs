using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Contract.Tests;

/// <summary>Contract tests on SQLite share one site; they read it and change nothing that another test looks at.</summary>
[CollectionDefinition]
public sealed class SqliteSites : ICollectionFixture<SqliteSite>;

/// <summary>The same on PostgreSQL.</summary>
[CollectionDefinition]
public sealed class PostgresSites : ICollectionFixture<PostgresSite>;

/// <summary>Tests with many people on SQLite share one site.</summary>
[CollectionDefinition]
public sealed class SqliteTeams : ICollectionFixture<SqliteTeam>;

/// <summary>The same on PostgreSQL.</summary>
[CollectionDefinition]
public sealed class PostgresTeams : ICollectionFixture<PostgresTeam>;

/// <summary>The same on a site that runs already.</summary>
[CollectionDefinition]
public sealed class ExternalSites : ICollectionFixture<ExternalSite>;
