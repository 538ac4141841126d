using GutCms.Core.Audit;
using GutCms.Core.Diff;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

public sealed class ChangingDrugNamesTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Own_name_is_marked_by_the_comparison_and_by_the_review_desk()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        await _site.EditAsync(_site.Author, id, "Take xenomycin.");
        Assert.DoesNotContain(DiffCaution.DrugName, await CautionsAsync(id));

        Deeds.Done(await ChangeAsync(_site.Administrator, "  Xenomycin ", "", "XENOMYCIN", "acme root"));

        Assert.Contains(DiffCaution.DrugName, await CautionsAsync(id));
        var shown = Deeds.Done(await new GetReviewText(_site.Ports).ExecuteAsync(_site.Reviewer, new(id), Token));
        Assert.Contains(DiffCaution.DrugName, shown.Comparison!.Diff.Summary.Cautions.Keys);
        Assert.Equal(["acme root", "Xenomycin"], (await new ChangeDrugNames(_site.Ports).ReadAsync(Token)).Names);
        var entry = Assert.Single(_site.State.Audit, entry => entry.Action == AuditActions.SettingsChange);
        Assert.Equal("""{"kind":"drug-names","added":["acme root","Xenomycin"],"removed":[]}""", entry.Details.ToJsonString());
    }

    [Fact]
    public async Task Common_names_stay_when_own_ones_are_added()
    {
        Deeds.Done(await ChangeAsync(_site.Administrator, "xenomycin"));
        var id = await _site.ArticleInAsync(ReviewState.Published);
        await _site.EditAsync(_site.Author, id, "Take ibuprofen.");

        Assert.Contains(DiffCaution.DrugName, await CautionsAsync(id));
    }

    [Fact]
    public async Task Same_names_again_are_no_change()
    {
        Deeds.Done(await ChangeAsync(_site.Administrator, "xenomycin"));
        Deeds.Done(await ChangeAsync(_site.Administrator, "xenomycin", " "));

        Assert.Single(_site.State.Audit, entry => entry.Action == AuditActions.SettingsChange);
    }

    [Fact]
    public async Task Names_that_are_gone_are_on_record()
    {
        Deeds.Done(await ChangeAsync(_site.Administrator, "xenomycin", "acme root"));
        Deeds.Done(await ChangeAsync(_site.Administrator, "acme root", "zeta"));

        Assert.Equal("""{"kind":"drug-names","added":["zeta"],"removed":["xenomycin"]}""", _site.State.Audit[^1].Details.ToJsonString());
    }

    [Theory]
    [InlineData(40, 40)]
    [InlineData(41, 40)]
    public async Task A_line_that_is_no_name_is_named_in_short(int digits, int shown)
    {
        var message = Assert.Single((await ChangeAsync(_site.Administrator, new string('1', digits))).Refusal!.Faults).Message;

        Assert.Contains(new string('1', shown) + (digits > shown ? "…" : ""), message, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('1', shown + 1), message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("123")]
    [InlineData("xeno\u0007mycin")]
    public async Task Is_refused_when_a_line_is_no_name(string line) =>
        Assert.Equal(ChangeDrugNames.Field, Assert.Single((await ChangeAsync(_site.Administrator, "xenomycin", line)).Refusal!.Faults).Path);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public async Task A_name_has_2_to_100_characters(int length, bool may) => Assert.Equal(may, (await ChangeAsync(_site.Administrator, new string('x', length))).Succeeded);

    [Fact]
    public async Task As_many_as_there_may_be_are_kept_and_of_many_bad_ones_five_are_named()
    {
        Assert.True((await ChangeAsync(_site.Administrator, [.. Enumerable.Range(0, ChangeDrugNames.Most).Select(number => $"drug {number}")])).Succeeded);
        Assert.Equal(5, (await ChangeAsync(_site.Administrator, "1", "2", "3", "4", "5", "6")).Refusal!.Faults.Length);
    }

    [Fact]
    public async Task Is_refused_when_there_are_too_many() =>
        Assert.Equal(RefusalKind.Invalid, (await ChangeAsync(_site.Administrator, [.. Enumerable.Range(0, ChangeDrugNames.Most + 1).Select(number => $"drug {number}")])).Refusal!.Kind);

    [Fact]
    public async Task Is_refused_to_whoever_may_not_manage_settings()
    {
        Assert.Equal(RefusalKind.Forbidden, (await ChangeAsync(_site.Editor, "xenomycin")).Refusal!.Kind);
        Assert.Single(_site.State.Audit, entry => entry.Action == AuditActions.Refused(AuditActions.SettingsChange));
    }

    private Task<Outcome<ChangeDrugNames.Result>> ChangeAsync(Actor actor, params string[] names) => new ChangeDrugNames(_site.Ports).ExecuteAsync(actor, names, Token);

    private async Task<IEnumerable<DiffCaution>> CautionsAsync(string id) =>
        Deeds.Done(await new CompareVersions(_site.Ports).ExecuteAsync(_site.Reviewer, new(id, null, null), Token)).Diff.Summary.Cautions.Keys;
}
