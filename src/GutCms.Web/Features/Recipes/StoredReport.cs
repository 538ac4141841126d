using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GutCms.Core.Diff;
using GutCms.Core.Recipes;
using GutCms.Core.Texts;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Recipes;

/// <summary>
/// The report of a run as it is written down for other nodes and for after a restart: its sentences in every language of the site, of texts that differ both, so that they are compared where they
/// are shown, and of many lines those that are shown first.
/// </summary>
internal sealed record StoredReport(
    string Recipe,
    string File,
    bool DryRun,
    IReadOnlyList<StoredReport.Fault> Faults,
    IReadOnlyList<StoredReport.Fault> Warnings,
    IReadOnlyDictionary<RecipeOutcome, long> Counts,
    IReadOnlyList<StoredReport.Change> Changes)
{
    private const int MostChanges = 2_000;

    // A report of long texts without their comparison is better than a row that nobody can read.
    private const int MostCharacters = 8_000_000;

    /// <summary>Writes a report down.</summary>
    public static byte[] Pack(RecipeReport report)
    {
        var left = MostCharacters;
        StoredReport stored = new(
            report.Recipe,
            report.File,
            report.DryRun,
            [.. report.Faults.Select(Of)],
            [.. report.Warnings.Select(Of)],
            report.Counts,
            [.. report.Changes.OrderBy(change => change.Outcome != RecipeOutcome.ReviewDue).ThenBy(change => change.Outcome == RecipeOutcome.Unchanged).Take(MostChanges).Select(change => Of(change, ref left))]);
        using var packed = new MemoryStream();
        using (var writing = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(writing, stored);
        }

        return packed.ToArray();
    }

    /// <summary>Reads what was written down.</summary>
    /// <param name="packed">The report.</param>
    /// <param name="vocabulary">Words by which texts are compared.</param>
    public static RecipeReport Unpack(byte[] packed, DiffVocabulary vocabulary)
    {
        using var reading = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        var stored = JsonSerializer.Deserialize<StoredReport>(reading)!;
        return new(stored.Recipe, stored.File, stored.DryRun, [.. stored.Faults.Select(fault => fault.ToFault())], stored.Counts, [.. stored.Changes.Select(change => change.ToChange(vocabulary))])
        {
            Warnings = [.. stored.Warnings.Select(warning => warning.ToFault())],
        };
    }

    private static Fault Of(RecipeFault fault) => new(fault.File, fault.StepIndex, fault.Path, fault.Places, WordsOf(fault.Sentence));

    private static Change Of(RecipeChange change, ref int left)
    {
        var (earlier, later) = (change.Text?.Earlier.ToJsonString(), change.Text?.Later.ToJsonString());
        left -= (earlier?.Length ?? 0) + (later?.Length ?? 0);
        return new(change.Outcome, change.Kind, change.Name, change.Sentence is { } sentence ? WordsOf(sentence) : null, left < 0 ? null : earlier, left < 0 ? null : later);
    }

    private static Dictionary<string, string> WordsOf(Sentence sentence) => Languages.All.ToDictionary(language => language.Name, sentence.In, StringComparer.Ordinal);

    /// <summary>A fault or a warning.</summary>
    internal sealed record Fault(string File, int? StepIndex, string Path, int Places, IReadOnlyDictionary<string, string> Words)
    {
        /// <summary>As the report has it.</summary>
        public RecipeFault ToFault() => new(File, StepIndex, Path, Sentence.WrittenDown(Words)) { Places = Places };
    }

    /// <summary>A line.</summary>
    internal sealed record Change(
        [property: JsonConverter(typeof(JsonStringEnumConverter<RecipeOutcome>))] RecipeOutcome Outcome, string Kind, string Name, IReadOnlyDictionary<string, string>? Words, string? Earlier, string? Later)
    {
        /// <summary>As the report has it.</summary>
        public RecipeChange ToChange(DiffVocabulary vocabulary)
        {
            RecipeTextChange? text = null;
            if (Earlier is not null && Later is not null)
            {
                var (earlier, later) = (JsonNode.Parse(Earlier)!.AsObject(), JsonNode.Parse(Later)!.AsObject());
                text = new(earlier, later, VersionDiff.Compare(earlier, later, vocabulary));
            }

            return new(Outcome, Kind, Name, Words is null ? null : Sentence.WrittenDown(Words)) { Text = text };
        }
    }
}
