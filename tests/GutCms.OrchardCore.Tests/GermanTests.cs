using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using GutCms.OrchardCore.Medical;
using GutCms.OrchardCore.Reviews;
using GutCms.OrchardCore.Security;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Localization;
using OrchardCore.Localization.PortableObject;
using OrchardCore.Settings;

namespace GutCms.OrchardCore.Tests;

/// <summary>The module in German: every text of its sources is translated, and Orchard Core finds the translation.</summary>
[Collection<OrchardSites>]
public sealed class GermanTests(Newsroom newsroom)
{
    private const string Prefix = OrchardSite.SecondTenant + "/";

    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_text_of_the_module_is_translated_where_it_stands_and_no_other()
    {
        HashSet<ModuleText> asked = [.. ModuleTexts.Read(), .. DataTexts.Read()];
        var translated = Translations().Select(record => new ModuleText(record.Key.Context, record.Key.MessageId)).ToList();

        Assert.True(asked.Count > 500);
        Assert.Equal([], asked.Except(translated).Select(text => text.ToString()).Order());
        Assert.Equal([], translated.Except(asked).Select(text => text.ToString()).Order());
        Assert.Equal(translated.Count, translated.Distinct().Count());
    }

    [Fact]
    public void Every_translation_has_the_places_of_its_text() => Assert.All(Translations(), record =>
    {
        var places = ModuleTexts.PlacesOf(record.Key.MessageId).ToList();
        Assert.Equal(places, ModuleTexts.PlacesOf(record.Translations[0]));
        Assert.All(record.Translations.Skip(1), several => Assert.Equal(places.Prepend("{0}"), ModuleTexts.PlacesOf(several)));
    });

    [Fact]
    public async Task Review_page_and_queue_are_in_the_language_of_the_request()
    {
        await SpeakGermanAsync("OrchardCore.Localization");
        using var author = await _site.AddPersonToAsync(OrchardSite.SecondTenant, "greta", "Author");
        using var reviewer = await _site.AddPersonToAsync(OrchardSite.SecondTenant, "rolf", "MedicalReviewer");
        var id = await DraftAsync(author, "Auf Deutsch");
        using var browser = await AdminBrowser.SignInToAsync(_site, Prefix, "greta");

        var german = await ReadAsync(browser, $"Admin/Review/{id}?culture=de");
        var english = await ReadAsync(browser, $"Admin/Review/{id}?culture=en");
        var queue = await ReadAsync(browser, "Admin/Review?culture=de");

        Assert.Contains("Niemand ist um eine Prüfung gebeten.", german, StringComparison.Ordinal);
        Assert.Contains("Zur Prüfung einreichen", german, StringComparison.Ordinal);
        Assert.Contains("Entwurf", german, StringComparison.Ordinal);
        Assert.DoesNotContain(ReviewWords.OfTrigger(Core.Reviews.Model.Trigger.Submit), german, StringComparison.Ordinal);
        Assert.Contains(ReviewWords.OfTrigger(Core.Reviews.Model.Trigger.Submit), english, StringComparison.Ordinal);
        Assert.Contains("Nichts wartet auf eine Entscheidung.", queue, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Types_fields_and_permissions_are_in_the_language_of_the_request_where_data_is_localized()
    {
        await SpeakGermanAsync("OrchardCore.DataLocalization");
        using var browser = await AdminBrowser.SignInToAsync(_site, Prefix, "admin");

        var types = await ReadAsync(browser, "Admin/ContentTypes/List?culture=de");
        var editor = await ReadAsync(browser, "Admin/Contents/ContentTypes/Article/Create?culture=de");
        var role = await ReadAsync(browser, "Admin/Roles/Edit/EDITOR?culture=de");
        var english = await ReadAsync(browser, "Admin/Roles/Edit/EDITOR?culture=en");

        Assert.Contains("Haftungshinweis", types, StringComparison.Ordinal);
        Assert.Contains("Häufige Fragen", types, StringComparison.Ordinal);
        Assert.Contains("Anreißer", editor, StringComparison.Ordinal);
        Assert.Contains("Platz in der Serie", editor, StringComparison.Ordinal);
        Assert.Contains("Inhalte in Prüfung freigeben: Artikel", role, StringComparison.Ordinal);
        Assert.Contains("GutCms-Prüfung", role, StringComparison.Ordinal);
        Assert.DoesNotContain(GutCmsPermissions.ApproveContent.Description, role, StringComparison.Ordinal);
        Assert.Contains(GutCmsPermissions.ApproveContent.Description, english, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_site_has_translated_itself_stands_above_what_is_shipped()
    {
        await SpeakGermanAsync("OrchardCore.DataLocalization");

        await _site.InScopeAsync(OrchardSite.SecondTenant, async services => Assert.Empty(await SiteSteps.RunAsync(services, new JsonObject
        {
            ["name"] = "Translations",
            ["translations"] = new JsonArray(new JsonObject { ["culture"] = "de", ["context"] = "Content Types", ["key"] = "Section", ["value"] = "Kapitel" }),
        })));

        using var browser = await AdminBrowser.SignInToAsync(_site, Prefix, "admin");
        var types = await ReadAsync(browser, "Admin/ContentTypes/List?culture=de");
        Assert.Contains("Kapitel", types, StringComparison.Ordinal);
        Assert.DoesNotContain("Abschnitt", types, StringComparison.Ordinal);
        Assert.Contains("Haftungshinweis", types, StringComparison.Ordinal);
    }

    private async Task SpeakGermanAsync(string feature)
    {
        await _site.EnsureSecondTenantAsync();
        await _site.InScopeAsync(OrchardSite.SecondTenant, async services =>
        {
            var sites = services.GetRequiredService<ISiteService>();
            var settings = await sites.LoadSiteSettingsAsync();
            settings.Properties["LocalizationSettings"] = new JsonObject { ["DefaultCulture"] = "en", ["SupportedCultures"] = new JsonArray("en", "de") };
            await sites.UpdateSiteSettingsAsync(settings);
        });
        await _site.SwitchOfAsync(OrchardSite.SecondTenant, on: true, feature);
    }

    private static List<CultureDictionaryRecord> Translations()
    {
        using var reader = new StreamReader(Path.Combine(ModuleTexts.Folder, "Localization", "de.po"));
        return [.. PoParser.Parse(reader)];
    }

    private static async Task<string> DraftAsync(HttpClient author, string title)
    {
        using var response = await author.PostAsync(Prefix + "api/content?draft=true", System.Net.Http.Json.JsonContent.Create(Editorial.NewArticle(title)), Cancellation);
        response.EnsureSuccessStatusCode();
        return (string)JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!["ContentItemId"]!;
    }

    private static async Task<string> ReadAsync(AdminBrowser browser, string page) =>
        (await new HtmlParser().ParseDocumentAsync(await browser.OpenAsync(page), Cancellation)).Body!.TextContent;
}
