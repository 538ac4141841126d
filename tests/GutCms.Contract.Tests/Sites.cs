using GutCms.TestSupport;

namespace GutCms.Contract.Tests;

/// <summary>Contract tests on SQLite share one site; they read it and change nothing that another test looks at.</summary>
[CollectionDefinition]
public sealed class SqliteSites : ICollectionFixture<SqliteSite>;

/// <summary>The same on PostgreSQL.</summary>
[CollectionDefinition]
public sealed class PostgresSites : ICollectionFixture<PostgresSite>;
