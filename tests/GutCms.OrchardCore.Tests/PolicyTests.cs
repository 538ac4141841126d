using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Storage;
using GutCms.OrchardCore.Deployment;
using GutCms.OrchardCore.Policies;
using GutCms.OrchardCore.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Deployment;
using OrchardCore.Recipes.Models;
using OrchardCore.Users;
using OrchardCore.Users.Models;

namespace GutCms.OrchardCore.Tests;

/// <summary>Policies in the admin: under the type's definition and as a page, with the checks of Core, and two people where one asks for less.</summary>
[Collection<OrchardSites>]
public sealed partial class PolicyTests(Newsroom newsroom) : IAsyncLifetime
{
    private const string Second = "ada";
    private const string Page = "Admin/ReviewPolicies";

    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (await _site.InScopeAsync(async services => await services.GetRequiredService<UserManager<IUser>>().FindByNameAsync(Second) is null))
        {
            (await _site.AddPersonAsync(Second, "Administrator")).Dispose();
        }

        await EnableSecondAsync(true);
    }

    // Whatever other tests do, they do with one administrator.
    public async ValueTask DisposeAsync() => await EnableSecondAsync(false);

    [Fact]
    public async Task Shows_policies_on_a_page_and_under_the_type_and_leads_to_their_form()
    {
        using var browser = await AdminBrowser.SignInAsync(_site, "admin");

        var list = AdminBrowser.Words(await browser.OpenAsync(Page));
        var type = await browser.OpenAsync("Admin/ContentTypes/Edit/Article");

        Assert.Contains("1 approval by Medical reviewer", list, StringComparison.Ordinal);
        Assert.Contains("1 approval by Medical reviewer", AdminBrowser.Words(type), StringComparison.Ordinal);
        Assert.Contains("/Admin/ReviewPolicies/Article", type, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_an_editor_the_policies_and_no_form()
    {
        using var editor = await AdminBrowser.SignInAsync(_site, "emil");

        Assert.DoesNotContain("/Admin/ReviewPolicies/Article", await editor.OpenAsync(Page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await editor.TryAsync(Page + "/Article"));
        Assert.Equal(HttpStatusCode.NotFound, await editor.TrySendAsync(Page, Page + "/Article", Form("9")));
    }

    [Fact]
    public async Task Files_the_first_policy_of_a_type_and_keeps_what_is_live()
    {
        await _site.DefineAsync("Leaflet", "TitlePart", "HtmlBodyPart");
        var before = Leaflet("A leaflet from before");
        await _site.ImportAsync(before.Live());
        using var browser = await AdminBrowser.SignInAsync(_site, "admin");

        var answer = await browser.SendAsync(Page, Page + "/Leaflet", Form("1"));
        var after = Leaflet("A leaflet from after");
        await _site.ImportAsync(after.Live());

        Assert.Contains("is on file as version 1", answer, StringComparison.Ordinal);
        Assert.Equal("imported", (string?)(await newsroom.Administrator.ReviewAsync((string)before["ContentItemId"]!))["state"]);
        Assert.Null(await _site.LiveAsync((string)after["ContentItemId"]!));
    }

    [Fact]
    public async Task Names_every_fault_at_its_place_and_files_nothing()
    {
        await _site.DefineAsync("Faulty", "TitlePart", "HtmlBodyPart");
        using var browser = await AdminBrowser.SignInAsync(_site, "admin");

        var answer = await browser.SendAsync(Page, Page + "/Faulty", [.. Form("1", months: "often").Where(field => field.Item1 != "Form.Stages[0].Roles[0].Role"), ("Form.Stages[0].Roles[0].Role", "Nobody")]);

        Assert.Contains("$.Stages[0].Roles[0].Role", answer, StringComparison.Ordinal);
        Assert.Contains("$.ReviewEveryMonths", answer, StringComparison.Ordinal);
        Assert.Null(await FindAsync("Faulty"));
    }

    [Fact]
    public async Task Has_a_weaker_policy_wait_for_another_administrator()
    {
        await StartAsync("Waiting");
        using var first = await AdminBrowser.SignInAsync(_site, "admin");
        using var second = await AdminBrowser.SignInAsync(_site, Second);

        var asked = await first.SendAsync(Page, Page + "/Waiting", [.. Form("2", fourEyes: false), ("Form.BasedOn", "1")]);
        var id = ProposalOf("Waiting", asked);
        var own = await first.SendAsync(Page, $"{Page}/Proposals/{id}/confirm", ("password", OrchardSite.Password));
        var guessed = await second.SendAsync(Page, $"{Page}/Proposals/{id}/confirm", ("password", "a guess"));
        var unchanged = await FindAsync("Waiting");
        var confirmed = await second.SendAsync(Page, $"{Page}/Proposals/{id}/confirm", ("password", OrchardSite.Password));
        var again = await second.SendAsync(Page, $"{Page}/Proposals/{id}/confirm", ("password", OrchardSite.Password));

        Assert.Contains("waits for a second administrator", asked, StringComparison.Ordinal);
        Assert.Contains("Authors may approve what they wrote", asked, StringComparison.Ordinal);
        Assert.Contains("another administrator has to confirm it", own, StringComparison.Ordinal);
        Assert.Contains("password or the code is wrong", guessed, StringComparison.Ordinal);
        Assert.Equal("1", unchanged!.Version);
        Assert.Contains("The policy is in force", confirmed, StringComparison.Ordinal);
        Assert.Contains("was decided, or it has expired", again, StringComparison.Ordinal);
        Assert.Equal(("2", false), (await FindAsync("Waiting") is { } now ? (now.Version, now.FourEyes) : default));
        Assert.Equal([AuditActions.ProposalMake, AuditActions.ReviewPolicyChange, AuditActions.ProposalConfirm, AuditActions.ReviewWeaken], (await LogAsync("Waiting")).TakeLast(4));
    }

    [Fact]
    public async Task Rejects_what_was_proposed()
    {
        await StartAsync("Rejected");
        using var first = await AdminBrowser.SignInAsync(_site, "admin");
        using var second = await AdminBrowser.SignInAsync(_site, Second);
        var asked = await first.SendAsync(Page, Page + "/Rejected", [.. Form("2", fourEyes: false), ("Form.BasedOn", "1")]);
        var id = ProposalOf("Rejected", asked);

        await second.SendAsync(Page, $"{Page}/Proposals/{id}/reject", ("password", OrchardSite.Password));
        var late = await second.SendAsync(Page, $"{Page}/Proposals/{id}/confirm", ("password", OrchardSite.Password));

        Assert.Contains("was decided, or it has expired", late, StringComparison.Ordinal);
        Assert.Equal("1", (await FindAsync("Rejected"))!.Version);
    }

    [Fact]
    public async Task Keeps_what_was_proposed_for_14_days()
    {
        await StartAsync("Expiring");
        using var first = await AdminBrowser.SignInAsync(_site, "admin");
        var id = ProposalOf("Expiring", await first.SendAsync(Page, Page + "/Expiring", [.. Form("2", fourEyes: false), ("Form.BasedOn", "1")]));

        var proposal = (await _site.InScopeAsync(services => services.GetRequiredService<PolicyProposals>().FindAsync(id, Cancellation)))!;

        Assert.True(proposal.IsOpen(proposal.ProposedUtc.AddDays(14).AddTicks(-1)));
        Assert.False(proposal.IsOpen(proposal.ProposedUtc.AddDays(14)));
    }

    [Fact]
    public async Task Confirms_nothing_for_an_editor_and_nothing_that_was_overtaken()
    {
        await StartAsync("Overtaken");
        using var first = await AdminBrowser.SignInAsync(_site, "admin");
        using var second = await AdminBrowser.SignInAsync(_site, Second);
        using var editor = await AdminBrowser.SignInAsync(_site, "emil");
        var asked = await first.SendAsync(Page, Page + "/Overtaken", [.. Form("2", fourEyes: false), ("Form.BasedOn", "1")]);
        var id = ProposalOf("Overtaken", asked);

        var stranger = await editor.SendAsync(Page, $"{Page}/Proposals/{id}/confirm", ("password", OrchardSite.Password));
        await first.SendAsync(Page, Page + "/Overtaken", [.. Form("3", months: "6"), ("Form.BasedOn", "1")]);
        var overtaken = await second.SendAsync(Page, $"{Page}/Proposals/{id}/confirm", ("password", OrchardSite.Password));

        Assert.Contains("Proposals are decided by administrators", stranger, StringComparison.Ordinal);
        Assert.DoesNotContain("The policy is in force", overtaken, StringComparison.Ordinal);
        Assert.Equal("3", (await FindAsync("Overtaken"))!.Version);
    }

    [Fact]
    public async Task Takes_a_weaker_policy_from_the_only_administrator_and_says_so_in_the_log()
    {
        await StartAsync("Alone");
        await EnableSecondAsync(false);
        using var browser = await AdminBrowser.SignInAsync(_site, "admin");

        var answer = await browser.SendAsync(Page, Page + "/Alone", [.. Form("2", fourEyes: false), ("Form.BasedOn", "1")]);

        Assert.Contains("is on file as version 2", answer, StringComparison.Ordinal);
        Assert.Contains(AuditActions.ReviewWeaken, await LogAsync("Alone"));
    }

    [Fact]
    public async Task Refuses_the_import_of_a_weaker_policy_by_one_of_two_administrators()
    {
        await StartAsync("Smuggled");
        using var browser = await AdminBrowser.SignInAsync(_site, "admin");
        var policy = ReviewPolicyJson.Write((await FindAsync("Smuggled"))!);
        (policy["Version"], policy["FourEyes"]) = ("2", false);
        const string import = "Admin/DeploymentPlan/Import/Json";

        var answer = await browser.SendAsync(import, import, ("Json", new JsonObject { ["name"] = "x", ["steps"] = new JsonArray(new JsonObject { ["name"] = "ReviewPolicy", ["Policies"] = new JsonArray(policy) }) }.ToJsonString()));

        Assert.Contains("takes a second administrator", answer, StringComparison.Ordinal);
        Assert.Equal("1", (await FindAsync("Smuggled"))!.Version);
    }

    [Fact]
    public async Task Carries_the_policies_in_a_deployment_plan()
    {
        var steps = await _site.InScopeAsync(async services =>
        {
            var result = new DeploymentPlanResult(new NoFiles(), new RecipeDescriptor());
            foreach (var source in services.GetServices<IDeploymentSource>())
            {
                await source.ProcessDeploymentStepAsync(new ReviewPolicyDeploymentStep(), result);
            }

            return result.Steps;
        });
        using var browser = await AdminBrowser.SignInAsync(_site, "admin");
        const string import = "Admin/DeploymentPlan/Import/Json";

        var step = Assert.Single(steps);
        var answer = await browser.SendAsync(import, import, ("Json", new JsonObject { ["name"] = "x", ["steps"] = new JsonArray(step.DeepClone()) }.ToJsonString()));

        Assert.Contains(step["Policies"]!.AsArray(), policy => (string?)policy!["ContentType"] == "Article" && (string?)policy["Version"] == "1");
        Assert.Contains("imported successfully", answer, StringComparison.Ordinal);
    }

    private async Task StartAsync(string type)
    {
        await _site.DefineAsync(type, "TitlePart", "HtmlBodyPart");
        using var browser = await AdminBrowser.SignInAsync(_site, "admin");
        await browser.SendAsync(Page, $"{Page}/{type}", Form("1"));
    }

    private static (string, string)[] Form(string version, bool fourEyes = true, string months = "12") =>
    [
        ("Form.Version", version), ("Form.FourEyes", fourEyes ? "true" : "false"), ("Form.SignatureRequired", "true"), ("Form.ReviewEveryMonths", months),
        ("Form.Stages[0].Name", "Medical"), ("Form.Stages[0].Roles[0].Role", "MedicalReviewer"), ("Form.Stages[0].Roles[0].Threshold", "1"), ("Form.Stages[0].DueDays", "5"),
    ];

    private static JsonObject Leaflet(string title) => new()
    {
        ["ContentItemId"] = Editorial.IdOf(title),
        ["ContentItemVersionId"] = Editorial.IdOf(title + " version"),
        ["ContentType"] = "Leaflet",
        ["DisplayText"] = title,
        ["TitlePart"] = new JsonObject { ["Title"] = title },
        ["HtmlBodyPart"] = new JsonObject { ["Html"] = "<p>Wash your hands.</p>" },
    };

    private async Task<ReviewPolicy?> FindAsync(string type) => (await _site.InScopeAsync(services => services.GetRequiredService<ContentPolicies>().FindAsync(type))).Policy;

    /// <summary>What the log says of the policy of a type, oldest first.</summary>
    private Task<List<string>> LogAsync(string type) => _site.InScopeAsync(async services =>
    {
        await using var work = await services.GetRequiredService<IContentStore>().ReadAsync(Cancellation);
        var found = new List<string>();
        await foreach (var entry in work.Audit.ReadAsync(new AuditQuery(), Cancellation))
        {
            if (entry.Details.ToJsonString().Contains($"\"{type}\"", StringComparison.Ordinal))
            {
                found.Add(entry.Action);
            }
        }

        return found;
    });

    private Task EnableSecondAsync(bool on) => _site.InScopeAsync(async services =>
    {
        var users = services.GetRequiredService<UserManager<IUser>>();
        var user = (User)(await users.FindByNameAsync(Second))!;
        user.IsEnabled = on;
        await users.UpdateAsync(user);
    });

    /// <summary>What is proposed for one type: the page lists what other tests have proposed, too.</summary>
    private static string ProposalOf(string type, string page) =>
        Proposal().Match(page.Split("<section").Single(section => section.Contains($"Proposed for {type}:", StringComparison.Ordinal))).Groups[1].Value;

    [GeneratedRegex("data-proposal=\"([^\"]+)\"")]
    private static partial Regex Proposal();

    private sealed class NoFiles : IFileBuilder
    {
        public Task SetFileAsync(string subpath, Stream stream) => throw new InvalidOperationException("No files.");
    }
}
