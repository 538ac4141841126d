using GutCms.Core.Reviews.Model;
using GutCms.Web.Storage.Looks;
using GutCms.Web.Storage.Model;
using Microsoft.EntityFrameworkCore;
using static GutCms.Web.Tests.Storage.TestContent;

namespace GutCms.Web.Tests.Storage.Reviews;

public sealed class LooksOnSqliteTests() : LooksTests(Provider.Sqlite);

public sealed class LooksOnPostgreSqlTests() : LooksTests(Provider.PostgreSql);

public abstract class LooksTests(Provider provider) : StorageTests(provider)
{
    private readonly EfLooks _looks = new();

    [Fact]
    public async Task Keeps_one_look_for_a_person_and_an_item_and_none_of_a_person_who_is_gone()
    {
        await using var context = Storage.Database.CreateContext();
        GutCmsUser ada = new() { UserName = "ada", PrintedName = "Dr. Ada" }, bob = new() { UserName = "bob", PrintedName = "Bob" };
        context.Users.AddRange(ada, bob);
        await context.SaveChangesAsync(Token);
        Look first = new(ada.Id, Id("gut"), 1, null, Monday), second = new(ada.Id, Id("gut"), 3, 1, Monday.AddDays(1)), other = new(bob.Id, Id("gut"), 2, null, Monday);
        foreach (var look in new[] { first, other, second })
        {
            await Storage.Store.WriteAsync(work => _looks.SaveAsync(work, look, Token));
        }

        Assert.Equal(second, await Storage.Store.ReadAsync(work => _looks.FindAsync(work, ada.Id, Id("gut"), Token)));
        Assert.Null(await Storage.Store.ReadAsync(work => _looks.FindAsync(work, ada.Id, Id("skin"), Token)));

        context.Users.Remove(ada);
        await context.SaveChangesAsync(Token);
        Assert.Equal(other, Assert.Single(await context.Looks.AsNoTracking().ToListAsync(Token)));
    }
}
