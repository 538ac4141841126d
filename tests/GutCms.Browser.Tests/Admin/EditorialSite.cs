using GutCms.TestSupport;

namespace GutCms.Browser.Tests.Admin;

/// <summary>The tests of the admin share a seeded site and a browser. Each test signs in people of its own.</summary>
[CollectionDefinition]
public sealed class EditorialSite : ICollectionFixture<SqliteSite>, ICollectionFixture<Chromium>;
