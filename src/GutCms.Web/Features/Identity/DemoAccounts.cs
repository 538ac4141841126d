using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Clients;
using GutCms.Web.Features.People;
using GutCms.Web.Features.Tokens;

namespace GutCms.Web.Features.Identity;

/// <summary>Accounts for trying the site out, in Development only. Those that exist are left alone.</summary>
internal sealed class DemoAccounts(IContentStore store, UserManagers managers, SaveUser saveUser, ApplicationManagers applications, ClientRegistrations clients, TimeProvider time)
{
    private const string DeliveryClient = "demo-site";

    private static readonly UserData[] People =
    [
        new("demo-author") { Roles = ["Author"], PrintedName = "Alex Author" },
        new("demo-editor-1") { Roles = ["Editor"], PrintedName = "Erin Editor" },
        new("demo-editor-2") { Roles = ["Editor"], PrintedName = "Evan Editor" },
        new("demo-reviewer-1") { Roles = ["MedicalReviewer"], PrintedName = "Dr. Robin Reviewer", Credential = "MD, gastroenterology" },
        new("demo-reviewer-2") { Roles = ["MedicalReviewer"], PrintedName = "Dr. Rae Reviewer", Credential = "MD, psychiatry" },
        new("demo-reviewer-3") { Roles = ["MedicalReviewer"], PrintedName = "Ray Reviewer", Credential = "RDN, dietetics" },
    ];

    /// <summary>Creates those that are missing.</summary>
    /// <returns>What was created, with passwords to be shown once.</returns>
    public async Task<IReadOnlyList<NewAccount>> EnsureAsync(CancellationToken cancellationToken)
    {
        var created = new List<NewAccount>();
        await using var work = await store.BeginAsync(cancellationToken);
        using var users = managers.In(work);
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var person in People)
        {
            if (await users.FindByNameAsync(person.UserName) is null)
            {
                var password = RandomPassword.Create(person.UserName);
                await saveUser.ExecuteAsync(work, Actor.System, person with { Email = person.UserName + "@example.org", EmailConfirmed = true, Password = password }, now, cancellationToken);
                created.Add(new(person.UserName, password, person.Roles![0]));
            }
        }

        if (await applications.In(work).FindByClientIdAsync(DeliveryClient, cancellationToken) is null)
        {
            var secret = ClientRegistrations.NewSecret();
            await clients.SaveAsync(work, Actor.System, new(DeliveryClient, "Demo site", ["Delivery"], [], IsPublic: false), secret, now, cancellationToken);
            created.Add(new(DeliveryClient, secret, "API client, role Delivery"));
        }

        await work.CommitAsync(cancellationToken);
        return created;
    }
}
