using System.Text.RegularExpressions;
using GutCms.Core.Audit;
using GutCms.Core.Certificates;
using GutCms.Core.Comments;
using GutCms.Core.Diff;
using GutCms.Core.Diff.Marking;
using GutCms.Core.Documents.Model;
using GutCms.Core.Editorial;
using GutCms.Core.Planning;
using GutCms.Core.Previews.Sites;
using GutCms.Core.Recipes;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Verification;
using GutCms.Web.Features.Notices;
using GutCms.Web.Features.Proposals;
using GutCms.Web.Features.Providers;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Features.Roles;
using GutCms.Web.Features.Settings;
using GutCms.Web.Features.Types;
using GutCms.Web.Features.Users;
using GutCms.Web.Pages.Admin;
using GutCms.Web.Storage.Model;

namespace GutCms.Web.Tests.Texts;

/// <summary>Every text that a source names is there, and every text that is there is named by a source.</summary>
public sealed partial class UsesOfTextsTests
{
    private const string Admin = "GutCms.Web/Resources/Pages/Admin/AdminText.resx";
    private const string Desk = "GutCms.Web/Resources/Pages/Admin/DeskText.resx";
    private const string Reports = "GutCms.Web/Resources/Pages/Admin/ReportText.resx";
    private const string Dossiers = "GutCms.Web/Resources/Pages/Admin/DossierText.resx";
    private const string Plan = "GutCms.Web/Resources/Pages/Admin/PlanText.resx";
    private const string Media = "GutCms.Web/Resources/Pages/Admin/MediaText.resx";
    private const string Public = "GutCms.Web/Resources/Pages/PublicText.resx";
    private const string Reference = "GutCms.Web/Resources/Pages/Reference/ReferenceText.resx";
    private const string Account = "GutCms.Web/Resources/Pages/Account/AccountText.resx";
    private const string OfSite = "GutCms.Web/Resources/Sentences.resx";
    private const string OfCore = "GutCms.Core/Texts/Sentences.resx";

    private static readonly string[] Here = ["Submit", "WithdrawSubmission", "Publish", "Unpublish"];

    /// <summary>What a paste may leave out.</summary>
    private static readonly string[] LeftOut = ["picture", "deleted", "comment", "hidden", "script", "field", "frame", "video", "drawing", "file", "address"];

    /// <summary>Names that are put together of a beginning and a value.</summary>
    private static readonly Dictionary<string, string[]> PutTogether = new(StringComparer.Ordinal)
    {
        [Admin] =
        [
            .. Each("Theme.", AdminTheme.Choices), .. Each<ReviewState>("State."), .. Each<ReviewState>("State.Help."), .. Each<EditorialDue>("Filter.Due."), .. Each<EditorialOrder>("Filter.Sort."),
            .. Each("Bulk.Done.", ["submit", "assign", "publish", "unpublish", "duplicate", "delete", "restore"]), .. Each("Bulk.Ask.", ["publish", "unpublish"]),
            .. Each("Bulk.Confirm.", ["publish", "unpublish"]), .. Each("Bulk.Undo.", ["publish", "unpublish", "delete"]), .. Each("Trash.Done.", ["restore", "empty"]), .. Each("Standing.Blocked.", Here), .. Each("Trigger.", Here), .. Each("Trigger.Done.", Here), .. Each<SiteFault>("SelfCheck.Fault."),
            .. Each("Editor.", ["TitlePart", "TitlePart.Section", "TitlePart.Faq", "TitlePart.FaqEntry", "TitlePart.Reference", "AutoroutePart", "HtmlBodyPart", "MarkdownBodyPart", "AliasPart", "LocalizationPart"]),
            .. Each("Paste.One.", LeftOut), .. Each("Paste.Many.", LeftOut), .. Each("WouldEnd.", ["InReview", "Approved", "Draft"]),
            .. Each("Steps.", ["People.Help", "Reviewer.Help", "Key.Help", "Text.Help", "Submission.Help", "Decision.Help"]),
            .. AdminNavigation.Entries.SelectMany(entry => new[] { entry.Group, entry.Text }),
        ],
        [Desk] =
        [
            .. Each<Trigger>("Trigger."), .. Each<PreviewScope>("PreviewScope."), .. Each<DecisionOutcome>("Timeline."), .. Each<ReviewDueReason>("Timeline.Due."), .. Each<DisclaimerChange>("Timeline.SubmittedAs."), .. Each<DisclaimerChange>("Timeline.Classified."), .. Each<DecisionOutcome>("Outcome."), .. Each<DecisionOutcome>("Next.Last."), .. Each<CertificateRefusal>("Certificate.Refusal."),
            .. Each<CertificateWarning>("Certificate.Warning."), .. Each<RecipeRunMode>("Recipes.Report."), .. Each("Recipes.Phase.", ["waiting", "checking", "writing", "delivering"]), .. Each<RecipeRunFailure>("Recipes.Failure."),
            .. Each<RecipeOutcome>("RecipeOutcome."), .. Each("Policies.", ["FourEyes", "SignatureRequired", "RequireDisclaimer", "RequireResolvedComments", "RequireCurrentTranslations", "RecordsPresentation", "AllowSamePersonInStages", "SuggestionsMakeAuthors", "OnReviewerLeft", "OnPolicyChange", "BeforeDays", "EveryDays", "EscalateAfterDays"]),
            .. Each("Permission.", Permissions.All), .. Each("Roles.Group.", PermissionGroups.All.Select(group => group.Name)), .. Each("Types.Kind.", FieldKind.All.Select(kind => kind.Name).Append(FieldKind.Pick)),
            .. Each("Policies.Earlier.", ["void", "keep"]), .. Each("Policy.OnReviewerLeft.", ["void", "keep"]), .. Each("Policy.OnPolicyChange.", ["void", "keep"]), .. Each("Threshold.", ["Most", "All"]),
            .. Each<ProposalKind>("Proposals.Kind."), .. Each("Proposals.State.", ["Confirmed", "Rejected"]), .. Each<WeakeningKind>("Weakening."), .. Each<PolicyWeakness>("Weakness."), .. Each("Weakness.", ["Removed", "WasUnreadable"]),
            .. Each("Queue.Show.", GutCms.Web.Pages.Admin.Reviewing.IndexModel.Shows), .. Each("Queue.Empty.", GutCms.Web.Pages.Admin.Reviewing.IndexModel.Shows),
            .. Each("Decide.Button.", ["Approve", "RequestChanges", "Renew"]), .. Each("Decided.", ["Approve", "RequestChanges", "Renew"]),
            .. Each("Act.Explain.", [.. Here, "Schedule", "ScheduleUnpublish", "Withdraw", "Publish.First"]), .. Each("Act.Button.", [.. Here, "Schedule", "ScheduleUnpublish", "Withdraw"]), .. Each("Acted.", [.. Here, "Schedule", "ScheduleUnpublish", "Withdraw"]),
            .. Each("Impact.", ["Editorial", "EditorialHelp", "Material", "MaterialHelp", "Live", "LiveOlder", "InReview", "Draft"]), .. Each("Block.", ["Added", "Removed"]), .. Each("Compare.Itself.", ["Live", "Approved"]),
            .. Each<ComparisonBasis>("Compare.With."), .. Each("Compare.Yours.", ["Open", "Edited", "Orphaned", "Whole", "Addressed", "Resolved"]), .. Each<DiffCaution>("Caution."), .. Each<ReviewState>("Next."), .. Each("Next.Live.", ["Published", "ReviewDue", "Imported"]),
            .. Each("Field.", [.. GutCms.Web.Pages.Admin.Reviewing.DetailWords.Known]), .. Each("Picture.", [nameof(RunChange.Added), nameof(RunChange.Removed)]), .. Each("Place.", [.. FieldPlaces.All.Select(place => place[1..])]), .. Each("Comments.Place.", [nameof(AnchorState.Edited), nameof(AnchorState.Orphaned)]), .. SiteSetting.All.Select(setting => setting.Text), .. Each("Told.Mail.", NoticeMail.OfItems),
        ],
        [Dossiers] = [.. Each<PublicationBasis>("Basis.")],
        [Plan] = [.. Each<PlannedKind>("Calendar.Kind."), .. Each("Calendar.View.", GutCms.Web.Pages.Admin.Planning.CalendarDays.Views)],
        [Public] = [.. Each("Grade.", ["high", "moderate", "low", "very-low"]), .. Each("Problem.", ["NotFound", "Forbidden", "TooMany", "Gone", "Refused", "Unavailable", "Fault"]).SelectMany(kind => new[] { kind + ".Title", kind + ".Text" })],
        [Account] = [.. Each<ProviderFault>("Provider."), .. Each<MailWish>("Notices.Wish.")],
        [OfSite] = [.. Each("Notice.", NoticeKinds.All.Where(kind => kind != NoticeKinds.Account)), .. Each("Notice.account.", AccountMails.All), .. Each("Notice.Kind.", NoticePreferences.Choosable), .. Each<PlannedKind>("Plan.Entry.")],
        [Reference] = ["path", "query", "header"],
        [OfCore] = [.. Each<Trigger>("Trigger."), .. Each<ReviewState>("State."), .. Each("Document.Loss.", DocumentLoss.Kinds), .. Each("Document.Note.", DocumentNote.Names),
            .. Each("Format.Element.", [.. FormatNames.Elements]), .. Each("Format.Attribute.", [.. FormatNames.Attributes]),
            .. Each("Action.", AuditActions.All.Keys), .. Each("Area.", AuditActions.Areas), .. Each("Done.", AuditActions.All.Keys.Where(action => ResourceFile.Read(OfCore).ContainsKey("Done." + action)))],
    };

    public static TheoryData<string> Files => [.. ResourceFile.All];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_name_that_is_put_together_has_its_text(string file) => Assert.Empty(PutTogether.GetValueOrDefault(file, []).Except(ResourceFile.Read(file).Keys));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_text_is_used(string file)
    {
        var sources = string.Join("\n", ResourceFile.Sources(file.Split('/')[0]));
        var recorded = file == OfCore ? ResourceFile.Read(file).Where(text => text.Key.StartsWith("Recorded.", StringComparison.Ordinal)).Select(text => text.Key) : [];

        var unused = ResourceFile.Read(file).Keys.Where(name => !sources.Contains($"\"{name}\"", StringComparison.Ordinal)).Except(PutTogether.GetValueOrDefault(file, [])).Except(recorded)
            .Where(name => file != OfSite || !name.StartsWith("Identity.", StringComparison.Ordinal)).ToList();

        Assert.Empty(unused);
    }

    [Theory]
    [InlineData("GutCms.Core", """[^\w.]Sentence\.Of\((?:\w+ \? )?"([\w.]+)"(?: : "([\w.]+)")?""", "GutCms.Core/Texts/Sentences.resx", 250)]
    [InlineData("GutCms.Api", """ApiText\.Say\("([\w.]+)["]""", "GutCms.Api/Texts/ApiText.resx", 40)]
    [InlineData("GutCms.Web", """(?:SiteSentence\.Of|[^\w]Say)\("([\w.]+)["]""", OfSite, 100)]
    [InlineData("GutCms.Web/Pages/Admin", """[Dd]esk\["([\w.-]+)"[\],]""", Desk, 300)]
    [InlineData("GutCms.Web/Pages/Admin", """[Ww]ords\["([\w.-]+)"[\],]""", Admin, 150)]
    [InlineData("GutCms.Web/Pages/Admin/Reports", """[Rr]eport\["([\w.-]+)"[\],]""", Reports, 30)]
    [InlineData("GutCms.Web/Pages/Admin", """[^.\w]Dossier\["([\w.-]+)"[\],]""", Dossiers, 40)]
    [InlineData("GutCms.Web/Pages/Admin", """[^\w]Plan\["([\w.-]+)"[\],]""", Plan, 30)]
    [InlineData("GutCms.Web/Pages/Admin/Media", """[^.\w][Mm]edia\["([\w.-]+)"[\],]""", Media, 40)]
    [InlineData("GutCms.Web/Pages/Account", """[Ww]ords\["([\w.-]+)"[\],]""", Account, 60)]
    [InlineData("GutCms.Web/Pages/Preview", """[Ww]ords\["([\w.-]+)"[\],]""", "GutCms.Web/Resources/Pages/Preview/PreviewText.resx", 10)]
    [InlineData("GutCms.Web/Pages/Reference", """Reference\["([\w.-]+)"[\],]""", Reference, 10)]
    [InlineData("GutCms.Web/Pages", """[^\w][Tt]ext\["([\w.-]+)"[\],]""", Public, 50)]
    public void Every_text_that_a_source_names_is_there(string folder, string pattern, string file, int least)
    {
        var named = ResourceFile.Sources(folder).SelectMany(source => Regex.Matches(source, pattern)).SelectMany(match => match.Groups.Cast<Group>().Skip(1))
            .Where(group => group.Success).Select(group => group.Value).Distinct().ToList();

        Assert.True(named.Count >= least, $"{named.Count}");
        Assert.Empty(named.Except(ResourceFile.Read(file).Keys));
    }

    [Fact]
    public void Every_action_of_the_log_is_written_by_something()
    {
        var sources = string.Join("\n", ResourceFile.Sources("GutCms.Core").Concat(ResourceFile.Sources("GutCms.Api")).Concat(ResourceFile.Sources("GutCms.Web")));

        Assert.Empty(typeof(AuditActions).GetFields().Where(field => field.IsLiteral && !sources.Contains($"AuditActions.{field.Name}", StringComparison.Ordinal)).Select(field => field.Name));
    }

    [Fact]
    public void Every_rule_is_asked_by_something()
    {
        var sources = string.Join("\n", ResourceFile.Sources("GutCms.Core").Concat(ResourceFile.Sources("GutCms.Web")));

        Assert.Empty(typeof(Rules).GetFields().Where(field => !sources.Contains($"Rules.{field.Name}", StringComparison.Ordinal)).Select(field => field.Name));
        var sentences = ResourceFile.Read(OfCore).Keys.Select(name => name.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        Assert.All(typeof(Rules).GetFields(), rule => Assert.Contains(rule.Name, sentences));
    }

    [Fact]
    public void No_rule_and_no_refusal_is_worded_in_a_source()
    {
        var worded = ResourceFile.Sources("GutCms.Core").Concat(ResourceFile.Sources("GutCms.Web/Features"))
            .SelectMany(source => Worded().Matches(source)).Select(match => match.Value);

        Assert.Empty(worded);
    }

    private static IEnumerable<string> Each<T>(string beginning)
        where T : struct, Enum => Each(beginning, Enum.GetNames<T>());

    private static IEnumerable<string> Each(string beginning, IEnumerable<string> values) => values.Select(value => beginning + value);

    [GeneratedRegex("""(?:RefusalKind\.\w+, |new\(Rules\.\w+, |Forbidden\(|IdentityRefusedException\()\$?"[^"]*[a-z] [^"]*"?""")]
    private static partial Regex Worded();
}
