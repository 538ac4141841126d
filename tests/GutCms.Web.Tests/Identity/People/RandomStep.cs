using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Identity.People;

/// <summary>One thing that somebody tries.</summary>
internal sealed class RandomStep(GutCmsHost host, Random random, Hand hand, List<Hand> hands, List<string> items)
{
    private static readonly string[] Roles = ["Administrator", "Editor", "MedicalReviewer", "Author"];

    private string Item => items.Count == 0 ? "" : items[random.Next(items.Count)];

    private string Other => hands[random.Next(hands.Count)].Name;

    /// <summary>Tries it.</summary>
    public Task TakeAsync() => random.Next(20) switch
    {
        0 or 1 => RememberAsync(hand.WriteAsync(null, random.Next())),
        2 => items.Count == 0 ? Task.CompletedTask : hand.WriteAsync(Item, random.Next()),
        3 => RememberAsync(hand.WriteByClientAsync(random.Next())),
        4 => UploadTextAsync(),
        5 or 6 or 7 => items.Count == 0 ? Task.CompletedTask : hand.PullAsync(Item, "submit"),
        8 or 9 or 10 or 11 => DecideAsync(),
        12 => ResetAsync(),
        13 => hand.SaveUserAsync(Other, isNew: false, [("PrintedName", "Dr " + random.Next()), .. SomeRoles()]),
        14 => MakeAsync(),
        15 => hand.ChangePasswordAsync("another horse of " + random.Next()),
        16 => hand.VouchAsync(Other),
        17 => UploadRightsAsync(),
        _ => hand.DecideProposalAsync(random, confirms: random.Next(4) > 0),
    };

    private (string, string)[] SomeRoles() => [.. Roles.Where(_ => random.Next(2) == 0).Select(role => ("Roles", role))];

    private async Task RememberAsync(Task<string?> writing)
    {
        if (await writing is { } id)
        {
            items.Add(id);
        }
    }

    private async Task DecideAsync()
    {
        if (Item is { Length: > 0 } item)
        {
            await hand.PullAsync(item, "approve");
            await hand.PullAsync(item, "publish");
        }
    }

    /// <summary>Whoever made the password goes in with it.</summary>
    private async Task ResetAsync()
    {
        var user = Other;
        if (await hand.ResetAsync(user) is { } password)
        {
            hands.Add(new Hand(host, user, password));
        }
    }

    /// <summary>Whoever makes an account goes in with it; it may wait for a second administrator, and then nobody knows its password.</summary>
    private async Task MakeAsync()
    {
        var user = "made-" + random.Next();
        if (await hand.SaveUserAsync(user, isNew: true, [("PrintedName", "Dr Made"), .. SomeRoles()]) is { } password)
        {
            hands.Add(new Hand(host, user, password));
        }
    }

    /// <summary>A text that names somebody else as its author, in a recipe whose name says which item it is.</summary>
    private async Task UploadTextAsync()
    {
        var id = items.Count == 0 || random.Next(2) == 0 ? ContentIds.New() : Item;
        var article = SampleArticle.Create(SampleArticle.NewSlug(), $"<p>{random.Next()}</p>");
        (article["ContentItemId"], article["Author"], article["Owner"], article["Latest"], article["Published"]) = (id, Other, Other, true, random.Next(2) == 0);
        await hand.UploadAsync("text." + id, new JsonObject { ["name"] = "Content", ["Data"] = new JsonArray(article) });
        items.Add(id);
    }

    /// <summary>Accounts, roles and policies by recipe: what the forms refuse, and what weakens the review.</summary>
    private Task UploadRightsAsync()
    {
        JsonObject step = random.Next(3) switch
        {
            0 => new()
            {
                ["name"] = "Users",
                ["Users"] = new JsonArray(new JsonObject { ["UserName"] = Other, ["Email"] = $"mail-{random.Next()}@example.org", ["RoleNames"] = new JsonArray([.. SomeRoles().Select(role => (JsonNode)role.Item2)]) }),
            },
            1 => new()
            {
                ["name"] = "Roles",
                ["Roles"] = new JsonArray(new JsonObject { ["Name"] = Roles[random.Next(Roles.Length)], ["Permissions"] = new JsonArray("ApproveContent"), ["PermissionBehavior"] = "Add" }),
            },
            _ => new()
            {
                ["name"] = "ReviewPolicy",
                ["Policies"] = new JsonArray(new JsonObject
                {
                    ["ContentType"] = "Article",
                    ["Version"] = "v" + random.Next(),
                    ["Stages"] = new JsonArray(new JsonObject { ["Name"] = "Medical", ["Role"] = random.Next(2) == 0 ? "MedicalReviewer" : "Editor", ["Approvals"] = 1 }),
                    ["FourEyes"] = true,
                    ["SignatureRequired"] = random.Next(2) == 0,
                    ["RequireDisclaimer"] = true,
                }),
            },
        };
        return hand.UploadAsync("rights." + random.Next(), step);
    }
}
